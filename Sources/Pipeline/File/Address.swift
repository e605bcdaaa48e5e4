/// A ZeroMQ address taken apart.
package enum Address: Sendable, Equatable {
    case ipc(path: String)
    case tcp(host: String, port: String)

    /// Nil for other transports and for addresses without a path, host or port.
    package init?(_ text: String) {
        if text.hasPrefix("ipc://") {
            let path = String(text.dropFirst(6))
            guard !path.isEmpty else { return nil }
            self = .ipc(path: path)
        } else if text.hasPrefix("tcp://") {
            let rest = text.dropFirst(6)
            guard let colon = rest.lastIndex(of: ":") else { return nil }
            let host = String(rest[..<colon])
            let port = String(rest[rest.index(after: colon)...])
            guard !host.isEmpty, !port.isEmpty else { return nil }
            self = .tcp(host: host, port: port)
        } else {
            return nil
        }
    }

    package var path: String? {
        if case .ipc(let path) = self { path } else { nil }
    }

    /// Whether others than the processes of this machine can reach the address.
    package var leavesMachine: Bool {
        guard case .tcp(let host, _) = self else { return false }
        if ["localhost", "lo", "[::1]", "::1"].contains(host) { return false }
        // Four numbers: 127.example.org is a name, and may be anywhere.
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return !(parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil })
    }

    /// What is wrong with an address, in words; nil where nothing is.
    static func problem(_ text: String, isBind: Bool) -> String? {
        switch Address(text) {
        case nil:
            return "\"\(text)\" must be ipc://PATH or tcp://HOST:PORT"
        case .ipc(let path)?:
            let length = path.utf8.count
            guard length > UnixAddress.longestPath else { return nil }
            return "the socket path \(path) has \(length) bytes and the system allows \(UnixAddress.longestPath): "
                + "use a shorter run folder (INTERDICT_RUN or \"run\")"
        case .tcp(let host, let port)?:
            guard let number = Int(port), (1...65535).contains(number) else {
                return "\"\(port)\" in \(text) must be a port between 1 and 65535"
            }
            guard !isBind, host == "*" || host == "0.0.0.0" else { return nil }
            return "nobody can connect to \(text): write {bind: \(text), connect: tcp://HOST:\(port)}"
        }
    }
}
