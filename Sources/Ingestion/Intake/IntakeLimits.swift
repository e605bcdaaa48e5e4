/// What an article may be at most.
package struct IntakeLimits: Sendable, Equatable {
    /// Bytes of one submission.
    package var bytes: Int
    /// JSON arrays and objects inside one another.
    package var depth: Int
    /// How far in the future a date of publication may lie, in seconds.
    package var futureSeconds: Int64
    /// Bytes of an id.
    package var idBytes: Int
    /// Tags of one article.
    package var tags: Int

    package init(
        bytes: Int = 2_000_000,
        depth: Int = 64,
        futureSeconds: Int64 = 86_400,
        idBytes: Int = 200,
        tags: Int = 1000
    ) {
        self.bytes = bytes
        self.depth = depth
        self.futureSeconds = futureSeconds
        self.idBytes = idBytes
        self.tags = tags
    }
}
