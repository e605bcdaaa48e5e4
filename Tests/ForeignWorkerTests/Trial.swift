import Foundation
import Logging
import Messages
import Synchronization
import Testing
import Transport
import ZeroMQ

/// Queues and workers as real processes in a folder of their own, with the test at both ends of the line.
///
/// The line is `articles`, one stage, `extractions`, and then the test, which also stands in for ingestion.
final class Trial: Sendable {
    let folder: URL
    let ledger = Ledger()
    private let programs = Mutex<[Subprocess]>([])
    private let settle: QueueHost
    private let settling: SocketThread
    private let collector: StageWorker
    private let collecting: Task<Void, any Error>

    /// Runs a test with a trial, and ends every process of it.
    static func run(attempts: Int = 5, _ body: (Trial) async throws -> Void) async throws {
        let trial = try Trial(attempts: attempts)
        do {
            try await body(trial)
        } catch {
            await trial.close()
            throw error
        }
        await trial.close()
    }

    private init(attempts: Int) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "trial-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(Self.pipeline(folder.path, attempts: attempts).utf8).write(to: folder.appending(path: "line.yaml"))
        let logger = Logger(label: "trial") { _ in SwiftLogNoOpLogHandler() }
        let endpoints = [folder.path].map { ("ipc://\($0)/settle.sock", "ipc://\($0)/extractions.sock") }[0]
        let host = try QueueHost(
            .init(
                queues: [QueueConfiguration(name: "settle", endpoint: endpoints.0, length: 1_000_000)],
                exitEndpoints: [endpoints.0],
                settleEndpoint: nil
            ),
            epoch: "trial",
            logger: logger
        )
        settle = host
        settling = SocketThread(named: "settle") { try host.run { _ in } }
        let worker = try StageWorker(
            .init(stage: "store", worker: "trial", input: endpoints.1, output: endpoints.0, batch: 16),
            logger: logger
        )
        collector = worker
        let ledger = ledger
        collecting = Task { try await worker.run(ready: {}) { Collector(ledger: ledger) } }
    }

    private static func pipeline(_ folder: String, attempts: Int) -> String {
        """
        interdict: 1
        run: \(folder)
        ingest:
          submit: ipc://{run}/submit.sock
          push: ipc://{run}/push.sock
          settle: ipc://{run}/settle.sock
          journal: "{run}/journal"
          to: articles
        queues:
          articles:    {endpoint: "ipc://{run}/articles.sock", lease: 12s, heartbeat: 2s, attempts: \(attempts)}
          extractions: {endpoint: "ipc://{run}/extractions.sock", lease: 12s, heartbeat: 2s}
        stages:
          extract: {run: interdict-extract, from: articles, to: extractions, credit: 8}
          store:   {run: interdict-store, from: extractions}
        store: {database: "{run}/interdict.sqlite"}
        feed: {publish: "ipc://{run}/feed.sock", fetch: "ipc://{run}/fetch.sock", wake: "ipc://{run}/wake.sock"}
        control: ipc://{run}/control.sock

        """
    }

    func endpoint(_ queue: String) -> String { "ipc://\(folder.path)/\(queue).sock" }

    // MARK: processes

    /// Starts one of our own programs on the trial's pipeline file.
    func start(_ program: String, _ arguments: [String] = []) throws -> Subprocess {
        let line = ["--pipeline", "\(folder.path)/line.yaml"]
        return try start(Self.products.appending(path: program).path, line + arguments, name: program)
    }

    /// Starts an example of `Pipelines/examples` with the interpreter that `INTERDICT_PYTHON` names.
    func startPython(_ example: String, _ arguments: [String]) throws -> Subprocess {
        let python = try #require(Python.interpreter)
        return try start(python, ["-B", Python.example(example)] + arguments, name: example)
    }

    private func start(_ executable: String, _ arguments: [String], name: String) throws -> Subprocess {
        try programs.withLock { programs in
            let log = folder.appending(path: "\(programs.count)-\(name).log")
            let program = try Subprocess(executable, arguments, log: log)
            programs.append(program)
            return program
        }
    }

    /// Where the programs are that were built together with this test.
    static var products: URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    }

    private func close() async {
        collector.stop()
        collecting.cancel()
        let programs = programs.withLock { $0 }
        for program in programs { program.send(SIGKILL) }
        for program in programs { _ = await program.ended() }
        _ = try? await collecting.value
        settle.stop()
        try? await settling.join()
        try? FileManager.default.removeItem(at: folder)
    }

    // MARK: messages

    /// Puts articles into the first queue; returns once the queue has them all.
    func produce(_ articles: [Article]) async throws {
        let endpoint = endpoint("articles")
        let producer = SocketThread(named: "producer") {
            let uplink = try Uplink(to: endpoint, name: "trial", window: 200, in: Context())
            var poller = Poller()
            uplink.add(to: &poller)
            var rest = articles[...]
            while !rest.isEmpty || uplink.unconfirmed > 0 {
                while uplink.hasRoom, let article = rest.popFirst() {
                    let envelope = Envelope(id: article.id, key: 1, accepted: 1, traceparent: "")
                    try uplink.put(
                        token: 0,
                        id: article.id.rawValue,
                        [Frame(envelope.json), Frame(article.json)],
                        now: .now
                    )
                }
                try poller.wait(milliseconds: 50)
                try uplink.receive(now: .now) { _ in }
            }
        }
        try await producer.join()
    }

    /// Waits until the first queue has so many workers.
    ///
    /// - Returns: The queue's state.
    @discardableResult
    func workers(_ count: Int) async throws -> JSONValue { try await workersOf(endpoint("articles"), count) }
}

/// Waits until so many workers have said READY to a queue, or left it.
///
/// - Returns: The queue's state.
@discardableResult
func workersOf(_ endpoint: String, _ count: Int) async throws -> JSONValue {
    let state = Mutex(JSONValue.null)
    try await SocketThread(named: "status") {
        let socket = try Socket(.dealer, in: Context())
        try socket.connect(endpoint)
        var poller = Poller()
        _ = poller.add(socket)
        let deadline = Instant.now + .seconds(30)
        while Instant.now < deadline {
            try socket.send([Frame("STATUS"), Frame("{}")])
            try poller.wait(milliseconds: 200)
            guard let frames = try socket.receive(), frames.count == 2 else { continue }
            let value = try JSONParser.parse(frames[1].bytes)
            state.withLock { $0 = value }
            if value["workers"]?.array?.count == count { return }
        }
        throw TrialError("the queue does not have \(count) workers: \(state.withLock { $0 })")
    }.join()
    return state.withLock { $0 }
}

struct TrialError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// The interpreter for the examples.
enum Python {
    static let interpreter = ProcessInfo.processInfo.environment["INTERDICT_PYTHON"]
    static let missing: Comment =
        "INTERDICT_PYTHON must name a Python with what is in Tests/requirements.txt; Tests/run makes one"

    static func example(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Pipelines/examples/\(name)").path
    }
}

/// Articles of a few sentences, each a little different.
func articles(_ range: Range<Int>) -> [Article] {
    range.map { number in
        Article(
            id: ArticleID(rawValue: "id\(number)"),
            title: "Norway adds \(number) firms",
            body: """
                Norway on Monday added \(number) firms to its list 😀, the Foreign Ministry in Oslo said. Among them is \
                the Example Shipping Company of Belarus.

                “No company is above Norwegian law,” President Kari Nordmann said.
                """
        )
    }
}
