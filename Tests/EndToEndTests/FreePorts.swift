import Testing
import ZeroMQ

/// Ports of this machine that nobody listens on.
enum FreePorts {
    /// Has the system choose that many, all at once, so that they differ.
    static func take(_ count: Int) throws -> [Int] {
        let context = try Context()
        let sockets = try (0..<count).map { _ in try Holder(context) }
        return try sockets.map { holder in
            let endpoint = holder.socket.lastEndpoint
            let colon = try #require(endpoint.lastIndex(of: ":"))
            return try #require(Int(endpoint[endpoint.index(after: colon)...]))
        }
    }

    private final class Holder {
        let socket: Socket

        init(_ context: Context) throws {
            socket = try Socket(.pull, in: context)
            try socket.bind("tcp://127.0.0.1:*")
        }
    }
}
