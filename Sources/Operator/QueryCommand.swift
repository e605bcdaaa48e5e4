internal import ArgumentParser
internal import Foundation
internal import Messages
internal import Pipeline
internal import Storage

/// `interdict query`: stored articles by what is in them.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Find stored articles by words, entities, events, list matches and dates; the newest first.",
        discussion: """
            All given conditions must hold; those on events hold for one and the same event. Words are looked for in \
            title and body: interdict query 'treaty AND "Kim Jong Un"', 'sanction*', 'title: oil NOT gas'. Exits with 0 \
            whether something was found or not.
            """
    )

    @OptionGroup var store: StoreOptions

    @Argument(help: "Words to look for.")
    var words: [String] = []

    @Option(help: "Beginning of an entity's name or alias, such as \"kim jong\".")
    var entity: String?

    @Option(help: "Country of an entity in the article, such as KP.")
    var country: String?

    @Option(help: "What was done: \(Action.allCases.map(\.rawValue).joined(separator: ", ")).")
    var action: String?

    @Option(help: "The kind of sanction: \(Measure.allCases.map(\.rawValue).joined(separator: ", ")).")
    var measure: String?

    @Option(help: "Who imposes: a country or body, such as US or EU.")
    var issuer: String?

    @Option(help: "Against whom: a country such as RU, or a name as the article has it.")
    var target: String?

    @Option(help: "A list that somebody in the article is on, such as ofac-sdn.")
    var list: String?

    @Option(help: "The id of an entry on a list.")
    var entry: String?

    @Option(
        help: "How much the article is about sanctions: \(Relevance.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var relevance: String?

    @Option(help: "The article's source.")
    var source: String?

    @Option(help: "The article's language, such as en.")
    var language: String?

    @Option(help: "Published (or received) at this day or time or later, such as 2024-06-20.")
    var since: String?

    @Option(help: "Published (or received) before this day or time.")
    var until: String?

    @Option(help: "How many articles at most.")
    var limit = 20

    @Flag(help: "Print each classified document as one line of JSON.")
    var json = false

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit must be above 0, not \(limit)") }
        try check("action", action, Action.allCases.map(\.rawValue))
        try check("measure", measure, Measure.allCases.map(\.rawValue))
        try check("relevance", relevance, Relevance.allCases.map(\.rawValue))
        if let language, language.count != 2 {
            throw ValidationError("--language must be a code of two letters such as en, not \(language)")
        }
    }

    func run() throws {
        let query = try query()
        let store = try store.open()
        let found = try Failure.ofStore { () throws(StoreError) in try store.find(query) }
        for article in found {
            let document = try Failure.ofStore { () throws(StoreError) in try store.document(of: article.id) }
            if let document { try show(article, document.json) }
        }
        if query.text != nil { try warnOfWaitingTexts(store) }
        if !json, found.isEmpty { print("nothing found") }
        if !json, found.count == limit { print("(the newest \(limit); --limit shows more)") }
    }

    /// Says so where the search for words has not seen everything.
    private func warnOfWaitingTexts(_ store: any Storage.Store) throws {
        let waiting = try Failure.ofStore { () throws(StoreError) in try store.counts() }.awaitingText
        guard waiting > Query.waitingTextsSearched else { return }
        let unseen = waiting - Query.waitingTextsSearched
        let note = "note: \(unseen) texts were not searched, for the store indexes them in quiet moments\n"
        FileHandle.standardError.write(Data(note.utf8))
    }

    private func show(_ found: Found, _ document: [UInt8]) throws {
        guard !json else { return StandardOutput.write(document + [0x0A]) }
        var lines = [DocumentText(try JSONParser.parse(document)).summary]
        let snippet = found.snippet.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !snippet.isEmpty { lines.append("    “\(snippet)”") }
        lines.append("    " + ["id \(found.id)", found.source, found.url].compactMap { $0 }.joined(separator: " · "))
        print(lines.joined(separator: "\n"))
    }

    private func query() throws -> Query {
        var query = Query(limit: limit)
        query.text = words.isEmpty ? nil : words.joined(separator: " ")
        query.entity = entity
        let names = CodeNames()
        query.country = try names.code("country", country)
        query.action = action
        query.measure = measure
        query.issuer = try names.code("issuer", issuer)
        query.target = target.map { names.country($0) ?? $0 }
        query.list = list
        query.entry = entry
        query.relevance = relevance
        query.source = source
        query.language = language?.lowercased()
        query.since = try time("since", since)
        query.until = try time("until", until)
        return query
    }

    private func time(_ name: String, _ text: String?) throws -> Timestamp? {
        guard let text else { return nil }
        guard let time = Timestamp(text) else {
            throw Failure(
                .usage,
                "--\(name) must be a day or time such as 2024-06-20 or 2024-06-20T09:30:00Z, not \(text)"
            )
        }
        return time
    }

    private func check(_ name: String, _ value: String?, _ allowed: [String]) throws {
        guard let value, !allowed.contains(value) else { return }
        throw ValidationError("--\(name) must be one of \(allowed.joined(separator: ", ")), not \(value)")
    }
}
