internal import Foundation
internal import Messages
internal import MetricsEndpoint
internal import Observability
internal import Pipeline
internal import Supervision

/// A pipeline in a temporary folder, and what its processes use.
final class BenchPipeline {
    struct Stages {
        var extract: Int
        var classify: Int
        var store: Int
        var passThrough: Bool
        /// As in a pipeline file.
        var database: String
    }

    /// What the processes have used so far.
    struct Usage {
        var cpuSeconds = 0.0
        var residentBytes = 0
    }

    let file: PipelineFile
    private let folder: String
    private let path: String

    init(_ stages: Stages, _ sockets: BenchSockets, hasMetrics: Bool = false) throws {
        folder = NSTemporaryDirectory() + "interdict-bench-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = folder + "/bench.yaml"
        if sockets == .curve { try BenchSockets.makeKeys(in: folder + "/keys") }
        let metrics = hasMetrics ? "metrics: 127.0.0.1:0\n" : ""
        try (metrics + Self.yaml(stages, sockets, folder: folder)).write(
            toFile: path,
            atomically: true,
            encoding: .utf8
        )
        file = try PipelineFile.load(path: path, environment: [:])
        _ = try Detaching(pipeline: file, only: nil, environment: ProcessInfo.processInfo.environment).run()
    }

    private static let names = [
        "submit", "push", "settle", "articles", "extractions", "verdicts", "feed", "fetch", "wake",
    ]

    private static func yaml(_ stages: Stages, _ sockets: BenchSockets, folder: String) throws -> String {
        let ports = sockets == .ipc ? [] : try BenchSockets.freeEndpoints(names.count)
        func at(_ name: String) -> String {
            guard !ports.isEmpty, let place = names.firstIndex(of: name) else { return "\"ipc://{run}/\(name).sock\"" }
            return ports[place]
        }
        func program(_ name: String) -> String { stages.passThrough ? "[\(name), --pass-through]" : name }
        return """
            interdict: 1
            run: \(folder)/run
            ingest:
              submit: \(at("submit"))
              push: \(at("push"))
              settle: \(at("settle"))
              journal: "{run}/journal"
              to: articles
            queues:
              articles: {endpoint: \(at("articles"))}
              extractions: {endpoint: \(at("extractions"))}
              verdicts: {endpoint: \(at("verdicts"))}
            stages:
              extract: {run: \(program("interdict-extract")), from: articles, to: extractions, \
            workers: \(stages.extract), credit: 128}
              classify: {run: \(program("interdict-classify")), from: extractions, to: verdicts, \
            workers: \(stages.classify), credit: 128}
              store: {run: interdict-store, from: verdicts, workers: \(stages.store), credit: 512}
            store:
              database: "\(stages.database)"
            feed:
              publish: \(at("feed"))
              fetch: \(at("fetch"))
              wake: \(at("wake"))
            control: ipc://{run}/control.sock
            \(sockets == .curve ? "security: {keys: \"\(folder)/keys\"}" : "")

            """
    }

    /// Reads the page of all processes once a second, as Prometheus would, until the task is cancelled.
    ///
    /// - Returns: The task, which gives the number of pages in the end.
    func watchMetrics() throws -> Task<Int, Never> {
        let page = try String(contentsOfFile: file.run + "/metrics.address", encoding: .utf8)
        let place = page.trimmingPrefix("http://").prefix { $0 != "/" }
        let address = try MetricsAddress(String(place))
        return Task.detached {
            var pages = 0
            // A sleep that is cut short means that the bench is over.
            while (try? await Task.sleep(for: .seconds(1))) != nil {
                let text = await MetricsClient().page("/metrics", at: address)
                if text?.contains("process=\"store-1\"") == true { pages += 1 }
            }
            return pages
        }
    }

    /// Stops everything and removes the folder.
    func stop() throws {
        _ = try ControlClient(endpoint: file.control).ask(.stop)
        try FileManager.default.removeItem(atPath: folder)
    }

    /// CPU time and resident memory of all processes of the pipeline.
    func usage() throws -> Usage {
        let status = try JSONParser.parse(ControlClient(endpoint: file.control).ask(.status))
        var usage = Usage()
        for process in status["processes"]?.array ?? [] {
            guard let pid = process["pid"]?.integer else { continue }
            usage.cpuSeconds += try Self.cpuSeconds(pid)
            usage.residentBytes += ResidentMemory.bytes(of: Int32(pid)) ?? 0
        }
        return usage
    }

    /// Fields 14 and 15 of `/proc/PID/stat`, in hundredths of a second.
    private static func cpuSeconds(_ pid: Int) throws -> Double {
        let text = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / 100
    }
}
