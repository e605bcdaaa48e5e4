package import ZeroMQ

/// A producer's side of one queue that several processes host: each message goes to one of them.
///
/// Which one is told by the article's id, so that what is sent twice comes to the same process, which then knows it. What
/// a process that is gone has not confirmed goes to another at once. It belongs to one thread.
package final class Uplinks {
    private let links: [Uplink]
    private let window: Int

    /// Connects to all processes of a queue.
    ///
    /// - Parameters:
    ///   - endpoints: Where they are bound; at least one.
    ///   - name: Unique in the context.
    ///   - window: How many messages may be unconfirmed at once, at all of them together.
    ///   - context: The context of the calling thread's sockets.
    /// - Throws: ``ZeroMQError`` for an endpoint that libzmq doesn't understand.
    package init(to endpoints: [String], name: String, window: Int, in context: Context) throws(ZeroMQError) {
        var links: [Uplink] = []
        for (index, endpoint) in endpoints.enumerated() {
            links.append(try Uplink(to: endpoint, name: "\(name).\(index)", window: window, in: context))
        }
        self.links = links
        self.window = window
    }

    package func add(to poller: inout Poller) {
        for link in links { link.add(to: &poller) }
    }

    /// Messages that are not confirmed yet.
    package var unconfirmed: Int { links.reduce(0) { $0 + $1.unconfirmed } }
    package var hasRoom: Bool { unconfirmed < window }
    /// Whether a connection stands.
    package var isConnected: Bool { links.contains(where: \.isConnected) }
    /// Whether all processes that can be reached have said that they are full.
    package var isRefused: Bool {
        let reached = links.filter(\.isConnected)
        return (reached.isEmpty ? links : reached).allSatisfy(\.isRefused)
    }
    /// How often a queue said that it is full.
    package var refusals: Int { links.reduce(0) { $0 + $1.refusals } }

    /// Takes a message into custody and sends it as soon as a queue takes it; see ``Uplink/put(token:id:kind:_:now:)``.
    package func put(token: Int, id: String, kind: String? = nil, _ frames: [Frame], now: Instant) throws {
        try link(for: id).put(token: token, id: id, kind: kind, frames, now: now)
    }

    /// Takes what the queues have answered.
    ///
    /// - Parameters:
    ///   - now: The time.
    ///   - confirmed: Is called with the token of every message that a queue has taken over.
    /// - Throws: ``Refusal`` where a peer lets this program in never, ``JSONError`` for an answer that isn't the
    ///   protocol's, and what `confirmed` throws.
    package func receive(now: Instant, _ confirmed: (Int) throws -> Void) throws {
        for link in links { try link.receive(now: now, confirmed) }
        guard links.count > 1, isConnected else { return }
        for lost in links where !lost.isConnected && lost.unconfirmed > 0 {
            for message in lost.withdraw() {
                try put(token: message.token, id: message.id, kind: message.kind, message.frames, now: now)
            }
        }
    }

    private func link(for id: String) -> Uplink {
        guard links.count > 1 else { return links[0] }
        let reached = links.indices.filter { links[$0].isConnected }
        let open = reached.filter { !links[$0].isRefused }
        let candidates = open.isEmpty ? (reached.isEmpty ? Array(links.indices) : reached) : open
        return links[candidates.max { Self.weight(of: id, at: $0) < Self.weight(of: id, at: $1) } ?? 0]
    }

    /// Rendezvous hashing: when a process goes or comes, only the articles that were its own, or will be, change places.
    private static func weight(of id: String, at index: Int) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15
        for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        // The last byte alone would decide otherwise.
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        return hash ^ hash >> 33
    }
}
