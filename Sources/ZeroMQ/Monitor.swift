internal import CZeroMQ

/// Tells what happens to a socket's connections.
package struct Monitor: ~Copyable {
    package enum Event: Sendable, Equatable {
        case connected, disconnected, accepted, closed, retried, stopped, other
        case handshakeSucceeded
        /// The connection broke, or took too long, while shaking hands.
        case handshakeBroken
        /// One side wants encryption and the other doesn't.
        case mechanismMismatch
        /// The peer speaks no ZMTP, or its messages can't be decrypted; the value is libzmq's.
        case handshakeGarbled(Int)
        /// The peer's ZAP handler refused the key; 300, 400 or 500.
        case authenticationFailed(Int)
    }

    package let socket: Socket

    /// Starts to watch a socket.
    ///
    /// - Parameters:
    ///   - watched: The socket; it must be used by the same thread.
    ///   - name: Unique in the context.
    ///   - context: The socket's context.
    /// - Throws: ``ZeroMQError`` where libzmq cannot open the pair of sockets.
    package init(_ watched: borrowing Socket, name: String, in context: Context) throws(ZeroMQError) {
        let endpoint = "inproc://monitor.\(name)"
        guard unsafe zmq_socket_monitor(watched.handle, endpoint, ZMQ_EVENT_ALL) == 0 else {
            throw ZeroMQError("watch the socket \(name)")
        }
        let pair = try Socket(.pair, in: context)
        try pair.connect(endpoint)
        socket = pair
    }

    /// Takes the next event without waiting; nil where nothing happened.
    package func next() throws(ZeroMQError) -> Event? {
        guard let frames = try socket.receive(), let first = frames.first, first.count >= 6 else { return nil }
        let bytes = first.bytes
        let kind = Int32(bytes[0]) | Int32(bytes[1]) << 8
        let value = (2..<6).reduce(0) { $0 | Int(bytes[$1]) << (8 * ($1 - 2)) }
        return Self.event(kind, value)
    }

    private static func event(_ kind: Int32, _ value: Int) -> Event {
        switch kind {
        case ZMQ_EVENT_CONNECTED: .connected
        case ZMQ_EVENT_DISCONNECTED: .disconnected
        case ZMQ_EVENT_ACCEPTED: .accepted
        case ZMQ_EVENT_CLOSED: .closed
        case ZMQ_EVENT_CONNECT_RETRIED: .retried
        case ZMQ_EVENT_MONITOR_STOPPED: .stopped
        case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: .handshakeSucceeded
        case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL: .handshakeBroken
        case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL where value == ZMQ_PROTOCOL_ERROR_ZMTP_MECHANISM_MISMATCH:
            .mechanismMismatch
        case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL: .handshakeGarbled(value)
        case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: .authenticationFailed(value)
        default: .other
        }
    }
}
