internal import Messages

/// A document that is being written: what it says, and the number under which its rows stand.
struct Draft {
    let item: StoreItem
    let facts: DocumentFacts
    let hashes: ArticleHashes
    let doc: Int
    let storedAt: Int64

    init(_ item: StoreItem, _ facts: DocumentFacts, doc: Int, storedAt: Int64) {
        self.item = item
        self.facts = facts
        self.doc = doc
        self.storedAt = storedAt
        hashes = ArticleHashes(item.id, facts.contentHash)
    }

    var key: Int { Int(Int64(bitPattern: item.key)) }
}

/// Writes everything of documents that hangs on their numbers alone, not on their places in the feed.
struct DraftWriter {
    let connection: Connection

    func write(_ drafts: [Draft]) throws {
        guard !drafts.isEmpty else { return }
        try writeDocuments(drafts)
        try writeTexts(drafts)
        try writeEntities(drafts)
        try writeMentions(drafts)
        try writeEvents(drafts)
        try writeMatches(drafts)
    }

    /// Numbers for new documents.
    static func numbers(_ count: Int, _ connection: Connection) throws -> [Int] {
        let rows = try connection.query(
            "SELECT nextval('document_numbers') FROM generate_series(1, CAST($1 AS bigint))",
            [.integer(count)]
        )
        return (0..<rows.count).map { rows.integer($0, 0) }
    }

    /// Takes documents back that turned out to be stored already.
    func remove(_ drafts: [Draft]) throws {
        guard !drafts.isEmpty else { return }
        let docs = Parameter.integers(drafts.map(\.doc))
        for table in ["documents", "texts", "entities", "mentions", "events", "evidence", "matches"] {
            try connection.query("DELETE FROM \(table) WHERE doc = ANY($1)", [docs])
        }
        let names = drafts.flatMap { $0.facts.entities.flatMap(\.names) }.map(Self.indexed)
        try connection.query("DELETE FROM entity_names WHERE doc = ANY($1) AND name = ANY($2)", [docs, .texts(names)])
        let terms = drafts.flatMap { $0.facts.events.flatMap(EventTerm.all) }.map(Self.indexed)
        try connection.query("DELETE FROM event_terms WHERE doc = ANY($1) AND term = ANY($2)", [docs, .texts(terms)])
    }

    /// A text that stands in an index: only its beginning, for the server refuses an entry above some 2,700 bytes.
    static func indexed(_ text: String) -> String {
        text.utf8.count <= 200 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(200)))
    }

    private func writeDocuments(_ drafts: [Draft]) throws {
        var rows = CopyRows(
            "documents",
            [
                "doc", "key", "version", "relevance", "stored_at", "topics", "article_frame", "extraction_frame",
                "verdict_frame", "envelope",
            ],
            connection
        )
        for draft in drafts {
            try rows.row()
            rows.add(draft.doc)
            rows.add(draft.key)
            rows.add(draft.facts.version)
            rows.add(draft.facts.relevance)
            rows.add(draft.storedAt)
            rows.add(draft.facts.topics.joined(separator: "\n"))
            rows.add(draft.item.article)
            rows.add(draft.item.extraction)
            rows.add(draft.item.verdict)
            rows.add(draft.item.envelope)
        }
        try rows.finish()
    }

    private func writeTexts(_ drafts: [Draft]) throws {
        var rows = CopyRows("texts", ["doc", "words"], connection)
        for draft in drafts {
            try rows.row()
            rows.add(draft.doc)
            rows.add(WordVector(title: draft.facts.title, body: draft.facts.body).bytes)
        }
        try rows.finish()
    }

    private func writeEntities(_ drafts: [Draft]) throws {
        var rows = CopyRows("entities", ["doc", "n", "id", "kind", "name", "country"], connection)
        for draft in drafts {
            for (n, entity) in draft.facts.entities.enumerated() {
                try rows.row()
                rows.add(draft.doc)
                rows.add(small: n)
                rows.add(entity.id)
                rows.add(entity.kind)
                rows.add(entity.name)
                rows.add(entity.country.map(Self.indexed))
            }
        }
        try rows.finish()
        var names = CopyRows("entity_names", ["name", "doc", "n"], connection)
        for draft in drafts {
            for (n, entity) in draft.facts.entities.enumerated() {
                for name in entity.names.map(Self.stored).uniqued() {
                    try names.row()
                    names.add(name)
                    names.add(draft.doc)
                    names.add(small: n)
                }
            }
        }
        try names.finish()
    }

    private func writeMentions(_ drafts: [Draft]) throws {
        var rows = CopyRows(
            "mentions",
            ["doc", "n", "kind", "start", "stop", "text", "entity", "country", "confidence"],
            connection
        )
        for draft in drafts {
            for (n, mention) in draft.facts.mentions.enumerated() {
                try rows.row()
                rows.add(draft.doc)
                rows.add(small: n)
                rows.add(mention.kind)
                rows.add(small: mention.start)
                rows.add(small: mention.end)
                rows.add(mention.text)
                rows.add(mention.entity)
                rows.add(mention.country)
                rows.add(mention.confidence)
            }
        }
        try rows.finish()
    }

    private func writeMatches(_ drafts: [Draft]) throws {
        var rows = CopyRows(
            "matches",
            ["doc", "n", "list", "entry", "name", "text", "role", "score", "entity"],
            connection
        )
        for draft in drafts {
            for (n, match) in draft.facts.matches.enumerated() {
                try rows.row()
                rows.add(draft.doc)
                rows.add(small: n)
                rows.add(Self.indexed(match.list))
                rows.add(Self.indexed(match.entry))
                rows.add(match.name)
                rows.add(match.text)
                rows.add(match.role)
                rows.add(match.score)
                rows.add(match.entity)
            }
        }
        try rows.finish()
    }

    /// As ``indexed(_:)``, and as the server keeps it, so that two that become equal are seen to.
    static func stored(_ text: String) -> String { indexed(text).replacing("\0", with: "\u{FFFD}") }
}

extension [String] {
    /// The elements without repetition, in the order of their first appearance.
    func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
