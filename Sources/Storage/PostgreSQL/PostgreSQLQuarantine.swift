internal import FoundationEssentials
internal import Messages

/// The table of articles that were put aside; changed under the lock on the feed's head only.
struct PostgreSQLQuarantine {
    let connection: Connection

    /// Puts an article aside; an earlier one with the same id but another accept key is noted as replaced.
    func put(_ article: QuarantinedArticle, at now: Timestamp) throws {
        let key = Int(Int64(bitPattern: article.key))
        let found = try connection.query("SELECT key FROM quarantine WHERE id = $1", [.text(article.id.rawValue)])
        if found.count == 1, found.integer(0, 0) != key { _ = try release(article.id, .replaced, at: now) }
        let frames = (0..<3).map { article.frames.indices.contains($0) ? article.frames[$0] : nil }
        try connection.query("DELETE FROM quarantine WHERE id = $1", [.text(article.id.rawValue)])
        try connection.query(
            "INSERT INTO quarantine VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            [
                .text(article.id.rawValue), .integer(key), .text(article.stage), .text(article.worker),
                .text(article.reason), .integer(article.attempts), .text(QuarantineErrors.text(article.errors)),
                Parameter(frames[0]), Parameter(frames[1]), Parameter(frames[2]), .bytes(article.envelope),
                .integer(Int(article.at.milliseconds)),
            ]
        )
    }

    func list(_ limit: Int) throws -> [QuarantinedArticle] {
        let rows = try connection.query(
            """
            SELECT id, key, stage, worker, reason, attempts, errors, NULL::bytea, NULL::bytea, NULL::bytea, envelope, at
            FROM quarantine ORDER BY at DESC, id LIMIT $1
            """,
            [.integer(limit)]
        )
        return (0..<rows.count).map { QuarantinedArticle(rows, $0) }
    }

    func get(_ id: ArticleID) throws -> QuarantinedArticle? {
        let rows = try connection.query("SELECT * FROM quarantine WHERE id = $1", [.text(id.rawValue)])
        return rows.count == 0 ? nil : QuarantinedArticle(rows, 0)
    }

    /// Takes an article out; false where it wasn't in.
    func release(_ id: ArticleID, _ how: QuarantineRelease, at now: Timestamp) throws -> Bool {
        try release([id], how, at: now) > 0
    }

    /// Takes those of the articles out that are in, and says how many were.
    @discardableResult
    func release(_ ids: [ArticleID], _ how: QuarantineRelease, at now: Timestamp) throws -> Int {
        try connection.query(
            """
            WITH out AS (DELETE FROM quarantine WHERE id = ANY($1) RETURNING id, key)
            INSERT INTO releases SELECT id, key, $2, $3 FROM out
            ON CONFLICT (id, key) DO UPDATE SET how = excluded.how, at = excluded.at
            """,
            [.texts(ids.map(\.rawValue)), .text(how.rawValue), .integer(Int(now.milliseconds))]
        ).touched
    }
}

extension QuarantinedArticle {
    fileprivate init(_ rows: Rows, _ row: Int) {
        self.init(
            id: ArticleID(rawValue: rows.text(row, 0)),
            key: UInt64(bitPattern: Int64(rows.integer(row, 1))),
            stage: rows.text(row, 2),
            worker: rows.text(row, 3),
            reason: rows.text(row, 4),
            attempts: rows.integer(row, 5),
            errors: QuarantineErrors.list(rows.text(row, 6)),
            frames: (7...9).compactMap { rows.isNull(row, $0) ? nil : rows.bytes(row, $0) },
            envelope: rows.bytes(row, 10),
            at: Timestamp(milliseconds: Int64(rows.integer(row, 11)))
        )
    }
}
