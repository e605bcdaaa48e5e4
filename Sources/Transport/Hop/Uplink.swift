internal import Messages
package import ZeroMQ

/// A producer's side of a hop: keeps every message until the queue has said `OK` to it.
///
/// It belongs to one thread, which adds it to its poller. What was not confirmed is sent again after a reconnect, after
/// `ROOM` or some time of `BUSY`, and after five seconds without an answer; queues ignore what they already hold.
package final class Uplink {
    /// A message that is not confirmed yet.
    struct Pending {
        var token: Int
        var id: String
        var kind: String?
        var frames: [Frame]
        var sent: Instant?
    }

    package let endpoint: String
    private let window: Int
    private let socket: Socket
    private let monitor: Monitor
    private var admission: Admission
    private var pending: [Int: Pending] = [:]
    /// Numbers of messages that wait to be sent, oldest first.
    private var unsent: [Int] = []
    private var unsentStart = 0
    private var lastNumber = 0
    private var busyUntil: Instant?
    private var lastScan = Instant.now
    private var socketIndex = -1
    private var monitorIndex = -1
    /// Whether a connection stands.
    package private(set) var isConnected = false
    /// How often the queue said that it is full.
    package private(set) var refusals = 0

    /// Connects to a queue.
    ///
    /// - Parameters:
    ///   - endpoint: Where the queue is bound.
    ///   - name: Unique in the context.
    ///   - window: How many messages may be unconfirmed at once.
    ///   - context: The context of the calling thread's sockets.
    /// - Throws: ``ZeroMQError`` for an endpoint that libzmq doesn't understand.
    package init(to endpoint: String, name: String, window: Int, in context: Context) throws(ZeroMQError) {
        self.endpoint = endpoint
        self.window = window
        socket = try Socket(
            .dealer,
            in: context,
            [.sendHighWater(0), .receiveHighWater(0), .reconnectInterval(20, maximum: 500)]
                + Hop.heartbeats
        )
        monitor = try Monitor(socket, name: "uplink.\(name)", in: context)
        admission = Admission(to: endpoint, in: context)
        try socket.connect(endpoint)
    }

    package func add(to poller: inout Poller) {
        socketIndex = poller.add(socket)
        monitorIndex = poller.add(monitor.socket)
    }

    /// Messages that are not confirmed yet.
    package var unconfirmed: Int { pending.count }
    package var hasRoom: Bool { pending.count < window }
    /// Whether the queue has said that it is full and not yet that there is room again.
    package var isRefused: Bool { busyUntil != nil }

    /// Takes a message into custody and sends it as soon as the queue takes it.
    ///
    /// - Parameters:
    ///   - token: What ``receive(now:_:)`` gives back when the message is confirmed.
    ///   - id: The article's id.
    ///   - kind: Marks messages of another sort, such as `epoch`; nil for an article.
    ///   - frames: The payload.
    ///   - now: The time.
    /// - Throws: ``ZeroMQError`` where the socket is no longer valid.
    package func put(token: Int, id: String, kind: String? = nil, _ frames: [Frame], now: Instant) throws {
        lastNumber += 1
        pending[lastNumber] = Pending(token: token, id: id, kind: kind, frames: frames)
        unsent.append(lastNumber)
        try sendWaiting(now)
    }

    /// Takes what the queue has answered.
    ///
    /// - Parameters:
    ///   - now: The time.
    ///   - confirmed: Is called with the token of every message that the queue has taken over.
    /// - Throws: ``Refusal`` where the peer lets this program in never, ``JSONError`` for an answer that isn't the
    ///   protocol's, and what `confirmed` throws.
    package func receive(now: Instant, _ confirmed: (Int) throws -> Void) throws {
        while let event = try monitor.next() { try handle(event) }
        while let frames = try socket.receive() {
            guard frames.count >= 2, let command = Command(frames[0]) else { continue }
            switch command {
            case .ok:
                for number in try Header(frames[1]).numbers("n") {
                    if let done = pending.removeValue(forKey: number) { try confirmed(done.token) }
                }
            case .busy:
                refusals += 1
                busyUntil = now + .milliseconds(100)
                unsendAll(try Header(frames[1]).numbers("n"))
            case .room: busyUntil = nil
            default: break
            }
        }
        if let until = busyUntil, until <= now { busyUntil = nil }
        resendOverdue(now)
        try sendWaiting(now)
    }

    /// Gives back everything that is not confirmed, oldest first, and forgets it.
    func withdraw() -> [Pending] {
        let messages = pending.sorted { $0.key < $1.key }.map(\.value)
        pending.removeAll()
        unsent.removeAll()
        unsentStart = 0
        return messages
    }

    private func handle(_ event: Monitor.Event) throws(Refusal) {
        try admission.note(event)
        switch event {
        case .handshakeSucceeded:
            isConnected = true
            busyUntil = nil
            unsendAll(pending.filter { $0.value.sent != nil }.map(\.key))
        case .disconnected: isConnected = false
        default: break
        }
    }

    private func resendOverdue(_ now: Instant) {
        guard now - lastScan > .seconds(1) else { return }
        lastScan = now
        unsendAll(pending.filter { ($0.value.sent ?? now) < now - .seconds(5) }.map(\.key))
    }

    private func unsendAll(_ numbers: [Int]) {
        let again = numbers.filter { pending[$0]?.sent != nil }.sorted()
        guard !again.isEmpty else { return }
        for number in again { pending[number]?.sent = nil }
        unsent = (again + unsent[unsentStart...]).sorted()
        unsentStart = 0
    }

    private func sendWaiting(_ now: Instant) throws {
        guard isConnected, busyUntil == nil else { return }
        while unsentStart < unsent.count {
            let number = unsent[unsentStart]
            if let message = pending[number], message.sent == nil {
                guard try send(number, message) else { break }
                pending[number]?.sent = now
            }
            unsentStart += 1
        }
        if unsentStart == unsent.count {
            unsent.removeAll(keepingCapacity: true)
            unsentStart = 0
        }
    }

    private func send(_ number: Int, _ message: Pending) throws -> Bool {
        var json = JSONWriter(reservingCapacity: 64)
        json.beginObject()
        json.member("n", number)
        json.member("id", message.id)
        if let kind = message.kind { json.member("kind", kind) }
        json.endObject()
        guard try socket.send("PUT", more: true) == .sent else { return false }
        guard try socket.send(json.bytes, more: true) == .sent else { return false }
        return try socket.send(message.frames) == .sent
    }
}
