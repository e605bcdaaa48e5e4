internal import CZeroMQ

/// What libzmq refused to do, with which endpoint or option, and why.
package struct ZeroMQError: Error, Equatable, CustomStringConvertible {
    /// The attempt in words, such as `bind ipc:///run/a.sock`.
    package let attempt: String
    /// The `errno` that libzmq gave.
    package let code: Int32

    private let words: String?

    init(_ attempt: String, code: Int32 = zmq_errno()) {
        self.attempt = attempt
        self.code = code
        words = nil
    }

    /// A refusal of our own.
    init(_ attempt: String, because reason: String) {
        self.attempt = attempt
        code = EACCES
        words = reason
    }

    /// Whether it was Interdict that refused: somebody has to change a setting.
    package var isConfiguration: Bool { words != nil }

    package var reason: String { unsafe words ?? String(cString: zmq_strerror(code)) }
    package var description: String { "cannot \(attempt): \(reason)" }
}
