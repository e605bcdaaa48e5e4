internal import Messages

/// What a copy needs of a PostgreSQL store.
struct PostgreSQLCopy {
    let connection: Connection

    func records(after seq: Int, limit: Int) throws -> [StoredRecord] {
        let rows = try connection.query(
            """
            SELECT p.seq, d.key, a.id, d.article_frame, d.extraction_frame, d.verdict_frame, d.envelope, d.stored_at
            FROM places p JOIN documents d USING (doc) JOIN articles a USING (article)
            WHERE p.seq > $1 ORDER BY p.seq LIMIT $2
            """,
            [.integer(seq), .integer(limit)]
        )
        return (0..<rows.count).map { row in
            StoredRecord(
                seq: rows.integer(row, 0),
                item: StoreItem(
                    key: UInt64(bitPattern: Int64(rows.integer(row, 1))),
                    id: ArticleID(rawValue: rows.text(row, 2)),
                    article: rows.bytes(row, 3),
                    extraction: rows.bytes(row, 4),
                    verdict: rows.bytes(row, 5),
                    envelope: rows.bytes(row, 6)
                ),
                storedAt: Timestamp(milliseconds: Int64(rows.integer(row, 7)))
            )
        }
    }

    func sides(_ kind: SideRecord.Kind, after position: SideRecord.Position?, limit: Int) throws -> [SideRecord] {
        let what = kind == .duplicates ? "seq" : "how"
        let rows = try connection.query(
            """
            SELECT id, key, \(what), at FROM \(kind.rawValue) WHERE id > $1 OR id = $1 AND key > $2
            ORDER BY id, key LIMIT $3
            """,
            [
                .text(position?.id.rawValue ?? ""),
                .integer(position.map { Int(Int64(bitPattern: $0.key)) } ?? .min), .integer(limit),
            ]
        )
        return (0..<rows.count).map { row in
            let (id, key) = (ArticleID(rawValue: rows.text(row, 0)), UInt64(bitPattern: Int64(rows.integer(row, 1))))
            let at = Timestamp(milliseconds: Int64(rows.integer(row, 3)))
            switch kind {
            case .duplicates: return .duplicate(id: id, key: key, seq: rows.integer(row, 2), at: at)
            case .releases: return .release(id: id, key: key, how: rows.text(row, 2), at: at)
            }
        }
    }

    func clearSides() throws {
        for kind in SideRecord.Kind.allCases { try connection.execute("DELETE FROM \(kind.rawValue)") }
        try connection.execute("DELETE FROM quarantine")
    }

    func restore(_ sides: [SideRecord]) throws {
        for side in sides {
            let (position, last, at): (SideRecord.Position, Parameter, Timestamp) =
                switch side {
                case .duplicate(_, _, let seq, let at): (side.position, .integer(seq), at)
                case .release(_, _, let how, let at): (side.position, .text(how), at)
                }
            try connection.query(
                "INSERT INTO \(side.kind.rawValue) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                [
                    .text(position.id.rawValue), .integer(Int(Int64(bitPattern: position.key))), last,
                    .integer(Int(at.milliseconds)),
                ]
            )
        }
    }
}

extension PostgreSQLStore {
    package func records(after seq: Int, limit: Int) throws(StoreError) -> [StoredRecord] {
        try use { connection in try PostgreSQLCopy(connection: connection).records(after: seq, limit: limit) }
    }

    package func restore(_ records: [StoredRecord]) throws(StoreError) {
        let facts = try DocumentFacts.all(of: records)
        let times = records.map(\.storedAt)
        try change { connection in
            let numbers = try DraftWriter.numbers(records.count, connection)
            let drafts = facts.enumerated().map { index, item in
                Draft(item.item, item.facts, doc: numbers[index], storedAt: times[index].milliseconds)
            }
            let feed = FeedWriter(connection: connection)
            let plan = BatchPlan(restoring: drafts, try StoredArticles(drafts, connection), head: try feed.lock())
            guard plan.places.map(\.seq) == records.map(\.seq) else {
                throw StoreError(.failed, "another process has written to the store meanwhile")
            }
            try DraftWriter(connection: connection).write(drafts)
            var topics = PostgreSQLTopics()
            try feed.write(plan, topics: &topics, at: clock())
        }
    }

    package func sides(
        _ kind: SideRecord.Kind,
        after position: SideRecord.Position?,
        limit: Int
    ) throws(StoreError) -> [SideRecord] {
        try use { connection in
            try PostgreSQLCopy(connection: connection).sides(kind, after: position, limit: limit)
        }
    }

    package func clearSides() throws(StoreError) {
        try change { connection in try PostgreSQLCopy(connection: connection).clearSides() }
    }

    package func restore(_ sides: [SideRecord]) throws(StoreError) {
        try change { connection in try PostgreSQLCopy(connection: connection).restore(sides) }
    }
}
