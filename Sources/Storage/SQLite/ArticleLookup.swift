internal import GRDB
internal import Messages

extension KnownArticles {
    private static let step = 64

    /// Looks the articles of a batch up, all of them in two statements.
    init(_ db: Database, _ batch: [(item: StoreItem, facts: DocumentFacts)]) throws {
        self.init()
        let hashes = batch.map { ArticleHashes($0.item.id, $0.facts.contentHash) }
        for article in try Self.fetch(db, "id_hash", hashes.map(\.id)) { note(id: article.known) }
        for article in try Self.fetch(db, "content_hash", hashes.compactMap(\.content)) {
            if let content = article.content { note(content: content, article.known) }
        }
    }

    private static func fetch(
        _ db: Database,
        _ column: String,
        _ values: [Int64]
    ) throws -> [(known: KnownArticle, content: Int64?)] {
        let marks = Array(repeating: "?", count: step).joined(separator: ",")
        let statement = try db.cachedStatement(
            sql: "SELECT row, id, latest, content_hash FROM articles WHERE \(column) IN (\(marks)) ORDER BY row"
        )
        var found: [(known: KnownArticle, content: Int64?)] = []
        for start in stride(from: 0, to: values.count, by: step) {
            var arguments = values[start..<min(start + step, values.count)].map(\.databaseValue)
            while arguments.count < step { arguments.append(.null) }
            let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
            while let row = try rows.next() {
                found.append((KnownArticle(row: row[0], id: row[1], latest: row[2]), row[3]))
            }
        }
        return found
    }
}
