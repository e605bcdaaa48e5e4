internal import Messages
package import ZeroMQ

/// Asks a queue, ingestion or the feed for its state.
package struct StatusClient: ~Copyable {
    private let protection: Protection

    package init(_ protection: Protection = .local) throws(ZeroMQError) {
        self.protection = protection
    }

    /// Asks one process.
    ///
    /// - Parameters:
    ///   - endpoint: A queue's endpoint, ingestion's submit socket, or the feed's fetch socket.
    ///   - milliseconds: The longest wait.
    /// - Returns: The state as JSON, or nil where nobody answered in time.
    /// - Throws: ``ZeroMQError`` for an endpoint that libzmq doesn't understand, ``Refusal`` where the process lets this
    ///   program not in.
    package func ask(_ endpoint: String, within milliseconds: Int) throws -> [UInt8]? {
        // Sockets are closed by and by; the end of a context waits for that, so that a thousand questions a second don't
        // use up all that a context can have.
        let context = try Context(protection)
        let socket = try Socket(.dealer, in: context, [.reconnectInterval(20, maximum: 200)])
        let monitor = try Monitor(socket, name: "status", in: context)
        var admission = Admission(to: endpoint, in: context)
        try socket.connect(endpoint)
        _ = try socket.send("STATUS", more: true)
        _ = try socket.send("{}")
        var poller = Poller()
        _ = poller.add(socket)
        _ = poller.add(monitor.socket)
        let deadline = Instant.now + .milliseconds(milliseconds)
        while Instant.now < deadline {
            try poller.wait(milliseconds: max(1, (deadline - .now).milliseconds))
            while let event = try monitor.next() { try admission.note(event) }
            if let frames = try socket.receive(), frames.count == 2, Command(frames[0]) == .status {
                return frames[1].bytes
            }
        }
        return nil
    }
}
