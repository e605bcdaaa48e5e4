import Chaos
import Foundation
import Logging
import Messages
import Storage
import Synchronization
import Transport
import ZeroMQ

/// A small pipeline in the test's own process: one queue, a worker of the test's choice, a second queue, and a store.
///
/// Whoever puts an article into the first queue has promised it: the ledger says so.
final class Line: Sendable {
    static let load = ChaosLoad(count: 200, size: 200, seed: 11)

    let folder: URL
    let ledger = Ledger(count: load.count)
    let store: SQLiteStore
    private let host: QueueHost
    private let hosting: SocketThread
    private let collector: StageWorker
    private let collecting: Task<Void, any Error>
    private let arrivals: Arrivals

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "line-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let endpoints = ["articles", "verdicts", "settle"].map { [folder] in "ipc://\(folder.path)/\($0)" }
        let logger = Logger(label: "line") { _ in SwiftLogNoOpLogHandler() }
        let host = try QueueHost(
            .init(
                queues: zip(["articles", "verdicts", "settle"], endpoints).map {
                    QueueConfiguration(name: $0, endpoint: $1)
                },
                exitEndpoints: [endpoints[1]],
                settleEndpoint: nil
            ),
            epoch: "line",
            logger: logger
        )
        self.host = host
        hosting = SocketThread(named: "host") { try host.run { _ in } }
        let store = try SQLiteStore(at: folder.appending(path: "store.sqlite").path) { .now }
        let arrivals = Arrivals()
        let worker = try StageWorker(
            .init(stage: "store", worker: "store", input: endpoints[1], output: endpoints[2], batch: 32),
            logger: logger
        )
        (self.store, self.arrivals, collector) = (store, arrivals, worker)
        collecting = Task { try await worker.run(ready: {}) { StoringHandler(store: store, arrivals: arrivals) } }
    }

    func endpoint(_ queue: String) -> String { "ipc://\(folder.path)/\(queue)" }

    /// Puts every article into the first queue.
    func produce() async throws {
        let (endpoint, ledger) = (endpoint("articles"), ledger)
        try await SocketThread(named: "producer") {
            let uplink = try Uplink(to: endpoint, name: "producer", window: 100, in: Context())
            var poller = Poller()
            uplink.add(to: &poller)
            var next = 0
            while next < Self.load.count || uplink.unconfirmed > 0 {
                while uplink.hasRoom, next < Self.load.count {
                    let envelope = Envelope(id: Self.load.id(next), key: UInt64(next + 1), accepted: 1, traceparent: "")
                    try uplink.put(
                        token: next,
                        id: envelope.id.rawValue,
                        [Frame(envelope.json), Frame(Self.article(next).json)],
                        now: .now
                    )
                    next += 1
                }
                try poller.wait(milliseconds: 20)
                try uplink.receive(now: .now) { number in
                    ledger.note(Receipt(number: nil, status: .accepted), of: number)
                }
            }
        }.join()
    }

    static func article(_ number: Int) -> Article {
        Article(id: load.id(number), title: load.title(number), body: load.body(number))
    }

    /// Waits until so many articles have reached the store.
    func stored(_ count: Int) async { await arrivals.wait(for: count) }

    /// Ends everything, and asks the oracle.
    func judge() async throws -> (tally: Oracle.Tally, violations: [Oracle.Violation]) {
        collector.stop()
        try await collecting.value
        host.stop()
        try await hosting.join()
        let facts = try StoreFacts(store, Self.load)
        try FileManager.default.removeItem(at: folder)
        return Oracle(Self.load, ledger, facts).judge()
    }
}

/// How many articles have come, for tests to wait on.
final class Arrivals: Sendable {
    private let ids = Mutex<Set<String>>([])
    private let counts: AsyncStream<Int>
    private let count: AsyncStream<Int>.Continuation

    init() { (counts, count) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    func note(_ batch: [Work]) {
        count.yield(
            ids.withLock { ids in
                ids.formUnion(batch.map(\.id))
                return ids.count
            }
        )
    }

    func wait(for wanted: Int) async {
        if ids.withLock({ $0.count }) >= wanted { return }
        for await reached in counts where reached >= wanted { return }
    }
}

/// Stores what comes, with the frames that stages between would have added.
private struct StoringHandler: StageHandler {
    let store: SQLiteStore
    let arrivals: Arrivals

    mutating func handle(_ batch: [Work]) -> [Outcome] {
        let items = batch.map { work in
            StoreItem(
                key: work.envelope.key,
                id: work.envelope.id,
                article: work.frames[0].bytes,
                extraction: Extraction(model: "none").json,
                verdict: Verdict(rules: "none", relevance: .none).json,
                envelope: work.envelope.json
            )
        }
        do {
            _ = try store.store(items)
        } catch {
            return batch.map { _ in .retry("\(error)", counted: false) }
        }
        arrivals.note(batch)
        return batch.map { .done([$0.frames[0]]) }
    }
}
