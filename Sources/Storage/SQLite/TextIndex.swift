internal import GRDB

/// The full-text index, which follows the feed at a distance.
///
/// Indexing a text costs several times what storing it does. So a batch is durable and in the feed without waiting for
/// that; texts are indexed when the store has nothing else to do, and at the latest once too many of them wait. Queries
/// look at the waiting ones too.
struct TextIndex {
    /// Texts indexed in one transaction: some ten milliseconds.
    static let step = 48

    let db: Database

    func waiting() throws -> Int { try Meta.head.read(db) - Meta.text.read(db) }

    /// Indexes the next texts.
    ///
    /// - Parameter limit: How many at most.
    /// - Returns: How many wait after that.
    /// - Throws: The database's error.
    func advance(_ limit: Int) throws -> Int {
        let from = try Meta.text.read(db)
        let head = try Meta.head.read(db)
        let to = min(from + limit, head)
        guard to > from else { return 0 }
        let statement = try db.cachedStatement(
            sql:
                "INSERT INTO text (rowid, title, body) SELECT seq, title, body FROM searchable WHERE seq > ? AND seq <= ?"
        )
        try statement.run([from.databaseValue, to.databaseValue])
        try Meta.text.write(to, db)
        return head - to
    }
}
