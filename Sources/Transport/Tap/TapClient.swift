internal import Messages
package import ZeroMQ

/// Looks at copies of what goes through a queue, at a bounded rate; the messages themselves take their way.
///
/// It belongs to one thread.
package final class TapClient {
    /// A copy of a message.
    package struct Copy: Sendable {
        package let queue: String
        package let id: String
        /// The envelope, then the frames of the stages so far.
        package let frames: [Frame]
    }

    private let socket: Socket
    private let monitor: Monitor
    private var admission: Admission
    private let match: String
    /// Copies that may come until the next request.
    private let credit: Int
    private let interval: Duration
    private var poller = Poller()
    private var nextRequest = Instant.now
    /// Whether the queue has answered.
    package private(set) var isThere = false

    /// Connects to a queue.
    ///
    /// - Parameters:
    ///   - endpoint: The queue's endpoint.
    ///   - match: A text that one of the frames must hold, byte for byte; empty for all messages.
    ///   - rate: The most copies a second.
    ///   - protection: The keys for a `tcp://` address.
    /// - Throws: ``ZeroMQError`` for an endpoint that libzmq doesn't understand.
    package init(to endpoint: String, match: String, rate: Int, _ protection: Protection = .local) throws {
        self.match = match
        // No more than a hundred are on their way at once, so that the queue keeps little for a slow reader.
        credit = min(rate, 100)
        interval = .milliseconds(max(1, 1000 * credit / rate))
        let context = try Context(protection)
        let socket = try Socket(.dealer, in: context, [.reconnectInterval(20, maximum: 500)] + Hop.heartbeats)
        monitor = try Monitor(socket, name: "tap", in: context)
        admission = Admission(to: endpoint, in: context)
        try socket.connect(endpoint)
        self.socket = socket
        _ = poller.add(self.socket)
        _ = poller.add(monitor.socket)
    }

    /// Waits for copies.
    ///
    /// - Parameter milliseconds: The longest wait.
    /// - Returns: What has come; possibly nothing.
    /// - Throws: ``JSONError`` where the peer doesn't speak the protocol, ``TapRefusal`` where it knows no taps, ``Refusal`` where
    /// it lets this program not in.
    package func receive(milliseconds: Int) throws -> [Copy] {
        try request()
        try poller.wait(milliseconds: min(milliseconds, max(1, (nextRequest - .now).milliseconds)))
        while let event = try monitor.next() { try admission.note(event) }
        var copies: [Copy] = []
        while let frames = try socket.receive() {
            guard frames.count >= 2 else { continue }
            let header = try Header(frames[1])
            switch Command(frames[0]) {
            case .tap where frames.count == 2: isThere = true
            case .tap:
                copies.append(
                    Copy(
                        queue: header["queue"]?.string ?? "",
                        id: header["id"]?.string ?? "",
                        frames: Array(frames[2...])
                    )
                )
            case .error: throw TapRefusal(description: header["reason"]?.string ?? "the queue knows no taps")
            default: break
            }
        }
        return copies
    }

    private func request() throws {
        let now = Instant.now
        guard now >= nextRequest else { return }
        nextRequest = now + interval
        var json = JSONWriter()
        json.beginObject()
        json.member("credit", credit)
        json.member("match", match)
        json.endObject()
        if try socket.send("TAP", more: true) == .sent { _ = try socket.send(json.bytes) }
    }
}

/// The peer is no queue, or one of an earlier version.
package struct TapRefusal: Error, CustomStringConvertible {
    package let description: String
}
