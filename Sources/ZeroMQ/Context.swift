internal import CZeroMQ
internal import Synchronization

/// One libzmq context: its I/O threads, and the sockets made in it.
///
/// A context may be used from every thread. It ends when the last socket that was made in it is closed and the last
/// reference is gone; sockets carry a linger time of their own, so ending never hangs.
@safe package final class Context: @unchecked Sendable {
    // Unchecked: libzmq documents its context as thread-safe, and the pointer never changes.
    let handle: UnsafeMutableRawPointer
    /// How the sockets that speak TCP are protected.
    package let protection: Protection
    private let authenticator = Mutex<Authenticator?>(nil)

    /// Makes a context.
    ///
    /// - Parameters:
    ///   - protection: How the sockets that speak TCP are protected.
    ///   - ioThreads: Threads that move bytes; one is enough up to about a gigabyte a second.
    ///   - maximumSockets: How many sockets may be open at once.
    /// - Throws: ``ZeroMQError`` where libzmq has no memory or descriptors left.
    package init(
        _ protection: Protection = .local,
        ioThreads: Int = 1,
        maximumSockets: Int = 1024
    ) throws(ZeroMQError) {
        guard let handle = unsafe zmq_ctx_new() else { throw ZeroMQError("make a ZeroMQ context") }
        self.protection = protection
        unsafe self.handle = handle
        unsafe zmq_ctx_set(handle, ZMQ_IO_THREADS, Int32(ioThreads))
        unsafe zmq_ctx_set(handle, ZMQ_MAX_SOCKETS, Int32(maximumSockets))
    }

    /// The authenticator of the clients that connect here, which is there before the first socket is bound.
    func startedAuthenticator(_ gate: any Gate) throws(ZeroMQError) -> Authenticator {
        try authenticator.withLock { known throws(ZeroMQError) in
            if let known { return known }
            let made = try unsafe Authenticator(context: handle, gate: gate)
            known = made
            return made
        }
    }

    deinit {
        while unsafe zmq_ctx_term(handle) != 0, zmq_errno() == EINTR {}
    }
}

/// The version of the libzmq that is loaded.
package func libraryVersion() -> String {
    var major: Int32 = 0
    var minor: Int32 = 0
    var patch: Int32 = 0
    unsafe zmq_version(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
}
