internal import FoundationEssentials
internal import GRDB
internal import Messages

/// What a copy needs of an SQLite store.
struct SQLiteCopy {
    let db: Database

    func records(after seq: Int, limit: Int) throws -> [StoredRecord] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT d.seq, d.key, a.id, d.article_frame, d.extraction_frame, d.verdict_frame, d.envelope, d.stored_at
                FROM documents d JOIN articles a ON a.row = d.article WHERE d.seq > ? ORDER BY d.seq LIMIT ?
                """
        )
        return try Row.fetchAll(statement, arguments: [seq, limit]).map { row in
            let key: Int64 = row[1]
            return StoredRecord(
                seq: row[0],
                item: StoreItem(
                    key: UInt64(bitPattern: key),
                    id: ArticleID(rawValue: row[2]),
                    article: row.bytes(3),
                    extraction: row.bytes(4),
                    verdict: row.bytes(5),
                    envelope: row.bytes(6)
                ),
                storedAt: Timestamp(milliseconds: row[7])
            )
        }
    }

    func sides(_ kind: SideRecord.Kind, after position: SideRecord.Position?, limit: Int) throws -> [SideRecord] {
        let what = kind == .duplicates ? "seq" : "how"
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, key, \(what), at FROM \(kind.rawValue) WHERE id > ? OR id = ? AND key > ?
                ORDER BY id, key LIMIT ?
                """,
            arguments: [
                position?.id.rawValue ?? "", position?.id.rawValue ?? "",
                position.map { Int64(bitPattern: $0.key) } ?? .min, limit,
            ]
        )
        return rows.map { row in
            let (id, key) = (ArticleID(rawValue: row[0]), UInt64(bitPattern: row[1] as Int64))
            let at = Timestamp(milliseconds: row[3])
            switch kind {
            case .duplicates: return .duplicate(id: id, key: key, seq: row[2], at: at)
            case .releases: return .release(id: id, key: key, how: row[2], at: at)
            }
        }
    }

    func clearSides() throws {
        for kind in SideRecord.Kind.allCases { try db.execute(sql: "DELETE FROM \(kind.rawValue)") }
        try db.execute(sql: "DELETE FROM quarantine")
    }

    func restore(_ sides: [SideRecord]) throws {
        for side in sides {
            let statement = try db.cachedStatement(sql: "INSERT INTO \(side.kind.rawValue) VALUES (?, ?, ?, ?)")
            switch side {
            case .duplicate(let id, let key, let seq, let at):
                try statement.execute(arguments: [id.rawValue, Int64(bitPattern: key), seq, at.milliseconds])
            case .release(let id, let key, let how, let at):
                try statement.execute(arguments: [id.rawValue, Int64(bitPattern: key), how, at.milliseconds])
            }
        }
    }
}

extension SQLiteStore {
    package func records(after seq: Int, limit: Int) throws(StoreError) -> [StoredRecord] {
        try read { db in try SQLiteCopy(db: db).records(after: seq, limit: limit) }
    }

    package func restore(_ records: [StoredRecord]) throws(StoreError) {
        let facts = try DocumentFacts.all(of: records)
        try change { db in
            var writer = try DocumentWriter(db, now: clock(), topics: TopicIDs(), batch: facts)
            for (record, facts) in zip(records, facts) { try writer.restore(record, facts.facts) }
            try writer.finish()
        }
    }

    package func sides(
        _ kind: SideRecord.Kind,
        after position: SideRecord.Position?,
        limit: Int
    ) throws(StoreError) -> [SideRecord] {
        try read { db in try SQLiteCopy(db: db).sides(kind, after: position, limit: limit) }
    }

    package func clearSides() throws(StoreError) { try change { db in try SQLiteCopy(db: db).clearSides() } }

    package func restore(_ sides: [SideRecord]) throws(StoreError) {
        try change { db in try SQLiteCopy(db: db).restore(sides) }
    }
}
