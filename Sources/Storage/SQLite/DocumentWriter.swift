internal import FoundationEssentials
internal import GRDB
internal import Messages

/// Writes the documents of one batch inside a transaction.
struct DocumentWriter {
    private let db: Database
    private var now: Int64
    private var known: KnownArticles
    private var topics: TopicIDs
    private(set) var head: Int

    init(_ db: Database, now: Timestamp, topics: TopicIDs, batch: [(item: StoreItem, facts: DocumentFacts)]) throws {
        self.db = db
        self.now = now.milliseconds
        self.topics = topics
        head = try Meta.head.read(db)
        known = try KnownArticles(db, batch)
    }

    /// The ids of topics, to go on with after the transaction.
    var topicIDs: TopicIDs { topics }

    mutating func write(_ item: StoreItem, _ facts: DocumentFacts) throws -> StoreResult {
        guard let known = known.article(item, facts) else { return .stored(seq: try add(item, facts)) }
        guard known.id == item.id.rawValue else { return try duplicate(item, of: known.latest) }
        if let version = try version(of: known, under: facts.version) {
            let isReplay = version.key == Int64(bitPattern: item.key)
            return isReplay ? .alreadyStored(seq: version.seq) : try duplicate(item, of: version.seq)
        }
        return .stored(seq: try addVersion(item, facts, of: known))
    }

    /// Writes a document of another store under the same number.
    mutating func restore(_ record: StoredRecord, _ facts: DocumentFacts) throws {
        guard record.seq == head + 1 else {
            throw StoreError(.failed, "another process has written to the store meanwhile: #\(head) is taken")
        }
        now = record.storedAt.milliseconds
        if let article = known.article(record.item.id) {
            _ = try addVersion(record.item, facts, of: article)
        } else {
            _ = try add(record.item, facts)
        }
    }

    mutating func finish() throws { try Meta.head.write(head, db) }

    // MARK: Articles

    private mutating func add(_ item: StoreItem, _ facts: DocumentFacts) throws -> Int {
        let seq = head + 1
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO articles (id, id_hash, content_hash, latest, time, title, source, url, language)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        let hashes = ArticleHashes(item.id, facts.contentHash)
        try statement.run([
            item.id.rawValue.databaseValue, hashes.id.databaseValue, hashes.content.databaseValue, seq.databaseValue,
            facts.time.databaseValue, facts.title.databaseValue, facts.source.databaseValue, facts.url.databaseValue,
            facts.language.databaseValue,
        ])
        let article = KnownArticle(row: db.lastInsertedRowID, id: item.id.rawValue, latest: seq)
        try addDocument(item, facts, article: article, previous: nil)
        known.add(article, hashes)
        return seq
    }

    private mutating func addVersion(_ item: StoreItem, _ facts: DocumentFacts, of article: KnownArticle) throws -> Int
    {
        let seq = head + 1
        let hashes = ArticleHashes(item.id, facts.contentHash)
        let statement = try db.cachedStatement(
            sql: """
                UPDATE articles SET content_hash = ?, latest = ?, time = ?, title = ?, source = ?, url = ?, language = ?
                WHERE row = ?
                """
        )
        try statement.run([
            hashes.content.databaseValue, seq.databaseValue, facts.time.databaseValue, facts.title.databaseValue,
            facts.source.databaseValue, facts.url.databaseValue, facts.language.databaseValue,
            article.row.databaseValue,
        ])
        let newer = KnownArticle(row: article.row, id: article.id, latest: seq)
        try addDocument(item, facts, article: newer, previous: article.latest)
        known.add(newer, hashes)
        return seq
    }

    private func version(of article: KnownArticle, under wanted: String) throws -> (seq: Int, key: Int64)? {
        let statement = try db.cachedStatement(sql: "SELECT previous, key, version FROM documents WHERE seq = ?")
        var seq: Int? = article.latest
        while let place = seq {
            guard let row = try Row.fetchOne(statement, arguments: [place]) else { return nil }
            if row[2] == wanted { return (place, row[1]) }
            seq = row[0]
        }
        return nil
    }

    private func duplicate(_ item: StoreItem, of seq: Int) throws -> StoreResult {
        let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO duplicates VALUES (?, ?, ?, ?)")
        try statement.run([
            item.id.rawValue.databaseValue, Int64(bitPattern: item.key).databaseValue, seq.databaseValue,
            now.databaseValue,
        ])
        return .duplicate(of: seq)
    }

    // MARK: Documents

    private mutating func addDocument(
        _ item: StoreItem,
        _ facts: DocumentFacts,
        article: KnownArticle,
        previous: Int?
    ) throws {
        head = article.latest
        let statement = try db.cachedStatement(sql: "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        try statement.run([
            head.databaseValue, article.row.databaseValue, previous.databaseValue,
            Int64(bitPattern: item.key).databaseValue, facts.version.databaseValue, facts.relevance.databaseValue,
            now.databaseValue, facts.topics.joined(separator: "\n").databaseValue, Data(item.article).databaseValue,
            Data(item.extraction).databaseValue, Data(item.verdict).databaseValue, Data(item.envelope).databaseValue,
        ])
        for topic in facts.topics {
            let statement = try db.cachedStatement(sql: "INSERT INTO feed VALUES (?, ?)")
            try statement.run([try topics.id(of: topic, db).databaseValue, head.databaseValue])
        }
        try AnalysisWriter(db: db, seq: head).write(facts)
    }
}

extension Statement {
    /// Runs a statement that gives no rows, trusting that the arguments are as many as its placeholders.
    func run(_ values: [DatabaseValue]) throws {
        setUncheckedArguments(StatementArguments(values))
        try execute()
    }
}
