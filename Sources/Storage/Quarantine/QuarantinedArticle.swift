package import Messages

/// An article that a stage gave up on, with everything that is needed to look at it and to try again.
package struct QuarantinedArticle: Sendable, Equatable {
    package let id: ArticleID
    package let key: UInt64
    package let stage: String
    package let worker: String
    package let reason: String
    package let attempts: Int
    /// What went wrong in the attempts before the last, oldest first.
    package let errors: [String]
    /// The frames as they came: the article's, and those of the stages that it had passed.
    package let frames: [[UInt8]]
    package let envelope: [UInt8]
    package let at: Timestamp

    package init(
        id: ArticleID,
        key: UInt64,
        stage: String,
        worker: String = "",
        reason: String,
        attempts: Int = 1,
        errors: [String] = [],
        frames: [[UInt8]] = [],
        envelope: [UInt8] = [],
        at: Timestamp
    ) {
        self.id = id
        self.key = key
        self.stage = stage
        self.worker = worker
        self.reason = reason
        self.attempts = attempts
        self.errors = errors
        self.frames = frames
        self.envelope = envelope
        self.at = at
    }
}
