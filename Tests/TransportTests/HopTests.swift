import Foundation
import Logging
import Messages
import Synchronization
import Testing
import ZeroMQ

@testable import Transport

/// Passes everything on.
private struct PassThrough: StageHandler {
    mutating func handle(_ batch: [Work]) -> [Outcome] { batch.map { .done($0.frames) } }
}

/// Notes the ids that came, in a place that the test can see.
private final class Ledger: Sendable {
    private let ids = Mutex<[String: Int]>([:])
    private let arrived: AsyncStream<Int>
    private let arrival: AsyncStream<Int>.Continuation

    init() { (arrived, arrival) = AsyncStream.makeStream() }

    func note(_ batch: [Work]) {
        let count = ids.withLock { ids in
            for work in batch { ids[work.id, default: 0] += 1 }
            return ids.count
        }
        arrival.yield(count)
    }

    func wait(for count: Int) async {
        for await reached in arrived where reached >= count { return }
    }

    var all: [String: Int] { ids.withLock { $0 } }
}

private struct Collector: StageHandler {
    let ledger: Ledger
    mutating func handle(_ batch: [Work]) -> [Outcome] {
        ledger.note(batch)
        return batch.map { .done($0.frames) }
    }
}

@Suite(.timeLimit(.minutes(1)))
struct HopTests {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hop-\(UUID().uuidString.prefix(8))")
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    @Test func `every article passes two queues and two stages once`() async throws {
        let names = ["a", "b", "sink"]
        let endpoints = names.map { "ipc://\(folder.path)/\($0)" }
        let host = try QueueHost(
            .init(
                queues: zip(names, endpoints).map { name, endpoint in
                    QueueConfiguration(name: name, endpoint: endpoint, length: name == "sink" ? 10_000 : 500)
                },
                exitEndpoint: endpoints[2],
                settleEndpoint: nil
            ),
            epoch: "1",
            logger: logger
        )
        let hosting = SocketThread(named: "host") { try host.run { _ in } }
        let ledger = Ledger()
        let pass = try StageWorker(
            .init(stage: "pass", worker: "p1", input: endpoints[0], output: endpoints[1]),
            logger: logger
        )
        let collect = try StageWorker(
            .init(stage: "collect", worker: "c1", input: endpoints[1], output: endpoints[2], batch: 16),
            logger: logger
        )
        async let passing: Void = pass.run(ready: {}) { PassThrough() }
        async let collecting: Void = collect.run(ready: {}) { Collector(ledger: ledger) }
        let count = 2000
        let producing = SocketThread(named: "producer") { try produce(count, to: endpoints[0]) }
        try await producing.join()
        await ledger.wait(for: count)
        pass.stop()
        collect.stop()
        try await passing
        try await collecting
        host.stop()
        try await hosting.join()
        #expect(ledger.all.count == count)
        #expect(ledger.all.values.allSatisfy { $0 == 1 })
    }
}

/// Puts articles and returns once all are confirmed.
private func produce(_ count: Int, to endpoint: String) throws {
    let uplink = try Uplink(to: endpoint, name: "test", window: 100, in: Context())
    var poller = Poller()
    uplink.add(to: &poller)
    var next = 0
    while next < count || uplink.unconfirmed > 0 {
        while next < count, uplink.hasRoom {
            let id = ArticleID(rawValue: "id\(next)")
            let envelope = Envelope(id: id, key: UInt64(next), accepted: 0, traceparent: "")
            try uplink.put(token: next, id: "id\(next)", [Frame(envelope.json), Frame("article")], now: .now)
            next += 1
        }
        try poller.wait(milliseconds: 50)
        try uplink.receive(now: .now) { _ in }
    }
}
