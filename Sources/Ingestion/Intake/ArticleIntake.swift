package import Messages

/// Turns what a client submits into a normalised article, or says what is wrong with it.
///
/// It never fails in another way than by a ``Rejection``, holds no state, and gives the same bytes for the same input.
package struct ArticleIntake: Sendable {
    package let limits: IntakeLimits
    private let detectLanguage: @Sendable (String) -> String?
    private let normaliser = TextNormaliser()

    /// An intake.
    ///
    /// - Parameters:
    ///   - limits: What an article may be at most.
    ///   - detectLanguage: ISO 639-1 of a text, nil where it can't be told; asked where a submission names no language.
    package init(
        limits: IntakeLimits = IntakeLimits(),
        detectLanguage: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.limits = limits
        self.detectLanguage = detectLanguage
    }

    /// Reads one submission.
    ///
    /// It is a JSON object with `title` or `body`, and optionally `id`, `url`, `source`, `published`, `language`, `tags`,
    /// `format` (`text` or `html`) and `traceparent`. Members that it doesn't know are ignored.
    ///
    /// - Parameters:
    ///   - bytes: The submission, UTF-8.
    ///   - receivedAt: When it came; also what `published` is compared with.
    /// - Returns: The article with its frame, or why there is none.
    package func article(from bytes: [UInt8], receivedAt: Timestamp) -> Result<NormalisedArticle, Rejection> {
        do throws(Rejection) {
            return .success(try read(bytes, receivedAt))
        } catch {
            return .failure(error)
        }
    }

    /// Reads a plain text: its first line is the title, and the whole text is the body.
    ///
    /// - Parameters:
    ///   - bytes: The text, UTF-8; offsets into it are offsets into the body.
    ///   - id: The id, if it has one.
    ///   - source: Where it comes from.
    ///   - receivedAt: When it came.
    /// - Returns: The article with its frame, or why there is none.
    package func article(
        fromText bytes: [UInt8],
        id: String? = nil,
        source: String? = nil,
        receivedAt: Timestamp
    ) -> Result<NormalisedArticle, Rejection> {
        do throws(Rejection) {
            try checkSize(bytes)
            let text = try PlainText.decoded(bytes)
            var draft = Draft()
            draft.id = try id.map { text throws(Rejection) in try checkedID(text) }
            draft.source = source
            draft.body = try normalised(text, "body")
            draft.title = PlainText.title(of: draft.body)
            return .success(try finish(draft, receivedAt))
        } catch {
            return .failure(error)
        }
    }

    private func read(_ bytes: [UInt8], _ receivedAt: Timestamp) throws(Rejection) -> NormalisedArticle {
        try checkSize(bytes)
        let fields = try SubmittedFields(parsing: bytes, maximumDepth: limits.depth)
        var draft = Draft()
        draft.id = try fields.text("id").map { text throws(Rejection) in try checkedID(text) }
        draft.url = try line(fields, "url")
        draft.source = try line(fields, "source")
        draft.language = try fields.language()
        draft.tags = try tags(fields)
        draft.traceparent = try fields.traceparent()
        draft.published = try fields.published(notAfter: receivedAt.adding(seconds: limits.futureSeconds))
        try readText(fields, into: &draft)
        return try finish(draft, receivedAt)
    }

    private func checkSize(_ bytes: [UInt8]) throws(Rejection) {
        guard !bytes.isEmpty else { throw Rejection(.empty, "the submission has no bytes") }
        guard bytes.count <= limits.bytes else {
            throw Rejection(.tooLarge, "the submission has \(bytes.count) bytes, the limit is \(limits.bytes)")
        }
    }

    private func checkedID(_ text: String) throws(Rejection) -> String {
        guard !text.isEmpty else { throw Rejection(.badID, at: "id", "the id is empty; leave it out to have one made") }
        guard text.utf8.count <= limits.idBytes else {
            throw Rejection(.badID, at: "id", "the id has \(text.utf8.count) bytes, the limit is \(limits.idBytes)")
        }
        guard !text.unicodeScalars.contains(where: \.properties.isControlOrLineEnd) else {
            throw Rejection(.badID, at: "id", "the id holds a control character or a line end")
        }
        return text
    }

    private func tags(_ fields: SubmittedFields) throws(Rejection) -> [String] {
        let tags = try fields.strings("tags")
        guard tags.count <= limits.tags else {
            throw Rejection(.badValue, at: "tags", "there are \(tags.count) tags, the limit is \(limits.tags)")
        }
        var clean: [String] = []
        for (index, tag) in tags.enumerated() {
            clean.append(OneLine.of(try normalised(tag, "tags[\(index)]")))
        }
        return clean
    }

    private func readText(_ fields: SubmittedFields, into draft: inout Draft) throws(Rejection) {
        let format = try fields.format()
        let title = try fields.text("title") ?? ""
        let body = try fields.text("body") ?? ""
        if format == .html || (format == nil && HTMLText.isHTML(body)) {
            let page = HTMLText.extract(from: body)
            draft.body = try normalised(page.body, "body")
            draft.title = try OneLine.of(normalised(title.isEmpty ? page.title ?? "" : HTMLText.inline(title), "title"))
        } else {
            draft.body = try normalised(body, "body")
            draft.title = try OneLine.of(normalised(title, "title"))
        }
    }

    private func line(_ fields: SubmittedFields, _ name: String) throws(Rejection) -> String? {
        guard let text = try fields.text(name) else { return nil }
        let line = OneLine.of(try normalised(text, name))
        return line.isEmpty ? nil : line
    }

    private func normalised(_ text: String, _ name: String) throws(Rejection) -> String {
        do {
            return try normaliser.normalise(text)
        } catch {
            let place = "\(name), character \(error.position)"
            throw Rejection(.controlCharacter, at: place, "\(name) holds the control character \(error.name)")
        }
    }

    private func finish(_ draft: Draft, _ receivedAt: Timestamp) throws(Rejection) -> NormalisedArticle {
        guard OneLine.hasText(draft.title) || OneLine.hasText(draft.body) else {
            throw Rejection(.missingText, "the article has neither a title nor a body with text in it")
        }
        let hash = ContentHash(title: draft.title, body: draft.body)
        let language = draft.language ?? detectLanguage(OneLine.hasText(draft.body) ? draft.body : draft.title)
        return NormalisedArticle(draft.article(hash: hash, language: language, receivedAt: receivedAt), hash)
    }
}

/// What is known of an article before its hash is.
private struct Draft {
    var id: String?
    var url: String?
    var title = ""
    var body = ""
    var source: String?
    var published: String?
    var language: String?
    var tags: [String] = []
    var traceparent: String?

    func article(hash: ContentHash, language: String?, receivedAt: Timestamp) -> Article {
        Article(
            id: ArticleID(rawValue: id ?? hash.articleID),
            url: url,
            title: title,
            body: body,
            source: source,
            published: published,
            language: language,
            tags: tags,
            contentHash: hash.hexadecimal,
            receivedAt: receivedAt.description,
            traceparent: traceparent
        )
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isControlOrLineEnd: Bool {
        switch generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
