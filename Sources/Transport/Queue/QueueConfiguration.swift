/// One named queue: where it listens and what it holds at most.
package struct QueueConfiguration: Sendable {
    package var name: String
    package var endpoint: String
    /// Most messages that wait or are leased.
    package var length: Int
    /// Most payload bytes that wait or are leased.
    package var bytes: Int
    /// How long a worker may keep a job without saying that it is alive and at work.
    package var lease: Duration
    /// After so many failed attempts a job is quarantined.
    package var attempts: Int
    /// A worker that is silent for so long is taken for dead.
    package var heartbeat: Duration
    /// Largest message that the socket takes, in bytes.
    package var messageBytes: Int

    package init(
        name: String,
        endpoint: String,
        length: Int = 10_000,
        bytes: Int = 256 << 20,
        lease: Duration = .seconds(30),
        attempts: Int = 5,
        heartbeat: Duration = .seconds(2),
        messageBytes: Int = 64 << 20
    ) {
        self.name = name
        self.endpoint = endpoint
        self.length = length
        self.bytes = bytes
        self.lease = lease
        self.attempts = attempts
        self.heartbeat = heartbeat
        self.messageBytes = messageBytes
    }
}
