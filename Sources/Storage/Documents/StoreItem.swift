package import Messages

/// A classified article on its way into a store: the frames of all stages, byte for byte.
package struct StoreItem: Sendable, Equatable {
    /// The key under which ingestion accepted it.
    package let key: UInt64
    package let id: ArticleID
    package let article: [UInt8]
    package let extraction: [UInt8]
    package let verdict: [UInt8]
    /// The header of its last hop, kept for tracing.
    package let envelope: [UInt8]

    package init(
        key: UInt64,
        id: ArticleID,
        article: [UInt8],
        extraction: [UInt8],
        verdict: [UInt8],
        envelope: [UInt8] = []
    ) {
        self.key = key
        self.id = id
        self.article = article
        self.extraction = extraction
        self.verdict = verdict
        self.envelope = envelope
    }
}

/// What became of one item.
package enum StoreResult: Sendable, Equatable {
    /// It is on the disk under this place in the feed.
    case stored(seq: Int)
    /// It was on the disk before under the same accept key: a replay.
    case alreadyStored(seq: Int)
    /// The same article, or another with the same text, was stored under this place in the feed.
    case duplicate(of: Int)
    /// Its frames can't be read; nothing of it was stored.
    case invalid(reason: String)
}
