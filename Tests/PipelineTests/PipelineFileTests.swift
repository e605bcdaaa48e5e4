import Foundation
import Testing

@testable import Pipeline

/// The checkout's folder.
let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// A pipeline that is right, as text, for tests to change in one place.
let good = """
    interdict: 1
    run: work
    ingest:
      submit: ipc://{run}/submit.sock
      push: ipc://{run}/push.sock
      settle: ipc://{run}/settle.sock
      journal: "{run}/journal"
      to: articles
      limits: {article: 1MiB, journal: 2GB, freeDisk: 7.5%, openArticles: 1000}
    queues:
      articles: {endpoint: "ipc://{run}/articles.sock", length: 10, bytes: 5MB, lease: 1m, attempts: 3, heartbeat: 500ms}
      verdicts: {endpoint: "ipc://{run}/verdicts.sock", process: late}
    stages:
      analyse: {run: [python3, "a b.py"], from: articles, to: verdicts, workers: 2, credit: 8}
      store: {run: interdict-store, from: verdicts}
    store: {database: "{run}/x.sqlite"}
    feed: {publish: "ipc://{run}/feed.sock", fetch: "ipc://{run}/fetch.sock", wake: "ipc://{run}/wake.sock", head: 250ms}
    control: ipc://{run}/control.sock
    drain: 3s
    """

@Suite(.timeLimit(.minutes(5)))
struct PipelineFileTests {
    @Test func `every value of a right file arrives`() throws {
        let (read, findings) = PipelineFile.parse(good, path: "p.yaml", environment: [:])
        let file = try #require(read)
        #expect(findings.isEmpty)
        #expect(file.run == "work")
        #expect(file.ingest.submit.bind == "ipc://work/submit.sock")
        #expect(file.ingest.journal == "work/journal")
        #expect(file.ingest.limits.article.rawValue == 1_048_576)
        #expect(file.ingest.limits.journal.rawValue == 2_000_000_000)
        #expect(file.ingest.limits.freeDisk.rawValue == 0.075)
        #expect(file.ingest.limits.openArticles == 1000)
        let articles = try file.requiredQueue("articles")
        #expect(articles.length == 10 && articles.bytes.rawValue == 5_000_000 && articles.attempts == 3)
        #expect(articles.lease == .seconds(60) && articles.heartbeat == .milliseconds(500))
        #expect(articles.replicas.map(\.process) == ["queue"])
        #expect(try file.requiredQueue("verdicts").replicas.map(\.process) == ["late"])
        let stage = try file.requiredStage("analyse")
        #expect(stage.command == ["python3", "a b.py"] && stage.workers == 2 && stage.credit == 8)
        #expect(stage.from == articles.name && stage.to?.rawValue == "verdicts")
        #expect(file.store.database == "work/x.sqlite")
        #expect(file.feed.head == .milliseconds(250) && file.drain == .seconds(3))
    }

    @Test(arguments: [
        ("", ["queue-1", "queue-2"]), (", process: late", ["late-1", "late-2"]), (", process: [a, b]", ["a", "b"]),
    ])
    func `a queue may have several processes`(process: String, names: [String]) throws {
        let text = good.replacing(
            "\"ipc://{run}/verdicts.sock\", process: late",
            with: "[\"ipc://{run}/v1\", {bind: \"tcp://127.0.0.1:1\", connect: \"tcp://127.0.0.1:1\"}]\(process)"
        )
        let (file, findings) = PipelineFile.parse(text, path: "p.yaml", environment: [:])
        #expect(findings.isEmpty)
        let verdicts = try #require(try file?.requiredQueue("verdicts"))
        #expect(verdicts.replicas.map(\.process) == names)
        #expect(verdicts.addresses == ["ipc://work/v1", "tcp://127.0.0.1:1"])
    }

    @Test func `asking for a queue that is not there names the others`() throws {
        let file = try #require(PipelineFile.parse(good, path: "p.yaml", environment: [:]).file)
        #expect(throws: Failure(.usage, "p.yaml has no queue \"article\"; it has articles, verdicts")) {
            try file.requiredQueue("article")
        }
    }

    @Test(arguments: ["default.yaml", "tcp.yaml", "custom-stage.yaml", "postgresql.yaml"])
    func `a shipped pipeline has nothing to find`(name: String) throws {
        let path = checkout.appending(path: "Pipelines/\(name)").path
        let findings = try PipelineFile.lint(path: path, environment: ["INTERDICT_RUN": "/tmp/r"])
        #expect(findings.isEmpty, "\(findings)")
        #expect(try PipelineFile.load(path: path, environment: ["INTERDICT_RUN": "/tmp/r"]).run == "/tmp/r")
    }

    @Test func `a file that is not there is a failure with its path`() {
        #expect(throws: Failure.self) { try PipelineFile.load(path: "/nowhere/p.yaml", environment: [:]) }
    }

    @Test func `all errors of a file come in one failure with code 78`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yaml").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let text = good.replacing("length: 10", with: "length: ten").replacing("head: 250ms", with: "head: soon")
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let failure = #expect(throws: Failure.self) { try PipelineFile.load(path: path, environment: [:]) }
        #expect(failure?.code == .configuration)
        #expect(failure?.sentence.contains("\(path):11: queues.articles.length must be a whole number") == true)
        #expect(failure?.sentence.contains("\(path):17: feed.head must be a duration") == true)
    }
}
