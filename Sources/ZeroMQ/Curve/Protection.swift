/// How the `tcp://` sockets of a context are protected; `ipc://` and `inproc://` sockets are guarded by file modes.
package struct Protection: Sendable {
    /// What a connecting socket proves, and what it wants to have proved.
    package struct Client: Sendable {
        package let identity: CurvePair
        /// The only key that a server may have.
        package let server: CurveKey

        package init(identity: CurvePair, server: CurveKey) {
            self.identity = identity
            self.server = server
        }
    }

    /// What a binding socket proves, and who decides which clients come in.
    package struct Server: Sendable {
        package let identity: CurvePair
        package let gate: any Gate

        package init(identity: CurvePair, gate: any Gate) {
            self.identity = identity
            self.gate = gate
        }
    }

    package let client: Client?
    package let server: Server?
    /// Whether sockets that other machines can reach may do without encryption.
    let allowsOpen: Bool

    /// No encryption, and therefore no address that another machine could reach.
    package static let local = Protection(client: nil, server: nil, allowsOpen: false)
    /// No encryption, on whatever network: the operator has said in words that it is his alone.
    package static let insecure = Protection(client: nil, server: nil, allowsOpen: true)

    /// CURVE on every `tcp://` socket.
    package static func curve(client: Client?, server: Server?) -> Protection {
        Protection(client: client, server: server, allowsOpen: false)
    }

    /// Whether connections that this program opens to the endpoint are encrypted.
    package func encrypts(_ endpoint: String) -> Bool { client != nil && endpoint.hasPrefix("tcp://") }

    /// The options that a socket needs before it binds the endpoint.
    func optionsToBind(_ endpoint: String) throws(ZeroMQError) -> [SocketOption] {
        guard endpoint.hasPrefix("tcp://") else { return [] }
        if let server { return [.curveServer(server.identity), .handshakeInterval(5_000)] }
        try refuseOpen("bind \(endpoint)", endpoint)
        return []
    }

    /// The options that a socket needs before it connects to the endpoint.
    func optionsToConnect(_ endpoint: String) throws(ZeroMQError) -> [SocketOption] {
        guard endpoint.hasPrefix("tcp://") else { return [] }
        // A packet that was lost with a link holds a connection up for a minute and more; a new attempt doesn't wait.
        guard let client else {
            try refuseOpen("connect to \(endpoint)", endpoint)
            return [.connectTimeout(3_000)]
        }
        return [
            .connectTimeout(3_000), .handshakeInterval(1_500), .curveClient(client.identity, server: client.server),
        ]
    }

    private func refuseOpen(_ attempt: String, _ endpoint: String) throws(ZeroMQError) {
        guard !allowsOpen, (client != nil || server != nil) || !Self.isLoopback(endpoint) else { return }
        if client != nil || server != nil {
            throw ZeroMQError(attempt, because: "this program was given no key for that, and the pipeline is encrypted")
        }
        throw ZeroMQError(
            attempt,
            because: "other machines can reach that address, and without encryption anybody could read and write; "
                + "give the pipeline file a \"security:\" section (see \"interdict keys\"), "
                + "or \"insecure: true\" if the network is yours alone"
        )
    }

    /// Whether nobody but this machine's processes can reach a `tcp://` address.
    package static func isLoopback(_ endpoint: String) -> Bool {
        let rest = endpoint.dropFirst("tcp://".count)
        let host = rest[..<(rest.lastIndex(of: ":") ?? rest.endIndex)]
        if ["localhost", "lo", "[::1]", "::1"].contains(host) { return true }
        // Four numbers: 127.example.org is a name, and may be anywhere.
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

/// Decides which clients come in; called on the thread of a context's ``Authenticator``.
package protocol Gate: Sendable {
    /// The name of the client that has this key; nil where it may not come in.
    func admit(_ key: CurveKey, from address: String) -> String?
    /// Addresses of clients that came in and may no longer be here; each is told once.
    func revoked() -> [String]
    /// How many handshakes were refused so far.
    var refused: Int { get }
}
