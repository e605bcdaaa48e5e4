internal import Foundation
internal import Logging
internal import Messages
internal import Transport
internal import ZeroMQ

/// One queue alone: a producer, the queue and a worker, each on threads of their own.
struct HopBench {
    let messages: Int
    let size: Int
    let sockets: BenchSockets

    /// Messages a second, counted only if every one was done.
    func run() async throws -> Double {
        let folder = NSTemporaryDirectory() + "interdict-hop-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let endpoint = sockets == .ipc ? "ipc://\(folder)/hop.sock" : try BenchSockets.freeEndpoints(1)[0]
        let protection = try protection()
        let logger = Logger(label: "hop") { _ in SwiftLogNoOpLogHandler() }
        let host = try QueueHost(
            .init(
                queues: [.init(name: "hop", endpoint: endpoint)],
                exitEndpoints: [endpoint],
                settleEndpoint: nil,
                protection: protection
            ),
            epoch: "bench",
            logger: logger
        )
        let hosting = SocketThread(named: "queue") { try host.run { _ in } }
        let worker = try StageWorker(
            .init(
                stage: "hop",
                worker: "bench",
                input: endpoint,
                output: nil,
                credit: 512,
                batch: 256,
                protection: protection
            ),
            logger: logger
        )
        async let working: Void = worker.run(ready: {}) { Sink() }
        let (messages, size) = (messages, size)
        let start = Instant.now
        do {
            try await SocketThread(named: "producer") { try Self.produce(messages, size, endpoint, protection) }.join()
            try await SocketThread(named: "waiting") { try Self.awaitDone(messages, endpoint, protection) }.join()
        } catch {
            // The worker would be waited for, and it waits for work.
            worker.stop()
            host.stop()
            throw error
        }
        let seconds = (Instant.now - start).seconds
        worker.stop()
        try await working
        host.stop()
        try await hosting.join()
        try FileManager.default.removeItem(atPath: folder)
        return Double(messages) / seconds
    }

    private func protection() throws -> Protection {
        guard sockets == .curve else { return .local }
        let (server, client) = (try CurvePair.generate(), try CurvePair.generate())
        return .curve(
            client: .init(identity: client, server: server.publicKey),
            server: .init(identity: server, gate: OneKey(key: client.publicKey))
        )
    }

    private struct Sink: StageHandler {
        mutating func handle(_ batch: [Work]) -> [Outcome] { batch.map { .done($0.frames) } }
    }

    private static func produce(
        _ messages: Int,
        _ size: Int,
        _ endpoint: String,
        _ protection: Protection
    ) throws {
        let uplink = try Uplink(to: endpoint, name: "bench", window: 2000, in: Context(protection))
        var poller = Poller()
        uplink.add(to: &poller)
        let article = Frame([UInt8](repeating: 0x61, count: size))
        var next = 0
        while next < messages || uplink.unconfirmed > 0 {
            let now = Instant.now
            while next < messages, uplink.hasRoom {
                let id = "\(next)"
                let envelope = Envelope(id: ArticleID(rawValue: id), key: UInt64(next), accepted: 0, traceparent: "")
                try uplink.put(token: next, id: id, [Frame(envelope.json), article], now: now)
                next += 1
            }
            try poller.wait(milliseconds: 100)
            try uplink.receive(now: .now) { _ in }
        }
    }

    /// Returns once the queue says that all are done.
    private static func awaitDone(_ messages: Int, _ endpoint: String, _ protection: Protection) throws {
        let client = try StatusClient(protection)
        while true {
            guard let answer = try client.ask(endpoint, within: 5000) else { continue }
            if try JSONParser.parse(answer)["done"]?.integer == messages { return }
        }
    }
}
