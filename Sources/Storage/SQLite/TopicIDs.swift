internal import GRDB

/// The numbers of topics, remembered from one batch to the next.
struct TopicIDs {
    private var ids: [String: Int64] = [:]

    mutating func id(of topic: String, _ db: Database) throws -> Int64 {
        if let id = ids[topic] { return id }
        let id = try find(topic, db) ?? make(topic, db)
        ids[topic] = id
        return id
    }

    private func find(_ topic: String, _ db: Database) throws -> Int64? {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT id FROM topics WHERE topic = ?"), arguments: [topic])
    }

    private func make(_ topic: String, _ db: Database) throws -> Int64 {
        try db.cachedStatement(sql: "INSERT INTO topics (topic) VALUES (?)").execute(arguments: [topic])
        return db.lastInsertedRowID
    }
}

/// A number that the store keeps about itself.
enum Meta: String {
    /// The last place in the feed.
    case head
    /// The last place in the feed that is in the text index.
    case text

    func read(_ db: Database) throws -> Int {
        let statement = try db.cachedStatement(sql: "SELECT value FROM meta WHERE name = ?")
        return try Int.fetchOne(statement, arguments: [rawValue]) ?? 0
    }

    func write(_ value: Int, _ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE meta SET value = ? WHERE name = ?").execute(arguments: [value, rawValue])
    }
}
