/// One of the `queues:`: what waits between two stages, with its bounds and its patience.
package struct Queue: Sendable, Equatable {
    package struct Name: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package var description: String { rawValue }
    }

    package let name: Name
    /// Where the queue is: one process, or several that share its messages.
    package let replicas: [Replica]
    /// How many messages may wait before producers are told `BUSY`.
    package let length: Int
    /// How many bytes may wait before producers are told `BUSY`.
    package let bytes: ByteCount
    /// How long a worker may keep a message without a sign of life.
    package let lease: Duration
    /// How often a message is handed out before it goes to quarantine.
    package let attempts: Int
    /// How often workers and the queue say that they are alive.
    package let heartbeat: Duration
    package let line: Int

    /// The process that hosts the queues which name none.
    package static let defaultProcess = "queue"

    /// Where the queue's sockets are; one in each of its processes.
    package var endpoints: [Endpoint] { replicas.map(\.endpoint) }
    /// The processes that host the queue.
    package var processes: [String] { replicas.map(\.process) }
    /// What producers and workers connect to: all of it.
    package var addresses: [String] { replicas.map(\.endpoint.connect) }
}

extension Queue {
    init?(_ entry: Entry, name: String) {
        guard Pipeline.Name.check(name, entry), let table = entry.table() else { return nil }
        defer { table.close() }
        let replicas = Queue.replicas(table)
        let length = table.setting("length", default: 10_000, in: 1...10_000_000)
        let bytes = table.setting(
            "bytes",
            default: ByteCount(rawValue: 256_000_000),
            in: ByteCount(rawValue: 1_000)...ByteCount(rawValue: 1 << 44)
        )
        let lease = table.setting("lease", default: Duration.seconds(30), in: .milliseconds(100)...(.seconds(86_400)))
        let attempts = table.setting("attempts", default: 5, in: 1...1_000)
        let beat = table.setting("heartbeat", default: Duration.seconds(2), in: .milliseconds(50)...(.seconds(3_600)))
        if beat * 2 > lease {
            table.reading.error(
                entry.line,
                "\(entry.path): the heartbeat (\(beat)) must be at most half the lease (\(lease))"
            )
        }
        guard let replicas else { return nil }
        self.init(
            name: Name(rawValue: name),
            replicas: replicas,
            length: length,
            bytes: bytes,
            lease: lease,
            attempts: attempts,
            heartbeat: beat,
            line: entry.line
        )
    }
}
