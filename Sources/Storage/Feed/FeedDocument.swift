package import Messages

/// A stored document with its place in the feed.
package struct FeedDocument: Sendable, Equatable {
    package let seq: Int
    package let id: ArticleID
    /// For prefix subscription, in a fixed order without repetition.
    package let topics: [String]
    package let article: [UInt8]
    package let extraction: [UInt8]
    package let verdict: [UInt8]
    package let envelope: [UInt8]
    package let storedAt: Timestamp

    /// The classified document (`interdict.classified/1`): the frames as they came, spliced.
    package var json: [UInt8] {
        Classified.splice(seq: seq, article: article, extraction: extraction, verdict: verdict)
    }
}

/// A topic's last place in the feed.
package struct TopicSeq: Sendable, Equatable {
    package let topic: String
    package let seq: Int
}
