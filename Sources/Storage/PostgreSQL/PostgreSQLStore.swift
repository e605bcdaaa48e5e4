package import Messages
internal import Synchronization

/// A store in a PostgreSQL database, written and read by any number of processes on any number of machines.
///
/// Nothing is connected before the first call, and a connection that breaks is made anew by the next one, with growing
/// waits in between. The tables are made in the first schema of the connection's `search_path`.
// Everything that changes is used under `turn` alone.
package final class PostgreSQLStore: Store, @unchecked Sendable {
    package struct Options: Sendable {
        /// Only reads, and makes no tables.
        package var isReadOnly: Bool
        /// Whether a call waits until the next attempt to connect is due, at most some seconds, or fails at once.
        package var waits: Bool
        /// Milliseconds after which the server ends a statement, unless the URL says something else.
        package var statementTimeout: Int

        /// Options.
        ///
        /// - Parameters:
        ///   - isReadOnly: See the property.
        ///   - waits: See the property.
        ///   - statementTimeout: Without it a minute, or 15 s for one that waits: a store worker's jobs have a time limit.
        package init(isReadOnly: Bool = false, waits: Bool = false, statementTimeout: Int? = nil) {
            self.isReadOnly = isReadOnly
            self.waits = waits
            self.statementTimeout = statementTimeout ?? (waits ? 15_000 : 60_000)
        }
    }

    private let turn = Mutex(())
    let clock: @Sendable () -> Timestamp
    private let session: Session
    private var topics = PostgreSQLTopics()
    /// Whether something was written that the text index may hold in its list of pending entries.
    private var hasPendingWords = true

    /// Makes a store that connects when it is first used.
    ///
    /// - Parameters:
    ///   - url: As libpq takes it; see ``StoreAddress``.
    ///   - options: How it is used.
    ///   - clock: The time, for when something was stored.
    package init(_ url: String, options: Options, clock: @escaping @Sendable () -> Timestamp) {
        self.clock = clock
        let address = StoreAddress.postgreSQL(url: url)
        session = Session(url, waits: options.waits) { connection in
            try ConnectionSettings.apply(options, connection, address)
            if options.isReadOnly { try Migrations.check(connection, address) } else { try Migrations.run(connection) }
        }
    }

    func use<Value>(_ body: (Connection) throws -> Value) throws(StoreError) -> Value {
        var result: Result<Value, StoreError> = .failure(StoreError(.failed, "the store gave no answer"))
        turn.withLock { _ in
            result = Result { () throws(StoreError) in try session.use(body) }
        }
        return try result.get()
    }

    /// Runs the body in a transaction that alone gives places in the feed and changes quarantine.
    func change<Value>(_ body: (Connection) throws -> Value) throws(StoreError) -> Value {
        try use { connection in
            try connection.transaction {
                _ = try FeedWriter(connection: connection).lock()
                return try body(connection)
            }
        }
    }

    // MARK: Writing

    package func store(_ batch: [StoreItem]) throws(StoreError) -> [StoreResult] {
        var results: [StoreResult] = []
        var readable: [(index: Int, item: StoreItem, facts: DocumentFacts)] = []
        for (index, item) in batch.enumerated() {
            do {
                readable.append((index, item, try DocumentFacts(item)))
                results.append(.stored(seq: 0))
            } catch {
                results.append(.invalid(reason: error.reason))
            }
        }
        guard !readable.isEmpty else { return results }
        let stored = try use { connection in
            let now = clock()
            let first = try DraftWriter.numbers(readable.count, connection)
            let drafts = readable.enumerated().map { offset, item in
                Draft(item.item, item.facts, doc: first[offset], storedAt: now.milliseconds)
            }
            return try write(drafts, at: now, connection)
        }
        for (place, result) in zip(readable, stored) { results[place.index] = result }
        return results
    }

    private func write(_ drafts: [Draft], at now: Timestamp, _ connection: Connection) throws -> [StoreResult] {
        var topics = topics
        let plan = try connection.transaction {
            let writer = DraftWriter(connection: connection)
            let feed = FeedWriter(connection: connection)
            // What is probably new is written before the lock, side by side with other processes.
            let guess = BatchPlan(drafts, try StoredArticles(drafts, connection), head: 0)
            try writer.write(guess.places.map(\.draft))
            let head = try feed.lock()
            let plan = BatchPlan(drafts, try StoredArticles(drafts, connection), head: head)
            let (written, wanted) = (Set(guess.places.map(\.draft.doc)), Set(plan.places.map(\.draft.doc)))
            try writer.remove(drafts.filter { written.contains($0.doc) && !wanted.contains($0.doc) })
            try writer.write(drafts.filter { wanted.contains($0.doc) && !written.contains($0.doc) })
            try feed.write(plan, topics: &topics, at: now)
            let quarantine = PostgreSQLQuarantine(connection: connection)
            try quarantine.release(drafts.map(\.item.id), .stored, at: now)
            return plan
        }
        self.topics = topics
        hasPendingWords = hasPendingWords || !plan.places.isEmpty
        return plan.results
    }

    package func quarantine(_ batch: [QuarantinedArticle]) throws(StoreError) {
        let now = clock()
        try change { connection in
            for article in batch { try PostgreSQLQuarantine(connection: connection).put(article, at: now) }
        }
    }

    package func drop(_ id: ArticleID) throws(StoreError) -> Bool {
        let now = clock()
        return try change { connection in
            try PostgreSQLQuarantine(connection: connection).release(id, .dropped, at: now)
        }
    }

    /// Moves the words of new documents from the text index's pending list into its tree, which makes searches faster.
    package func maintain() throws(StoreError) -> Bool {
        try use { connection in
            guard hasPendingWords else { return false }
            hasPendingWords = false
            try connection.query("SELECT gin_clean_pending_list('texts_words'::regclass)")
            return false
        }
    }

    // MARK: Reading

    package func quarantined(limit: Int) throws(StoreError) -> [QuarantinedArticle] {
        try use { connection in try PostgreSQLQuarantine(connection: connection).list(limit) }
    }

    package func quarantined(_ id: ArticleID) throws(StoreError) -> QuarantinedArticle? {
        try use { connection in try PostgreSQLQuarantine(connection: connection).get(id) }
    }

    package func head() throws(StoreError) -> Int {
        try use { connection in try PostgreSQLReader(connection: connection).head() }
    }

    package func documents(
        after seq: Int,
        topicPrefix: String,
        limit: Int
    ) throws(StoreError) -> [FeedDocument] {
        try use { connection in
            try PostgreSQLReader(connection: connection).documents(after: seq, topicPrefix: topicPrefix, limit: limit)
        }
    }

    package func lastSeqs(topicPrefix: String) throws(StoreError) -> [TopicSeq] {
        try use { connection in try PostgreSQLReader(connection: connection).lastSeqs(topicPrefix: topicPrefix) }
    }

    package func document(of id: ArticleID) throws(StoreError) -> FeedDocument? {
        try use { connection in try PostgreSQLReader(connection: connection).document(of: id) }
    }

    package func find(_ query: Query) throws(StoreError) -> [Found] {
        try use { connection in try PostgreSQLQuery(query).run(connection) }
    }

    package func counts() throws(StoreError) -> StoreCounts {
        try use { connection in try PostgreSQLReader(connection: connection).counts() }
    }
}

/// What every connection is told before it is used.
enum ConnectionSettings {
    static func apply(
        _ options: PostgreSQLStore.Options,
        _ connection: Connection,
        _ address: StoreAddress
    ) throws {
        let encoding = try connection.query("SHOW server_encoding").text(0, 0)
        guard encoding == "UTF8" else {
            throw StoreError(.notOurs, "the database \(address) keeps texts in \(encoding); make one with UTF8")
        }
        try connection.query(
            """
            SELECT set_config('statement_timeout', $1, false) WHERE current_setting('statement_timeout') = '0'
            """,
            [.text("\(options.statementTimeout)")]
        )
        // A batch is answered once it is durable, whatever the server's own default is.
        try connection.query(
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
        )
        if options.isReadOnly { try connection.execute("SET default_transaction_read_only = on") }
    }
}
