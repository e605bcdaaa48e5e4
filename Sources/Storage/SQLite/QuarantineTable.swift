internal import FoundationEssentials
internal import GRDB
internal import Messages

/// The table of articles that were put aside.
struct QuarantineTable {
    let db: Database

    /// Puts an article aside; an earlier one with the same id but another accept key is noted as replaced.
    func put(_ article: QuarantinedArticle, at now: Timestamp) throws {
        let key = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT key FROM quarantine WHERE id = ?"),
            arguments: [article.id.rawValue]
        )
        if let key, key != Int64(bitPattern: article.key) { _ = try release(article.id, .replaced, at: now) }
        try insert(article)
    }

    private func insert(_ article: QuarantinedArticle) throws {
        let frames = (0..<3).map { article.frames.indices.contains($0) ? Data(article.frames[$0]) : nil }
        let statement = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        try statement.run([
            article.id.rawValue.databaseValue, Int64(bitPattern: article.key).databaseValue,
            article.stage.databaseValue,
            article.worker.databaseValue, article.reason.databaseValue, article.attempts.databaseValue,
            QuarantineErrors.text(article.errors).databaseValue, frames[0].databaseValue, frames[1].databaseValue,
            frames[2].databaseValue, Data(article.envelope).databaseValue, article.at.milliseconds.databaseValue,
        ])
    }

    func list(_ limit: Int) throws -> [QuarantinedArticle] {
        let sql = """
            SELECT id, key, stage, worker, reason, attempts, errors, NULL, NULL, NULL, envelope, at FROM quarantine
            ORDER BY at DESC, id LIMIT ?
            """
        return try Row.fetchAll(db, sql: sql, arguments: [limit]).map { QuarantinedArticle($0) }
    }

    func get(_ id: ArticleID) throws -> QuarantinedArticle? {
        try Row.fetchOne(db, sql: "SELECT * FROM quarantine WHERE id = ?", arguments: [id.rawValue])
            .map { QuarantinedArticle($0) }
    }

    /// Takes an article out; false where it wasn't in.
    func release(_ id: ArticleID, _ how: QuarantineRelease, at now: Timestamp) throws -> Bool {
        try db.execute(
            sql: "INSERT OR REPLACE INTO releases SELECT id, key, ?, ? FROM quarantine WHERE id = ?",
            arguments: [how.rawValue, now.milliseconds, id.rawValue]
        )
        try db.execute(sql: "DELETE FROM quarantine WHERE id = ?", arguments: [id.rawValue])
        return db.changesCount > 0
    }

    /// Takes those of the stored articles out that were in.
    func release(stored ids: [ArticleID], at now: Timestamp) throws {
        let anything = try db.cachedStatement(sql: "SELECT 1 FROM quarantine LIMIT 1")
        guard try Int.fetchOne(anything) != nil else { return }
        for id in ids { _ = try release(id, .stored, at: now) }
    }
}

extension QuarantinedArticle {
    fileprivate init(_ row: Row) {
        let key: Int64 = row[1]
        self.init(
            id: ArticleID(rawValue: row[0]),
            key: UInt64(bitPattern: key),
            stage: row[2],
            worker: row[3],
            reason: row[4],
            attempts: row[5],
            errors: QuarantineErrors.list(row[6]),
            frames: (7...9).compactMap { row.hasNull(atIndex: $0) ? nil : row.bytes($0) },
            envelope: row.bytes(10),
            at: Timestamp(milliseconds: row[11])
        )
    }
}
