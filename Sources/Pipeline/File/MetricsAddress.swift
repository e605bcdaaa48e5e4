/// Where a process shows its measures: `HOST:PORT`, or `unix:PATH`.
package enum MetricsAddress: Sendable, Equatable, CustomStringConvertible {
    /// A numeric address, or `localhost`; port 0 lets the system choose.
    case inet(host: String, port: UInt16)
    case unix(path: String)

    /// What is wrong with a text that is no such address.
    package struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
        package let description: String
    }

    package init(_ text: String) throws(Problem) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard !path.isEmpty, path.utf8.count <= UnixAddress.longestPath else {
                throw Problem(description: "\"\(text)\" needs a path of 1 to \(UnixAddress.longestPath) bytes")
            }
            self = .unix(path: path)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            throw Problem(description: "\"\(text)\" must be HOST:PORT, such as 127.0.0.1:9464, or unix:PATH")
        }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        if host == "localhost" { host = "127.0.0.1" }
        if host == "*" { host = "0.0.0.0" }
        guard MetricsAddress.isNumeric(host) else {
            throw Problem(description: "\"\(host)\" in \"\(text)\" must be a numeric address, localhost, or * for all")
        }
        self = .inet(host: host, port: port)
    }

    private static func isNumeric(_ host: String) -> Bool {
        if host.contains(":") { return host.utf8.allSatisfy { "0123456789abcdefABCDEF:.".utf8.contains($0) } }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Whether other machines can reach the address.
    package var leavesMachine: Bool {
        guard case .inet(let host, _) = self else { return false }
        return !host.hasPrefix("127.") && host != "::1"
    }

    package var description: String {
        switch self {
        case .inet(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}

extension MetricsAddress {
    /// Reads the setting `metrics`; nil, with a finding, where it is none.
    init?(_ entry: Entry) {
        guard let text = entry.text() else { return nil }
        do throws(Problem) {
            try self.init(text)
        } catch {
            entry.reading.error(entry.line, "\(entry.path): \(error)")
            return nil
        }
    }
}
