internal import Messages

/// What becomes of each document of a batch, given what is stored.
///
/// It is made twice: before the lock, to know what is probably worth writing, and under it, where it holds.
struct BatchPlan {
    /// One document of the feed to be.
    struct Place {
        let draft: Draft
        let seq: Int
        /// The number of the article, which is that of its first document.
        let article: Int
        let previous: Int?
    }

    private(set) var results: [StoreResult] = []
    private(set) var places: [Place] = []
    private(set) var duplicates: [(draft: Draft, seq: Int)] = []
    private(set) var head: Int
    private var known: StoredArticles

    init(_ drafts: [Draft], _ known: StoredArticles, head: Int) {
        self.known = known
        self.head = head
        for draft in drafts { results.append(decide(draft)) }
    }

    /// A plan for documents of another store, which has decided already that all of them have places.
    init(restoring drafts: [Draft], _ known: StoredArticles, head: Int) {
        self.known = known
        self.head = head
        for draft in drafts {
            let article = self.known.articles.article(draft.item.id)
            results.append(
                place(draft, article: article.map { Int($0.row) } ?? draft.doc, previous: article?.latest)
            )
        }
    }

    private mutating func decide(_ draft: Draft) -> StoreResult {
        guard let article = known.articles.article(draft.item, draft.facts) else {
            return place(draft, article: draft.doc, previous: nil)
        }
        guard article.id == draft.item.id.rawValue else { return duplicate(draft, of: article.latest) }
        let versions = known.versions[Int(article.row)] ?? []
        if let version = versions.last(where: { $0.text == draft.facts.version }) {
            return version.key == draft.key ? .alreadyStored(seq: version.seq) : duplicate(draft, of: version.seq)
        }
        return place(draft, article: Int(article.row), previous: article.latest)
    }

    private mutating func place(_ draft: Draft, article: Int, previous: Int?) -> StoreResult {
        head += 1
        places.append(Place(draft: draft, seq: head, article: article, previous: previous))
        known.articles.add(
            KnownArticle(row: Int64(article), id: draft.item.id.rawValue, latest: head),
            draft.hashes
        )
        known.versions[article, default: []].append(
            StoredArticles.Version(seq: head, key: draft.key, text: draft.facts.version)
        )
        return .stored(seq: head)
    }

    private mutating func duplicate(_ draft: Draft, of seq: Int) -> StoreResult {
        duplicates.append((draft, seq))
        return .duplicate(of: seq)
    }
}

/// The stored articles that a batch may repeat, with the versions of those.
struct StoredArticles {
    struct Version {
        let seq: Int
        let key: Int
        let text: String
    }

    var articles = KnownArticles()
    /// By the article's number, the oldest first.
    var versions: [Int: [Version]] = [:]

    init(_ drafts: [Draft], _ connection: Connection) throws {
        let contents = drafts.compactMap { $0.hashes.content.map { Int($0) } }
        let rows = try connection.query(
            """
            SELECT article, id, latest, NULL::bigint FROM articles WHERE id_hash = ANY($1)
            UNION ALL
            SELECT article, id, latest, content_hash FROM articles WHERE content_hash = ANY($2)
            ORDER BY 1
            """,
            [.integers(drafts.map { Int($0.hashes.id) }), .integers(contents)]
        )
        var numbers: Set<Int> = []
        for row in 0..<rows.count {
            let article = KnownArticle(
                row: Int64(rows.integer(row, 0)),
                id: rows.text(row, 1),
                latest: rows.integer(row, 2)
            )
            if let content = rows.optionalInteger(row, 3) {
                articles.note(content: Int64(content), article)
            } else {
                articles.note(id: article)
                numbers.insert(Int(article.row))
            }
        }
        if !numbers.isEmpty { try loadVersions(numbers.sorted(), connection) }
    }

    private mutating func loadVersions(_ numbers: [Int], _ connection: Connection) throws {
        let rows = try connection.query(
            """
            SELECT p.article, p.seq, d.key, d.version FROM places p JOIN documents d USING (doc)
            WHERE p.article = ANY($1) ORDER BY p.seq
            """,
            [.integers(numbers)]
        )
        for row in 0..<rows.count {
            let version = Version(seq: rows.integer(row, 1), key: rows.integer(row, 2), text: rows.text(row, 3))
            versions[rows.integer(row, 0), default: []].append(version)
        }
    }
}
