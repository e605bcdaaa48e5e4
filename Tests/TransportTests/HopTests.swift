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

@Suite(.timeLimit(.minutes(5)))
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
                exitEndpoints: [endpoints[2]],
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

    @Test func `a result that the next hop would not take is rejected, and the others pass`() async throws {
        let endpoints = ["in", "out"].map { "ipc://\(folder.path)/large-\($0)" }
        let host = try QueueHost(
            .init(
                queues: zip(["in", "out"], endpoints).map { name, endpoint in
                    QueueConfiguration(name: name, endpoint: endpoint, messageBytes: 10_000)
                },
                exitEndpoints: [endpoints[1]],
                settleEndpoint: nil
            ),
            epoch: "1",
            logger: logger
        )
        let hosting = SocketThread(named: "host") { try host.run { _ in } }
        let reader = ExitReader()
        let inflating = try StageWorker(
            .init(stage: "inflate", worker: "i", input: endpoints[0], output: endpoints[1], messageBytes: 10_000),
            logger: logger
        )
        let reading = try StageWorker(
            .init(stage: "read", worker: "r", input: endpoints[1], output: nil),
            logger: logger
        )
        async let working: Void = inflating.run(ready: {}) { Inflater() }
        async let collecting: Void = reading.run(ready: {}) { reader }
        try await SocketThread(named: "producer") { try produce(20, to: endpoints[0]) }.join()
        await reader.ledger.wait(for: 20)
        inflating.stop()
        try await working
        reading.stop()
        try await collecting
        host.stop()
        try await hosting.join()
        let reason = "a frame of the result has 20000 bytes, the next hop takes 10000"
        #expect(reader.reasons.withLock { $0 } == ["id7": reason])
    }
}

/// Makes one of its results too large.
private struct Inflater: StageHandler {
    mutating func handle(_ batch: [Work]) -> [Outcome] {
        batch.map { work in
            .done(work.frames + [Frame([UInt8](repeating: 0x20, count: work.id == "id7" ? 20_000 : 10))])
        }
    }
}

/// Notes why articles left the normal way.
private final class ExitReader: StageHandler, Sendable {
    let ledger = Ledger()
    let reasons = Mutex<[String: String]>([:])

    func handle(_ batch: [Work]) -> [Outcome] {
        for work in batch {
            if let exit = work.envelope.exit { reasons.withLock { $0[work.id] = exit.reason } }
        }
        ledger.note(batch)
        return batch.map { .done($0.frames) }
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
