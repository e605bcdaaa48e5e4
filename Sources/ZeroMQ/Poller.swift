internal import CZeroMQ

/// Waits for several sockets and descriptors at once, on one thread.
///
/// The sockets that were added must outlive the poller.
@safe package struct Poller: ~Copyable {
    private var items: [zmq_pollitem_t]

    package init() {
        unsafe items = []
    }

    /// Adds a socket whose incoming messages are awaited.
    ///
    /// - Returns: Its index for ``isReadable(_:)``.
    package mutating func add(_ socket: borrowing Socket) -> Int {
        unsafe items.append(zmq_pollitem_t(socket: socket.handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0))
        return unsafe items.count - 1
    }

    /// Adds a file descriptor whose readability is awaited.
    package mutating func add(descriptor: Int32) -> Int {
        unsafe items.append(zmq_pollitem_t(socket: nil, fd: descriptor, events: Int16(ZMQ_POLLIN), revents: 0))
        return unsafe items.count - 1
    }

    /// Awaits (or ignores) what comes in at an index.
    package mutating func listen(_ index: Int, _ isListening: Bool) {
        unsafe items[index].events = isListening ? Int16(ZMQ_POLLIN) : 0
    }

    /// Waits until something is readable or the time is over.
    ///
    /// - Parameter milliseconds: The longest wait; -1 waits for ever.
    /// - Throws: ``ZeroMQError`` where a socket is no longer valid.
    package mutating func wait(milliseconds: Int) throws(ZeroMQError) {
        if unsafe zmq_poll(&items, Int32(items.count), milliseconds) < 0, zmq_errno() != EINTR {
            throw ZeroMQError("wait for sockets")
        }
    }

    /// Whether a message or byte was waiting when ``wait(milliseconds:)`` returned.
    package func isReadable(_ index: Int) -> Bool {
        unsafe items[index].revents & Int16(ZMQ_POLLIN) != 0
    }
}
