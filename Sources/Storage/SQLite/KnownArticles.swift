internal import GRDB
internal import Messages

/// An article's row as far as telling duplicates needs it.
struct KnownArticle {
    let row: Int64
    let id: String
    let latest: Int
}

/// Short keys of an article for the indexes.
struct ArticleHashes {
    let id: Int64
    /// Nil where the content's hash is missing or is none.
    let content: Int64?

    init(_ id: ArticleID, _ contentHash: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        self.id = Int64(bitPattern: hash)
        let isHash = contentHash.utf8.count == 64
        content = isHash ? UInt64(contentHash.prefix(16), radix: 16).map(Int64.init(bitPattern:)) : nil
    }
}

/// Which articles of a batch are in the store, looked up for the whole batch in two statements.
struct KnownArticles {
    private var byID: [String: KnownArticle] = [:]
    private var byContent: [Int64: KnownArticle] = [:]

    init(_ db: Database, _ batch: [(item: StoreItem, facts: DocumentFacts)]) throws {
        let hashes = batch.map { ArticleHashes($0.item.id, $0.facts.contentHash) }
        for article in try Self.fetch(db, "id_hash", hashes.map(\.id)) { byID[article.known.id] = article.known }
        for article in try Self.fetch(db, "content_hash", hashes.compactMap(\.content)) {
            if let content = article.content { byContent[content] = article.known }
        }
    }

    /// The stored article with this id, else one with the same content.
    func article(_ item: StoreItem, _ facts: DocumentFacts) -> KnownArticle? {
        if let article = byID[item.id.rawValue] { return article }
        return ArticleHashes(item.id, facts.contentHash).content.flatMap { byContent[$0] }
    }

    mutating func add(_ article: KnownArticle, _ hashes: ArticleHashes) {
        byID[article.id] = article
        if let content = hashes.content { byContent[content] = article }
    }

    private static let step = 64

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
