internal import Messages

/// Gives documents their places in the feed; runs under the lock on the feed's head, just before the commit.
///
/// The lock is the row with the head, held until the commit is durable. So places are given in the order of commits,
/// without a gap, and whoever sees a place sees all before it.
struct FeedWriter {
    /// The channel on which listeners hear of new places.
    static let channel = "interdict_feed"

    let connection: Connection

    /// Waits until no other transaction is giving places.
    ///
    /// - Returns: The last place that is given.
    func lock() throws -> Int {
        let rows = try connection.query("SELECT value FROM meta WHERE name = 'head' FOR UPDATE")
        guard rows.count == 1 else { throw PostgreSQLError(state: "XX001", "the table meta has lost the feed's head") }
        return rows.integer(0, 0)
    }

    func write(_ plan: BatchPlan, topics: inout PostgreSQLTopics, at now: Timestamp) throws {
        if !plan.places.isEmpty {
            try writeArticles(plan.places)
            try writePlaces(plan.places)
            try writeFeed(plan.places, &topics)
            try connection.query("UPDATE meta SET value = $1 WHERE name = 'head'", [.integer(plan.head)])
            try connection.execute("NOTIFY \(Self.channel)")
        }
        if !plan.duplicates.isEmpty { try writeDuplicates(plan.duplicates, now) }
    }

    private func writeArticles(_ places: [BatchPlan.Place]) throws {
        // Of an article that is there twice, the later document stands in its row.
        var last: [Int: Int] = [:]
        for (index, place) in places.enumerated() { last[place.article] = index }
        let current = places.enumerated().filter { last[$1.article] == $0 }.map(\.element)
        let isNew = Set(places.filter { $0.previous == nil }.map(\.article))
        try insert(current.filter { isNew.contains($0.article) })
        for place in current where !isNew.contains(place.article) { try update(place) }
    }

    private func insert(_ places: [BatchPlan.Place]) throws {
        var rows = CopyRows(
            "articles",
            [
                "article", "id", "id_hash", "content_hash", "latest", "doc", "time", "title", "source", "url",
                "language",
            ],
            connection
        )
        for place in places {
            let (draft, facts) = (place.draft, place.draft.facts)
            try rows.row()
            rows.add(place.article)
            rows.add(draft.item.id.rawValue)
            rows.add(draft.hashes.id)
            rows.add(draft.hashes.content)
            rows.add(place.seq)
            rows.add(draft.doc)
            rows.add(facts.time)
            rows.add(facts.title)
            rows.add(facts.source)
            rows.add(facts.url)
            rows.add(facts.language)
        }
        try rows.finish()
    }

    private func update(_ place: BatchPlan.Place) throws {
        let (draft, facts) = (place.draft, place.draft.facts)
        try connection.query(
            """
            UPDATE articles SET content_hash = $2, latest = $3, doc = $4, time = $5, title = $6, source = $7, url = $8,
            language = $9 WHERE article = $1
            """,
            [
                .integer(place.article), draft.hashes.content.map { .integer(Int($0)) } ?? .null, .integer(place.seq),
                .integer(draft.doc), .text(facts.time), .text(facts.title), Parameter(facts.source),
                Parameter(facts.url),
                Parameter(facts.language),
            ]
        )
    }

    private func writePlaces(_ places: [BatchPlan.Place]) throws {
        var rows = CopyRows("places", ["seq", "doc", "article", "previous"], connection)
        for place in places {
            try rows.row()
            rows.add(place.seq)
            rows.add(place.draft.doc)
            rows.add(place.article)
            rows.add(place.previous)
        }
        try rows.finish()
    }

    private func writeFeed(_ places: [BatchPlan.Place], _ topics: inout PostgreSQLTopics) throws {
        try topics.learn(places.flatMap(\.draft.facts.topics), connection)
        var rows = CopyRows("feed", ["topic", "seq"], connection)
        for place in places {
            for topic in place.draft.facts.topics {
                try rows.row()
                rows.add(topics[topic])
                rows.add(place.seq)
            }
        }
        try rows.finish()
    }

    private func writeDuplicates(_ duplicates: [(draft: Draft, seq: Int)], _ now: Timestamp) throws {
        for (draft, seq) in duplicates {
            try connection.query(
                "INSERT INTO duplicates VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                [
                    .text(draft.item.id.rawValue), .integer(draft.key), .integer(seq), .integer(Int(now.milliseconds)),
                ]
            )
        }
    }
}

/// The numbers of topics, remembered from one batch to the next.
struct PostgreSQLTopics {
    private var ids: [String: Int] = [:]

    subscript(_ topic: String) -> Int { ids[topic] ?? 0 }

    /// Looks up, or makes, the numbers of topics; under the lock on the feed's head.
    mutating func learn(_ topics: [String], _ connection: Connection) throws {
        let wanted = topics.uniqued().filter { ids[$0] == nil }.sorted()
        guard !wanted.isEmpty else { return }
        try connection.query(
            """
            INSERT INTO topics SELECT (SELECT coalesce(max(id), 0) FROM topics) + row_number() OVER (), topic
            FROM unnest($1::text[]) topic WHERE topic NOT IN (SELECT topic FROM topics)
            """,
            [.texts(wanted)]
        )
        let rows = try connection.query("SELECT id, topic FROM topics WHERE topic = ANY($1)", [.texts(wanted)])
        for row in 0..<rows.count { ids[rows.text(row, 1)] = rows.integer(row, 0) }
    }
}
