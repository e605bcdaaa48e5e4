internal import Foundation
internal import Messages
package import Pipeline
internal import Supervision
internal import Transport

/// A pipeline in a temporary folder, with a supervisor that may be killed and started anew.
package final class ChaosPipeline {
    /// How the pipeline is made.
    package struct Plan: Sendable {
        /// The path of the `interdict` command.
        package var interdict: String
        /// Whether extraction and classification read the articles; otherwise they pass them on.
        package var hasRealStages = false
        /// Where the journal is to lie; nil for the pipeline's own folder.
        package var journal: String?
        /// Where the database is to lie; nil for the pipeline's own folder.
        package var database: String?
        package var openArticles = 200_000

        package init(interdict: String) { self.interdict = interdict }
    }

    package let file: PipelineFile
    package let folder: String
    private let plan: Plan
    private let path: String
    private var supervisor: DetachedProcess?

    /// Writes the pipeline file; nothing runs before ``start()``.
    package init(_ plan: Plan, in folder: String) throws {
        self.plan = plan
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = folder + "/chaos.yaml"
        try Self.yaml(plan, run: folder + "/run").write(toFile: path, atomically: true, encoding: .utf8)
        file = try PipelineFile.load(path: path, environment: [:])
    }

    /// Short leases, so that a run sees many of them end, but for the store's, whose batches of 256 take seconds where the
    /// disk is busy; two queue processes, so that one may die without the other.
    private static func yaml(_ plan: Plan, run: String) -> String {
        let (extract, classify) =
            plan.hasRealStages
            ? ("interdict-extract", "interdict-classify")
            : ("[interdict-extract, --pass-through]", "interdict-chaos-worker")
        let times = "lease: 3s, heartbeat: 1s"
        let timesOfStore = "lease: 15s, heartbeat: 1s"
        return """
            interdict: 1
            run: \(run)
            ingest:
              submit: ipc://{run}/submit.sock
              push: ipc://{run}/push.sock
              settle: ipc://{run}/settle.sock
              journal: "\(plan.journal ?? "{run}/journal")"
              to: articles
              limits: {article: 200KB, openArticles: \(plan.openArticles)}
            queues:
              articles: {endpoint: "ipc://{run}/articles.sock", process: queue-in, \(times)}
              extractions: {endpoint: "ipc://{run}/extractions.sock", process: queue-out, \(times)}
              verdicts: {endpoint: "ipc://{run}/verdicts.sock", process: queue-out, \(timesOfStore)}
            stages:
              extract: {run: \(extract), from: articles, to: extractions, workers: 2, credit: 32}
              classify: {run: \(classify), from: extractions, to: verdicts, workers: 2, credit: 32}
              store: {run: interdict-store, from: verdicts, workers: 2, credit: 256}
            store: {database: "\(plan.database ?? "{run}/interdict.sqlite")"}
            feed: {publish: "ipc://{run}/feed.sock", fetch: "ipc://{run}/fetch.sock", wake: "ipc://{run}/wake.sock"}
            control: ipc://{run}/control.sock
            drain: 3s

            """
    }

    /// Starts a supervisor and waits until everything is ready; it takes over what an earlier one has left.
    package func start() throws {
        let logs = file.run + "/logs"
        try RunFolder.make(logs)
        let log = logs + "/supervisor.log"
        let process = try DetachedProcess(
            [plan.interdict, "up", "--quiet", path],
            environment: ProcessInfo.processInfo.environment,
            log: log
        )
        if let report = process.waitUntilReady() {
            let reason = report.split(separator: "\n").last { $0.hasPrefix("error: ") } ?? "see \(log)"
            throw Failure(.unavailable, "the pipeline did not start: \(reason)")
        }
        supervisor = process
    }

    /// Ends the supervisor without any grace.
    func killSupervisor() {
        supervisor?.kill()
        supervisor = nil
    }

    func signalSupervisor(_ number: Int32) { if let supervisor { Glibc.kill(supervisor.pid, number) } }

    /// Stops everything in order.
    package func stop() throws {
        guard let supervisor else { return }
        _ = try ControlClient(endpoint: file.control).ask(.stop)
        supervisor.waitUntilEnded()
        self.supervisor = nil
    }

    /// Ends everything that still runs, at once.
    package func endAll() {
        if let supervisor {
            // Whoever doesn't do it, or gives no answer, is killed at once below.
            _ = try? ControlClient(endpoint: file.control).ask(.hurry, patience: .seconds(20))
            supervisor.kill()
        }
        supervisor = nil
        for process in Roll.running(in: file.run) { Glibc.kill(process.pid, SIGKILL) }
    }

    /// The processes that run now, by their names such as `extract-1`.
    func processes() -> [(name: String, pid: pid_t)] { Roll.running(in: file.run) }

    /// What ingestion says of itself; nil where it doesn't answer.
    func ingestStatus(within milliseconds: Int = 2000) throws -> JSONValue? {
        try StatusClient().ask(file.ingest.submit.connect, within: milliseconds).map { try JSONParser.parse($0) }
    }

    func queueStatus(_ name: String, within milliseconds: Int = 2000) throws -> JSONValue? {
        try StatusClient().ask(file.requiredQueue(name).addresses[0], within: milliseconds).map {
            try JSONParser.parse($0)
        }
    }
}
