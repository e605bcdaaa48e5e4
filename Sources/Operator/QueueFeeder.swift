internal import Messages
internal import Pipeline
internal import Transport
internal import ZeroMQ

/// Puts articles into a queue of a running pipeline and waits until the queue has taken them over.
final class QueueFeeder {
    private static let window = 256

    private let uplink: Uplinks
    private let queue: Pipeline.Queue
    private let patience: Duration
    private let wakeup: Wakeup
    private var poller = Poller()
    private var lastAnswer = Instant.now
    private var count = 0

    init(_ queue: Pipeline.Queue, _ protection: Protection, patience: Duration = .seconds(15)) throws {
        self.queue = queue
        self.patience = patience
        let context = try Context(protection)
        uplink = try Uplinks(to: queue.addresses, name: "operator", window: Self.window, in: context)
        wakeup = try Wakeup()
        uplink.add(to: &poller)
    }

    /// Sends an article; its envelope keeps id and accept key and begins a new way.
    func put(_ envelope: Envelope, _ frames: [[UInt8]]) throws {
        while !uplink.hasRoom { try wait() }
        count += 1
        lastAnswer = .now
        let payload = [Frame(envelope.json)] + frames.map { Frame($0) }
        try uplink.put(token: count, id: envelope.id.rawValue, payload, now: .now)
    }

    /// Returns once the queue has everything.
    func finish() throws {
        while uplink.unconfirmed > 0 { try wait() }
    }

    private func wait() throws {
        try poller.wait(milliseconds: 50)
        try uplink.receive(now: .now) { _ in lastAnswer = .now }
        guard Instant.now - lastAnswer < patience else {
            let reason = uplink.isRefused ? "it is full" : "is the pipeline up?"
            let place = "the queue \(queue.name) at \(queue.addresses.joined(separator: ", "))"
            throw Failure(
                .unavailable,
                "\(place) has not taken \(uplink.unconfirmed) articles for \(patience): \(reason)"
            )
        }
    }
}

extension Envelope {
    /// The same article at the beginning of a new way.
    func again() -> Envelope { Envelope(id: id, key: key, accepted: accepted, traceparent: TraceParent.make()) }

    /// Reads an envelope as a store keeps it.
    static func stored(_ bytes: [UInt8], of id: ArticleID) throws(Failure) -> Envelope {
        do {
            return try Envelope(json: JSONParser.parse(bytes))
        } catch {
            throw Failure(.data, "the envelope of \(id) can't be read: \(error)")
        }
    }
}
