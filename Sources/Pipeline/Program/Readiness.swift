internal import Glibc

/// Tells whoever started this process how it is doing, by systemd's `sd_notify` protocol.
///
/// The supervisor and systemd name a datagram socket in `NOTIFY_SOCKET`; without it every call does nothing.
/// A message that cannot be delivered is dropped: work doesn't stop because nobody listens.
package struct Readiness: Sendable {
    /// The environment variable that names the socket; a leading `@` stands for the abstract namespace.
    package static let variable = "NOTIFY_SOCKET"

    private let socketName: String?

    package init(environment: [String: String]) {
        socketName = environment[Readiness.variable]
    }

    /// The process does its work from now on.
    package func ready() { send("READY=1") }

    /// The process has begun to drain.
    package func stopping() { send("STOPPING=1") }

    /// One line on what the process is doing, for people.
    package func status(_ line: String) {
        send("STATUS=" + line.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: " "))
    }

    private func send(_ message: String) {
        guard let socketName, let address = UnixAddress(socketName) else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let bytes = Array(message.utf8)
        // Whoever started this process may have no eye for it any more: that must not hold anything up.
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        _ = unsafe address.withPointer { pointer, length in
            unsafe bytes.withUnsafeBytes { buffer in
                unsafe sendto(descriptor, buffer.baseAddress, buffer.count, flags, pointer, length)
            }
        }
    }
}
