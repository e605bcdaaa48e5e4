internal import Messages
internal import ZeroMQ

/// What producers are told of the jobs that they sent: taken, refused for want of room, and that there is room again.
struct ProducerReceipts {
    private var confirmed: [(peer: Peer, numbers: [Int])] = []
    private var refused: [(peer: Peer, numbers: [Int])] = []
    /// Whoever was refused since there was room last.
    private var waiting: [Peer] = []

    mutating func confirm(_ number: Int, to peer: Peer) { Self.note(number, peer, in: &confirmed) }

    mutating func refuse(_ number: Int, to peer: Peer) {
        if !waiting.contains(peer) { waiting.append(peer) }
        Self.note(number, peer, in: &refused)
    }

    /// The peer is gone and is told nothing of later room.
    mutating func forget(_ peer: Peer) { waiting.removeAll { $0 == peer } }

    /// The receipts of what came since the last call: one message a peer for what was taken, one for what was refused.
    mutating func due() -> [QueueCore.Outgoing] {
        let messages =
            confirmed.map { QueueCore.Outgoing(peer: $0.peer, command: .ok, header: numbersHeader("n", $0.numbers)) }
            + refused.map { QueueCore.Outgoing(peer: $0.peer, command: .busy, header: numbersHeader("n", $0.numbers)) }
        confirmed.removeAll(keepingCapacity: true)
        refused.removeAll(keepingCapacity: true)
        return messages
    }

    /// The word to all who were refused that there is room again.
    mutating func roomAgain() -> [QueueCore.Outgoing] {
        defer { waiting.removeAll() }
        return waiting.map { QueueCore.Outgoing(peer: $0, command: .room, header: Array("{}".utf8)) }
    }

    private static func note(_ number: Int, _ peer: Peer, in notes: inout [(peer: Peer, numbers: [Int])]) {
        if let index = notes.lastIndex(where: { $0.peer == peer }) {
            notes[index].numbers.append(number)
        } else {
            notes.append((peer, [number]))
        }
    }
}
