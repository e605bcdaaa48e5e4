internal import CLinux
internal import Glibc
internal import Pipeline

/// The supervisor's end of the `sd_notify` protocol: one socket a child, in the abstract namespace.
///
/// Datagrams of other users are ignored, since everybody may send to an abstract name.
final class NotifySocket {
    enum Message: Equatable {
        case ready
        case stopping
        case status(String)
    }

    /// What the child finds in `NOTIFY_SOCKET`.
    let name: String
    let descriptor: Descriptor

    init() throws(Failure) {
        let name = "@interdict-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
        descriptor = try NotifySocket.open(name)
        self.name = name
    }

    private static func open(_ name: String) throws(Failure) -> Descriptor {
        let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = Descriptor(socket(AF_UNIX, kind, 0))
        guard descriptor.number >= 0, interdict_ask_for_sender(descriptor.number) == 0,
            let address = UnixAddress(name),
            unsafe address.withPointer({ unsafe bind(descriptor.number, $0, $1) }) == 0
        else { throw Failure(system: "cannot open a socket for readiness messages", errno: errno) }
        return descriptor
    }

    /// Everything that has come, without waiting.
    func receive() -> [Message] {
        var messages: [Message] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        var sender: uid_t = 0
        while true {
            let count = unsafe interdict_receive_from(descriptor.number, &buffer, buffer.count, &sender)
            guard count >= 0 else { return messages }
            guard sender == getuid() || sender == 0 else { continue }
            messages += NotifySocket.parse(String(decoding: buffer[..<count], as: UTF8.self))
        }
    }

    private static func parse(_ text: String) -> [Message] {
        text.split(separator: "\n").compactMap { line in
            if line == "READY=1" { return .ready }
            if line == "STOPPING=1" { return .stopping }
            return line.hasPrefix("STATUS=") ? .status(String(line.dropFirst(7))) : nil
        }
    }
}
