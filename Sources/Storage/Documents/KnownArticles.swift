internal import Messages

/// An article's row as far as telling duplicates needs it.
struct KnownArticle {
    let row: Int64
    let id: String
    /// The seq of its newest document.
    let latest: Int
}

/// Short keys of an article for the indexes.
struct ArticleHashes {
    let id: Int64
    /// Nil where the content's hash is missing or is none.
    let content: Int64?

    init(_ id: ArticleID, _ contentHash: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        self.id = Int64(bitPattern: hash)
        let isHash = contentHash.utf8.count == 64
        content = isHash ? UInt64(contentHash.prefix(16), radix: 16).map(Int64.init(bitPattern:)) : nil
    }
}

/// Which articles of a batch are in the store, by their ids and by what they say.
struct KnownArticles {
    private var byID: [String: KnownArticle] = [:]
    private var byContent: [Int64: KnownArticle] = [:]

    /// The stored article with this id, else one with the same content.
    func article(_ item: StoreItem, _ facts: DocumentFacts) -> KnownArticle? {
        if let article = byID[item.id.rawValue] { return article }
        return ArticleHashes(item.id, facts.contentHash).content.flatMap { byContent[$0] }
    }

    /// The stored article with this id.
    func article(_ id: ArticleID) -> KnownArticle? { byID[id.rawValue] }

    mutating func add(_ article: KnownArticle, _ hashes: ArticleHashes) {
        byID[article.id] = article
        if let content = hashes.content { byContent[content] = article }
    }

    mutating func note(id article: KnownArticle) { byID[article.id] = article }

    mutating func note(content: Int64, _ article: KnownArticle) { byContent[content] = article }
}
