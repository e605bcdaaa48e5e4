internal import GRDB
internal import Messages

/// Answers a query with SQL.
struct QueryRunner {
    private let db: Database
    private let query: Query
    private var conditions: [String] = []
    private var arguments: [DatabaseValue] = []

    init(db: Database, query: Query) {
        self.db = db
        self.query = query
        addArticleConditions()
        addEntityConditions()
        addEventConditions()
        addMatchConditions()
    }

    func run() throws -> [Found] {
        guard let text = query.text else { return try fetch(nil, nil, query.limit) }
        let waiting = WaitingTexts(db: db)
        try waiting.index()
        defer { waiting.drop() }
        do {
            let expression = TextQuery.fts5(text)
            let newest = try fetch("temp.waiting_text", expression, query.limit)
            return newest + (try fetch("text", expression, query.limit - newest.count))
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            throw StoreError(.badQuery, "cannot search for \"\(text)\": \(error.message ?? "bad syntax")")
        }
    }

    private func fetch(_ table: String?, _ text: String?, _ limit: Int) throws -> [Found] {
        guard limit > 0 else { return [] }
        var sql = "SELECT d.seq, a.id, a.title, a.source, a.url, a.language, a.time, d.relevance"
        var values: [DatabaseValue] = []
        var order = "d.seq"
        if let table, let text {
            let name = table.split(separator: ".").last ?? ""
            sql += ", snippet(\(name), 1, '', '', '…', 24) FROM \(table)"
            sql +=
                " JOIN documents d ON d.seq = \(name).rowid JOIN articles a ON a.row = d.article AND a.latest = d.seq"
            sql += " WHERE \(name) MATCH ?"
            order = "\(name).rowid"
            values.append(text.databaseValue)
        } else {
            sql += ", '' FROM articles a JOIN documents d ON d.seq = a.latest WHERE 1"
        }
        for condition in conditions { sql += " AND \(condition)" }
        sql += " ORDER BY \(order) DESC LIMIT ?"
        values += arguments + [limit.databaseValue]
        return try Row.fetchAll(db, sql: sql, arguments: StatementArguments(values)).map { Found($0) }
    }

    private mutating func add(_ condition: String, _ values: [DatabaseValue]) {
        conditions.append(condition)
        arguments += values
    }

    private mutating func addArticleConditions() {
        if let source = query.source { add("a.source = ? COLLATE NOCASE", [source.databaseValue]) }
        if let language = query.language { add("a.language = ?", [language.lowercased().databaseValue]) }
        if let relevance = query.relevance { add("d.relevance = ?", [relevance.databaseValue]) }
        if let since = query.since { add("a.time >= ?", [since.description.databaseValue]) }
        if let until = query.until { add("a.time < ?", [until.description.databaseValue]) }
    }

    private mutating func addEntityConditions() {
        if let name = query.entity {
            let folded = name.lowercased()
            let condition = "d.seq IN (SELECT seq FROM entity_names WHERE name >= ? AND name < ?)"
            add(condition, [folded.databaseValue, (folded + "\u{10FFFF}").databaseValue])
        }
        if let country = query.country {
            add("d.seq IN (SELECT seq FROM entities WHERE country = ?)", [country.uppercased().databaseValue])
        }
    }

    private mutating func addEventConditions() {
        let terms = [
            query.action.map(EventTerm.action), query.measure.map(EventTerm.measure),
            query.issuer.map(EventTerm.issuer), query.target.map(EventTerm.target),
        ].compactMap { $0 }
        guard !terms.isEmpty else { return }
        var sql = "SELECT t0.seq FROM event_terms t0"
        for index in terms.indices.dropFirst() {
            sql += " JOIN event_terms t\(index) ON t\(index).term = ? AND t\(index).seq = t0.seq AND t\(index).n = t0.n"
        }
        let values = terms.dropFirst() + terms.prefix(1)
        add("d.seq IN (\(sql) WHERE t0.term = ?)", values.map(\.databaseValue))
    }

    private mutating func addMatchConditions() {
        switch (query.list, query.entry) {
        case (let list?, let entry?):
            let condition = "d.seq IN (SELECT seq FROM matches WHERE list = ? AND entry = ?)"
            add(condition, [list.databaseValue, entry.databaseValue])
        case (let list?, nil): add("d.seq IN (SELECT seq FROM matches WHERE list = ?)", [list.databaseValue])
        case (nil, let entry?): add("d.seq IN (SELECT seq FROM matches WHERE entry = ?)", [entry.databaseValue])
        case (nil, nil): break
        }
    }
}

/// The newest texts, which the text index doesn't hold yet, indexed in memory for one query.
struct WaitingTexts {
    let db: Database

    func index() throws {
        try db.execute(
            sql: """
                CREATE VIRTUAL TABLE temp.waiting_text USING fts5 (
                    title, body, tokenize = "unicode61 remove_diacritics 2"
                )
                """
        )
        let head = try Meta.head.read(db)
        let from = max(try Meta.text.read(db), head - Query.waitingTextsSearched)
        let sql =
            "INSERT INTO temp.waiting_text (rowid, title, body) SELECT seq, title, body FROM searchable WHERE seq > ?"
        try db.execute(sql: sql, arguments: [from])
    }

    func drop() { try? db.execute(sql: "DROP TABLE temp.waiting_text") }
}

extension Found {
    fileprivate init(_ row: Row) {
        self.init(
            seq: row[0],
            id: ArticleID(rawValue: row[1]),
            title: row[2],
            source: row[3],
            url: row[4],
            language: row[5],
            time: row[6],
            relevance: row[7],
            snippet: row[8]
        )
    }
}
