internal import CZeroMQ

/// What libzmq refused to do, with which endpoint or option, and why.
package struct ZeroMQError: Error, Equatable, CustomStringConvertible {
    /// The attempt in words, such as `bind ipc:///run/a.sock`.
    package let attempt: String
    /// The `errno` that libzmq gave.
    package let code: Int32

    init(_ attempt: String, code: Int32 = zmq_errno()) {
        self.attempt = attempt
        self.code = code
    }

    package var reason: String { unsafe String(cString: zmq_strerror(code)) }
    package var description: String { "cannot \(attempt): \(reason)" }
}
