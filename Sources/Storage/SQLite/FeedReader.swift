internal import FoundationEssentials
internal import GRDB
internal import Messages

/// Reads documents by their place in the feed.
struct FeedReader {
    let db: Database

    private static let columns = """
        d.seq, a.id, d.topics, d.article_frame, d.extraction_frame, d.verdict_frame, d.envelope, d.stored_at
        FROM documents d JOIN articles a ON a.row = d.article
        """

    func documents(after seq: Int, topicPrefix: String, limit: Int) throws -> [FeedDocument] {
        if topicPrefix.isEmpty {
            let sql = "SELECT \(Self.columns) WHERE d.seq > ? ORDER BY d.seq LIMIT ?"
            return try fetch(db.cachedStatement(sql: sql), [seq.databaseValue, limit.databaseValue])
        }
        let statement = try db.cachedStatement(sql: "SELECT \(Self.columns) WHERE d.seq = ?")
        return try seqs(after: seq, topicPrefix, limit).flatMap { try fetch(statement, [$0.databaseValue]) }
    }

    func document(of id: ArticleID) throws -> FeedDocument? {
        let statement = try db.cachedStatement(
            sql: "SELECT \(Self.columns) WHERE a.id_hash = ? AND a.id = ? AND d.seq = a.latest"
        )
        return try fetch(statement, [ArticleHashes(id, "").id.databaseValue, id.rawValue.databaseValue]).first
    }

    func lastSeqs(topicPrefix: String) throws -> [TopicSeq] {
        let statement = try db.cachedStatement(sql: "SELECT max(seq) FROM feed WHERE topic = ?")
        return try topics(topicPrefix).map { topic in
            TopicSeq(topic: topic.name, seq: try Int.fetchOne(statement, arguments: [topic.id]) ?? 0)
        }
    }

    /// Places of documents with such a topic: the first ones of each topic, merged.
    private func seqs(after seq: Int, _ prefix: String, _ limit: Int) throws -> [Int] {
        let statement = try db.cachedStatement(
            sql: "SELECT seq FROM feed WHERE topic = ? AND seq > ? ORDER BY seq LIMIT ?"
        )
        var found: Set<Int> = []
        for topic in try topics(prefix) {
            found.formUnion(try Int.fetchAll(statement, arguments: [topic.id, seq, limit]))
        }
        return Array(found.sorted().prefix(limit))
    }

    /// Topics that begin with the prefix, in their order.
    private func topics(_ prefix: String) throws -> [(id: Int64, name: String)] {
        let statement = try db.cachedStatement(
            sql: "SELECT id, topic FROM topics WHERE topic >= ? AND substr(topic, 1, ?) = ? ORDER BY topic"
        )
        let arguments: StatementArguments = [prefix, prefix.unicodeScalars.count, prefix]
        return try Row.fetchAll(statement, arguments: arguments).map { ($0[0], $0[1]) }
    }

    private func fetch(_ statement: Statement, _ arguments: [DatabaseValue]) throws -> [FeedDocument] {
        var documents: [FeedDocument] = []
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        while let row = try rows.next() { documents.append(FeedDocument(row)) }
        return documents
    }
}

extension FeedDocument {
    fileprivate init(_ row: Row) {
        let topics: String = row[2]
        self.init(
            seq: row[0],
            id: ArticleID(rawValue: row[1]),
            topics: topics.split(separator: "\n").map { String($0) },
            article: row.bytes(3),
            extraction: row.bytes(4),
            verdict: row.bytes(5),
            envelope: row.bytes(6),
            storedAt: Timestamp(milliseconds: row[7])
        )
    }
}

extension Row {
    /// A blob; empty for null.
    func bytes(_ index: Int) -> [UInt8] {
        let data: Data? = self[index]
        return data.map { Array($0) } ?? []
    }
}
