internal import FoundationEssentials
internal import GRDB
package import Messages
internal import Synchronization

/// A store in one SQLite file, written by one or more processes and read by any number beside them.
///
/// Write-ahead log with a full sync at every commit. The text index may lag behind (see ``maintain()``).
package final class SQLiteStore: Store {
    package struct Options: Sendable {
        /// How many documents may wait for the text index before storing waits for it.
        package var awaitingText: Int
        /// Seconds to wait for another process that is writing.
        package var patience: Double
        /// Kilobytes of pages kept in memory.
        package var cacheKilobytes: Int

        package init(awaitingText: Int = 100_000, patience: Double = 10, cacheKilobytes: Int = 32_768) {
            self.awaitingText = awaitingText
            self.patience = patience
            self.cacheKilobytes = cacheKilobytes
        }
    }

    private let queue: DatabaseQueue
    private let options: Options
    private let path: String
    let clock: @Sendable () -> Timestamp
    private let topics = Mutex(TopicIDs())

    /// Opens a store for writing, and makes or migrates it where needed.
    ///
    /// - Parameters:
    ///   - path: The database's file; it is made readable by its owner alone.
    ///   - options: Limits.
    ///   - clock: The time, for when something was stored.
    /// - Throws: ``StoreError`` where the file can't be made, read or migrated.
    package convenience init(
        at path: String,
        options: Options = Options(),
        clock: @escaping @Sendable () -> Timestamp
    ) throws(StoreError) {
        try PrivateFile.make(path)
        try self.init(path, options, isReadOnly: false, clock)
        try access { try Schema.migrator.migrate(queue) }
    }

    /// Opens a store that another process may be writing to.
    ///
    /// - Parameter path: The database's file.
    /// - Throws: ``StoreError`` where there is no store.
    package convenience init(reading path: String) throws(StoreError) {
        guard PrivateFile.exists(path) else {
            throw StoreError(.notOurs, "there is no store at \(path); a pipeline makes it when it first runs")
        }
        try self.init(path, Options(), isReadOnly: true) { Timestamp(milliseconds: 0) }
        let isOurs = try access { try queue.read { db in try db.tableExists("documents") } }
        guard isOurs else { throw StoreError(.notOurs, "\(path) is no Interdict store") }
    }

    private init(
        _ path: String,
        _ options: Options,
        isReadOnly: Bool,
        _ clock: @escaping @Sendable () -> Timestamp
    ) throws(StoreError) {
        self.path = path
        self.options = options
        self.clock = clock
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(options.patience)
        configuration.foreignKeysEnabled = false
        configuration.maximumReaderCount = 1
        if !isReadOnly { configuration.journalMode = .wal }
        let cache = options.cacheKilobytes
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -\(cache)")
            guard !isReadOnly else { return }
            try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000")
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw StoreError(error, path)
        }
    }

    // MARK: Writing

    package func store(_ batch: [StoreItem]) throws(StoreError) -> [StoreResult] {
        var results: [StoreResult] = []
        var readable: [(item: StoreItem, facts: DocumentFacts)] = []
        for item in batch {
            do {
                readable.append((item, try DocumentFacts(item)))
                results.append(.stored(seq: 0))
            } catch {
                results.append(.invalid(reason: error.reason))
            }
        }
        guard !readable.isEmpty else { return results }
        var written = try write(readable)[...]
        for index in results.indices where results[index] == .stored(seq: 0) {
            if let result = written.popFirst() { results[index] = result }
        }
        return results
    }

    private func write(_ batch: [(item: StoreItem, facts: DocumentFacts)]) throws(StoreError) -> [StoreResult] {
        let now = clock()
        return try access {
            try queue.writeWithoutTransaction { db in
                var results: [StoreResult] = []
                var topics = self.topics.withLock { $0 }
                try db.inTransaction(.immediate) {
                    var writer = try DocumentWriter(db, now: now, topics: topics, batch: batch)
                    for (item, facts) in batch { results.append(try writer.write(item, facts)) }
                    try writer.finish()
                    try QuarantineTable(db: db).release(stored: batch.map(\.item.id), at: now)
                    topics = writer.topicIDs
                    let index = TextIndex(db: db)
                    if try index.waiting() > options.awaitingText { _ = try index.advance(batch.count) }
                    return .commit
                }
                self.topics.withLock { $0 = topics }
                return results
            }
        }
    }

    package func maintain() throws(StoreError) -> Bool {
        try access {
            try queue.writeWithoutTransaction { db in
                guard try TextIndex(db: db).waiting() > 0 else { return false }
                // A text index that is behind after a power cut goes on from where it was: no need to wait for the disk.
                try db.execute(sql: "PRAGMA synchronous = NORMAL")
                defer { try? db.execute(sql: "PRAGMA synchronous = FULL") }
                var waiting = 0
                try db.inTransaction(.immediate) {
                    waiting = try TextIndex(db: db).advance(TextIndex.step)
                    return .commit
                }
                return waiting > 0
            }
        }
    }

    package func quarantine(_ batch: [QuarantinedArticle]) throws(StoreError) {
        let now = clock()
        try change { db in
            for article in batch { try QuarantineTable(db: db).put(article, at: now) }
        }
    }

    package func drop(_ id: ArticleID) throws(StoreError) -> Bool {
        let now = clock()
        return try access { try queue.write { db in try QuarantineTable(db: db).release(id, .dropped, at: now) } }
    }

    // MARK: Reading

    package func quarantined(limit: Int) throws(StoreError) -> [QuarantinedArticle] {
        try read { db in try QuarantineTable(db: db).list(limit) }
    }

    package func quarantined(_ id: ArticleID) throws(StoreError) -> QuarantinedArticle? {
        try read { db in try QuarantineTable(db: db).get(id) }
    }

    package func head() throws(StoreError) -> Int { try read { db in try Meta.head.read(db) } }

    package func documents(
        after seq: Int,
        topicPrefix: String,
        limit: Int
    ) throws(StoreError) -> [FeedDocument] {
        try read { db in try FeedReader(db: db).documents(after: seq, topicPrefix: topicPrefix, limit: limit) }
    }

    package func lastSeqs(topicPrefix: String) throws(StoreError) -> [TopicSeq] {
        try read { db in try FeedReader(db: db).lastSeqs(topicPrefix: topicPrefix) }
    }

    package func document(of id: ArticleID) throws(StoreError) -> FeedDocument? {
        try read { db in try FeedReader(db: db).document(of: id) }
    }

    package func find(_ query: Query) throws(StoreError) -> [Found] {
        try access {
            // Texts that wait for the index are indexed in a temporary table, which a plain read would forbid.
            try queue.unsafeRead { db in
                var found: [Found] = []
                try db.inTransaction(.deferred) {
                    found = try QueryRunner(db: db, query: query).run()
                    return .commit
                }
                return found
            }
        }
    }

    package func counts() throws(StoreError) -> StoreCounts {
        try read { db in try StoreCounts(db) }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        try access { try queue.read(body) }
    }

    func change(_ body: (Database) throws -> Void) throws(StoreError) {
        try access {
            try queue.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    try body(db)
                    return .commit
                }
            }
        }
    }

    private func access<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
        do {
            return try body()
        } catch {
            throw StoreError(error, path)
        }
    }
}

extension StoreCounts {
    fileprivate init(_ db: Database) throws {
        articles = try Int.fetchOne(db, sql: "SELECT count(*) FROM articles") ?? 0
        documents = try Meta.head.read(db)
        duplicates = try Int.fetchOne(db, sql: "SELECT count(*) FROM duplicates") ?? 0
        quarantined = try Int.fetchOne(db, sql: "SELECT count(*) FROM quarantine") ?? 0
        let released = "SELECT count(*) FROM releases WHERE how"
        rescued = try Int.fetchOne(db, sql: "\(released) = 'stored'") ?? 0
        dropped = try Int.fetchOne(db, sql: "\(released) <> 'stored'") ?? 0
        events = try Int.fetchOne(db, sql: "SELECT count(*) FROM events") ?? 0
        matches = try Int.fetchOne(db, sql: "SELECT count(*) FROM matches") ?? 0
        awaitingText = try TextIndex(db: db).waiting()
    }
}
