internal import Messages

/// Reads documents by their place in the feed, and counts.
struct PostgreSQLReader {
    let connection: Connection

    private static let columns = """
        p.seq, a.id, d.topics, d.article_frame, d.extraction_frame, d.verdict_frame, d.envelope, d.stored_at
        FROM places p JOIN documents d USING (doc) JOIN articles a USING (article)
        """

    func head() throws -> Int { try connection.query("SELECT value FROM meta WHERE name = 'head'").integer(0, 0) }

    func documents(after seq: Int, topicPrefix: String, limit: Int) throws -> [FeedDocument] {
        guard !topicPrefix.isEmpty else {
            return try fetch("WHERE p.seq > $1 ORDER BY p.seq LIMIT $2", [.integer(seq), .integer(limit)])
        }
        // The first ones of each topic, merged.
        return try fetch(
            """
            WHERE p.seq IN (
                SELECT DISTINCT f.seq FROM topics t CROSS JOIN LATERAL (
                    SELECT seq FROM feed WHERE topic = t.id AND seq > $1 ORDER BY seq LIMIT $2
                ) f WHERE t.topic >= $3 AND starts_with(t.topic, $3) ORDER BY f.seq LIMIT $2
            ) ORDER BY p.seq
            """,
            [.integer(seq), .integer(limit), .text(topicPrefix)]
        )
    }

    func document(of id: ArticleID) throws -> FeedDocument? {
        try fetch(
            "WHERE a.id_hash = $1 AND a.id = $2 AND p.seq = a.latest",
            [.integer(Int(ArticleHashes(id, "").id)), .text(id.rawValue)]
        ).first
    }

    func lastSeqs(topicPrefix: String) throws -> [TopicSeq] {
        let rows = try connection.query(
            """
            SELECT t.topic, (SELECT max(seq) FROM feed WHERE topic = t.id) FROM topics t
            WHERE t.topic >= $1 AND starts_with(t.topic, $1) ORDER BY t.topic
            """,
            [.text(topicPrefix)]
        )
        return (0..<rows.count).map { TopicSeq(topic: rows.text($0, 0), seq: rows.integer($0, 1)) }
    }

    func counts() throws -> StoreCounts {
        let rows = try connection.query(
            """
            SELECT (SELECT count(*) FROM articles), (SELECT value FROM meta WHERE name = 'head'),
            (SELECT count(*) FROM duplicates), (SELECT count(*) FROM quarantine),
            (SELECT count(*) FROM releases WHERE how = 'stored'), (SELECT count(*) FROM releases WHERE how <> 'stored'),
            (SELECT count(*) FROM events), (SELECT count(*) FROM matches)
            """
        )
        var counts = StoreCounts()
        counts.articles = rows.integer(0, 0)
        counts.documents = rows.integer(0, 1)
        counts.duplicates = rows.integer(0, 2)
        counts.quarantined = rows.integer(0, 3)
        counts.rescued = rows.integer(0, 4)
        counts.dropped = rows.integer(0, 5)
        counts.events = rows.integer(0, 6)
        counts.matches = rows.integer(0, 7)
        return counts
    }

    private func fetch(_ rest: String, _ parameters: [Parameter]) throws -> [FeedDocument] {
        let rows = try connection.query("SELECT \(Self.columns) \(rest)", parameters)
        return (0..<rows.count).map { row in
            FeedDocument(
                seq: rows.integer(row, 0),
                id: ArticleID(rawValue: rows.text(row, 1)),
                topics: rows.text(row, 2).split(separator: "\n").map { String($0) },
                article: rows.bytes(row, 3),
                extraction: rows.bytes(row, 4),
                verdict: rows.bytes(row, 5),
                envelope: rows.bytes(row, 6),
                storedAt: Timestamp(milliseconds: Int64(rows.integer(row, 7)))
            )
        }
    }
}
