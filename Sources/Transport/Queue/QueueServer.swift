internal import Logging
internal import Messages
internal import ZeroMQ

/// The ROUTER socket of one queue, and its connections.
final class QueueServer {
    let core: QueueCore
    private let socket: Socket
    private let monitor: Monitor
    private let gate: (any Gate)?
    private let logger: Logger
    private var socketIndex = -1
    private var monitorIndex = -1
    /// While set, peers are probed at every tick: a connection broke, but the socket doesn't say whose.
    private var probesLeft = 0
    var isProbing: Bool { probesLeft > 0 }

    init(_ core: QueueCore, in context: Context, logger: Logger) throws(ZeroMQError) {
        self.core = core
        self.logger = logger
        socket = try Socket(
            .router,
            in: context,
            [
                .routerMandatory(true), .sendHighWater(0), .receiveHighWater(20_000),
                .maximumMessageSize(core.configuration.messageBytes),
            ] + Hop.heartbeats
        )
        gate = context.protection.server?.gate
        monitor = try Monitor(socket, name: "queue.\(core.configuration.name)", in: context)
        try socket.bind(core.configuration.endpoint)
    }

    var endpoint: String { socket.lastEndpoint }

    func add(to poller: inout Poller) {
        socketIndex = poller.add(socket)
        monitorIndex = poller.add(monitor.socket)
    }

    /// Takes what has come in.
    ///
    /// - Returns: Whether more may be waiting.
    func receive(now: Instant) throws -> Bool {
        while let event = try monitor.next() {
            if event == .disconnected { probesLeft = 4 }
        }
        for _ in 0..<Hop.burst {
            guard let frames = try socket.receive() else {
                if probesLeft > 0 { try probe(now) }
                return false
            }
            take(frames, now)
        }
        return true
    }

    private func take(_ frames: [Frame], _ now: Instant) {
        guard frames.count >= 2 else { return }
        let peer = Peer(frames[0])
        guard let command = Command(frames[1]) else {
            return refuse(peer, "\(frames[1].text.prefix(20)) is no command of the hop protocol")
        }
        do throws(JSONError) {
            let header = try frames.count > 2 ? Header(frames[2]) : Header(Frame([]))
            if command == .status {
                core.counters.refusedKeys = gate?.refused
                core.outgoing.append(.init(peer: peer, command: .status, header: core.json))
            } else if !core.receive(from: peer, command, header, Array(frames.dropFirst(3)), now: now) {
                refuse(peer, "a queue takes no \(command.rawValue)")
            }
        } catch {
            refuse(peer, "the header of \(command.rawValue) is not readable: \(error)")
        }
    }

    private func refuse(_ peer: Peer, _ reason: String) {
        var json = JSONWriter()
        json.beginObject()
        json.member("reason", reason)
        json.endObject()
        core.outgoing.append(.init(peer: peer, command: .error, header: json.bytes))
    }

    /// Sends every worker a sign of life: whoever is unreachable has lost its connection.
    private func probe(_ now: Instant) throws {
        probesLeft -= 1
        for peer in core.roster.peers {
            try send(.init(peer: peer, command: .alive, header: Array("{}".utf8)), now)
        }
    }

    func tick(now: Instant) {
        core.tick(now: now)
        core.meter.look(at: core, now: now)
    }

    /// Sends what the queue has to say.
    func flush(now: Instant) throws {
        core.flush(now: now)
        // A worker that turns out to be gone gives its jobs back, which may be handed out at once.
        while !core.outgoing.isEmpty {
            let messages = core.outgoing
            core.outgoing.removeAll(keepingCapacity: true)
            for message in messages { try send(message, now) }
            core.flush(now: now)
        }
    }

    private func send(_ message: QueueCore.Outgoing, _ now: Instant) throws {
        guard try socket.send(message.peer.routingID, more: true) == .sent else {
            return lost(message.peer, now)
        }
        _ = try socket.send(Array(message.command.rawValue.utf8), more: true)
        _ = try socket.send(message.header, more: !message.payload.isEmpty)
        try socket.send(message.payload)
    }

    private func lost(_ peer: Peer, _ now: Instant) {
        if let worker = core.roster[peer] {
            logger.warning(
                "a worker's connection is gone",
                metadata: [
                    "queue": "\(core.configuration.name)", "worker": "\(worker.name)",
                    "leases": "\(worker.leases.count)",
                ]
            )
        }
        core.lost(peer, because: "the worker's connection is gone", now: now)
    }
}
