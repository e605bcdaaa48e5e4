internal import ArgumentParser
internal import Keys
internal import ZeroMQ

/// What the sockets of a measured pipeline are.
enum BenchSockets: String, CaseIterable, ExpressibleByArgument {
    case ipc, tcp, curve

    /// Free ports of this machine, which the system chooses all at once, so that they differ.
    static func freeEndpoints(_ count: Int) throws -> [String] {
        let context = try Context()
        let holders = try (0..<count).map { _ in try Holder(in: context) }
        return holders.map { $0.socket.lastEndpoint }
    }

    private final class Holder {
        let socket: Socket

        init(in context: Context) throws {
            socket = try Socket(.pull, in: context)
            try socket.bind("tcp://127.0.0.1:*")
        }
    }

    /// New keys in a folder: the server's, and a client's that may connect.
    static func makeKeys(in path: String) throws {
        let folder = KeyFolder(path: path)
        _ = try folder.generate("server")
        var allowed = AllowedKeys()
        allowed.allow(try folder.generate("client").publicKey, name: "client")
        try allowed.write(to: path + "/allowed")
    }
}

/// Lets in one key.
struct OneKey: Gate {
    let key: CurveKey

    func admit(_ key: CurveKey, from address: String) -> String? { key == self.key ? "bench" : nil }
    func revoked() -> [String] { [] }
    var refused: Int { 0 }
}
