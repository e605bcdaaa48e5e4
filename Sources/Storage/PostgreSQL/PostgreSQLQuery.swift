internal import Messages

/// Answers a query with SQL.
struct PostgreSQLQuery {
    private let query: Query
    private var conditions: [String] = []
    private var parameters: [Parameter] = []

    init(_ query: Query) {
        self.query = query
        addArticleConditions()
        addEntityConditions()
        addEventConditions()
        addMatchConditions()
    }

    func run(_ connection: Connection) throws -> [Found] {
        guard let text = query.text else { return try fetch(connection, "", nil) }
        let expression: TextExpression
        do {
            expression = try TextExpression(text)
        } catch {
            throw StoreError(.badQuery, "cannot search for \"\(text)\": \(error.reason)")
        }
        guard let words = expression.tsquery else { return [] }
        var search = self
        search.add("a.doc IN (SELECT doc FROM texts WHERE words @@ CAST(CAST(# AS text) AS tsquery))", [.text(words)])
        return try search.fetch(connection, ", d.article_frame", expression)
    }

    private func fetch(
        _ connection: Connection,
        _ extra: String,
        _ expression: TextExpression?
    ) throws -> [Found] {
        let rows = try connection.query(
            """
            SELECT a.latest, a.id, a.title, a.source, a.url, a.language, a.time, d.relevance\(extra)
            FROM articles a JOIN documents d USING (doc)
            \(conditions.isEmpty ? "" : "WHERE ")\(conditions.joined(separator: " AND "))
            ORDER BY a.latest DESC LIMIT $\(parameters.count + 1)
            """,
            parameters + [.integer(query.limit)]
        )
        return (0..<rows.count).map { row in
            Found(
                seq: rows.integer(row, 0),
                id: ArticleID(rawValue: rows.text(row, 1)),
                title: rows.text(row, 2),
                source: rows.optionalText(row, 3),
                url: rows.optionalText(row, 4),
                language: rows.optionalText(row, 5),
                time: rows.text(row, 6),
                relevance: rows.text(row, 7),
                snippet: expression.map { Self.snippet(rows.bytes(row, 8), $0) } ?? ""
            )
        }
    }

    private static func snippet(_ frame: [UInt8], _ expression: TextExpression) -> String {
        let article = try? JSONParser.parse(frame)
        return Snippet.of(article?["body"]?.string ?? "", expression)
    }

    /// Adds a condition; each `#` in it stands for the next of its values.
    private mutating func add(_ condition: String, _ values: [Parameter]) {
        let parts = condition.split(separator: "#", omittingEmptySubsequences: false)
        var text = String(parts[0])
        for (part, value) in zip(parts.dropFirst(), values) {
            parameters.append(value)
            text += "$\(parameters.count)\(part)"
        }
        conditions.append(text)
    }

    private mutating func addArticleConditions() {
        if let source = query.source { add("lower(a.source) = lower(CAST(# AS text) COLLATE \"C\")", [.text(source)]) }
        if let language = query.language { add("a.language = #", [.text(language.lowercased())]) }
        if let relevance = query.relevance { add("d.relevance = #", [.text(relevance)]) }
        if let since = query.since { add("a.time >= #", [.text(since.description)]) }
        if let until = query.until { add("a.time < #", [.text(until.description)]) }
    }

    private mutating func addEntityConditions() {
        if let name = query.entity {
            let folded = DraftWriter.stored(name.lowercased())
            let condition = "a.doc IN (SELECT doc FROM entity_names WHERE name >= # AND name < #)"
            add(condition, [.text(folded), .text(folded + "\u{10FFFF}")])
        }
        if let country = query.country {
            add("a.doc IN (SELECT doc FROM entities WHERE country = #)", [.text(country.uppercased())])
        }
    }

    private mutating func addEventConditions() {
        let terms = [
            query.action.map(EventTerm.action), query.measure.map(EventTerm.measure),
            query.issuer.map(EventTerm.issuer), query.target.map(EventTerm.target),
        ].compactMap { $0 }.map(DraftWriter.stored)
        guard !terms.isEmpty else { return }
        var sql = "SELECT t0.doc FROM event_terms t0"
        for index in terms.indices.dropFirst() {
            sql += " JOIN event_terms t\(index) ON t\(index).term = # AND t\(index).doc = t0.doc AND t\(index).n = t0.n"
        }
        let values = terms.dropFirst() + terms.prefix(1)
        add("a.doc IN (\(sql) WHERE t0.term = #)", values.map { .text($0) })
    }

    private mutating func addMatchConditions() {
        let list = query.list.map { Parameter.text(DraftWriter.stored($0)) }
        let entry = query.entry.map { Parameter.text(DraftWriter.stored($0)) }
        switch (list, entry) {
        case (let list?, let entry?):
            add("a.doc IN (SELECT doc FROM matches WHERE list = # AND entry = #)", [list, entry])
        case (let list?, nil): add("a.doc IN (SELECT doc FROM matches WHERE list = #)", [list])
        case (nil, let entry?): add("a.doc IN (SELECT doc FROM matches WHERE entry = #)", [entry])
        case (nil, nil): break
        }
    }
}
