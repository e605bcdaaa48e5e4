internal import CZeroMQ

/// One ZeroMQ socket; it belongs to the thread that uses it first, and closes when its owner lets go.
@safe package struct Socket: ~Copyable {
    /// What became of a frame that was handed to a socket that doesn't wait.
    package enum Sent: Sendable {
        case sent
        /// The peer's queue is full; nothing was taken.
        case full
        /// No peer has this routing id (ROUTER), or there is none at all; nothing was taken.
        case unreachable
    }

    let handle: UnsafeMutableRawPointer
    /// Nil for the authenticator's socket, which the context owns.
    private let context: Context?

    /// Makes a socket that lingers no time when it is closed, unless an option says otherwise.
    ///
    /// - Parameters:
    ///   - kind: The socket's pattern.
    ///   - context: The context that moves its bytes.
    ///   - options: Options, set before anything is bound or connected.
    /// - Throws: ``ZeroMQError`` where an option is refused or no socket is left.
    package init(_ kind: SocketKind, in context: Context, _ options: [SocketOption] = []) throws(ZeroMQError) {
        unsafe handle = try Self.make(kind, in: context.handle, options)
        self.context = context
    }

    /// Makes a socket that doesn't keep its context alive.
    init(_ kind: SocketKind, inContextOf handle: UnsafeMutableRawPointer) throws(ZeroMQError) {
        unsafe self.handle = try Self.make(kind, in: handle, [])
        context = nil
    }

    private static func make(
        _ kind: SocketKind,
        in context: UnsafeMutableRawPointer,
        _ options: [SocketOption]
    ) throws(ZeroMQError) -> UnsafeMutableRawPointer {
        guard let handle = unsafe zmq_socket(context, kind.code) else { throw ZeroMQError("make a \(kind) socket") }
        for option in [.linger(0)] + options where unsafe !Self.set(option, on: handle) {
            let error = ZeroMQError("set the socket option \(option)")
            unsafe zmq_close(handle)
            throw error
        }
        return unsafe handle
    }

    deinit {
        unsafe zmq_close(handle)
    }

    package func set(_ option: SocketOption) throws(ZeroMQError) {
        guard unsafe Self.set(option, on: handle) else { throw ZeroMQError("set the socket option \(option)") }
    }

    private static func set(_ option: SocketOption, on handle: UnsafeMutableRawPointer) -> Bool {
        option.settings.allSatisfy { name, value in
            switch value {
            case .int(let number):
                var number = Int32(clamping: number)
                return unsafe zmq_setsockopt(handle, name, &number, MemoryLayout<Int32>.size) == 0
            case .long(var number):
                return unsafe zmq_setsockopt(handle, name, &number, MemoryLayout<Int64>.size) == 0
            case .bytes(let bytes):
                return unsafe zmq_setsockopt(handle, name, bytes, bytes.count) == 0
            }
        }
    }

    /// Binds; a `tcp://` address with the protection of the socket's context.
    package func bind(_ endpoint: String) throws(ZeroMQError) {
        for option in try context?.protection.optionsToBind(endpoint) ?? [] { try set(option) }
        var authenticator: Authenticator?
        if endpoint.hasPrefix("tcp://"), let context, let server = context.protection.server {
            authenticator = try context.startedAuthenticator(server.gate)
        }
        guard unsafe zmq_bind(handle, endpoint) == 0 else { throw ZeroMQError("bind \(endpoint)") }
        authenticator?.guardPort(of: lastEndpoint)
    }

    /// Begins to connect; to a `tcp://` address with the protection of the socket's context.
    package func connect(_ endpoint: String) throws(ZeroMQError) {
        for option in try context?.protection.optionsToConnect(endpoint) ?? [] { try set(option) }
        guard unsafe zmq_connect(handle, endpoint) == 0 else { throw ZeroMQError("connect to \(endpoint)") }
    }

    /// The endpoint that was bound last, with the port that the system chose for `tcp://…:*`.
    package var lastEndpoint: String {
        var buffer = [UInt8](repeating: 0, count: 512)
        var count = buffer.count
        guard unsafe zmq_getsockopt(handle, ZMQ_LAST_ENDPOINT, &buffer, &count) == 0, count > 0 else { return "" }
        return String(decoding: buffer[..<(count - 1)], as: UTF8.self)
    }

    /// Hands over a frame without waiting and without copying its payload.
    package func send(_ frame: Frame, more: Bool = false) throws(ZeroMQError) -> Sent {
        var message = zmq_msg_t()
        unsafe zmq_msg_init(&message)
        unsafe zmq_msg_copy(&message, frame.message)
        let flags = more ? ZMQ_SNDMORE | ZMQ_DONTWAIT : ZMQ_DONTWAIT
        while unsafe zmq_msg_send(&message, handle, flags) < 0 {
            let code = zmq_errno()
            if code == EINTR { continue }
            unsafe zmq_msg_close(&message)
            return try refusal(code)
        }
        return .sent
    }

    /// Hands over a copy of these bytes without waiting.
    package func send(_ bytes: [UInt8], more: Bool = false) throws(ZeroMQError) -> Sent {
        let flags = more ? ZMQ_SNDMORE | ZMQ_DONTWAIT : ZMQ_DONTWAIT
        while unsafe zmq_send(handle, bytes, bytes.count, flags) < 0 {
            let code = zmq_errno()
            if code != EINTR { return try refusal(code) }
        }
        return .sent
    }

    /// Hands over a short constant, such as a command word, without waiting.
    package func send(_ word: StaticString, more: Bool = false) throws(ZeroMQError) -> Sent {
        let flags = more ? ZMQ_SNDMORE | ZMQ_DONTWAIT : ZMQ_DONTWAIT
        while unsafe zmq_send(handle, word.utf8Start, word.utf8CodeUnitCount, flags) < 0 {
            let code = zmq_errno()
            if code != EINTR { return try refusal(code) }
        }
        return .sent
    }

    /// Hands over a whole message without waiting: all of its frames or none.
    @discardableResult
    package func send(_ frames: [Frame]) throws(ZeroMQError) -> Sent {
        for (index, frame) in frames.enumerated() {
            let outcome = try send(frame, more: index < frames.count - 1)
            if outcome != .sent { return outcome }
        }
        return .sent
    }

    private func refusal(_ code: Int32) throws(ZeroMQError) -> Sent {
        switch code {
        case EAGAIN: return .full
        case EHOSTUNREACH: return .unreachable
        default: throw ZeroMQError("send on a socket", code: code)
        }
    }

    /// Takes one frame without waiting; nil where none has come.
    package func receiveFrame() throws(ZeroMQError) -> (frame: Frame, more: Bool)? {
        let frame = Frame()
        while unsafe zmq_msg_recv(frame.message, handle, ZMQ_DONTWAIT) < 0 {
            let code = zmq_errno()
            if code == EAGAIN { return nil }
            if code != EINTR { throw ZeroMQError("receive from a socket", code: code) }
        }
        return (frame, unsafe zmq_msg_more(frame.message) != 0)
    }

    /// Takes one whole message without waiting; nil where none has come.
    package func receive() throws(ZeroMQError) -> [Frame]? {
        guard let first = try receiveFrame() else { return nil }
        var frames = [first.frame]
        var more = first.more
        while more, let next = try receiveFrame() {
            frames.append(next.frame)
            more = next.more
        }
        return frames
    }
}
