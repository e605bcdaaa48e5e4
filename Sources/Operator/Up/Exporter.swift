internal import CoreMetrics
internal import Dispatch
internal import Foundation
internal import Messages
internal import MetricsEndpoint
internal import Observability
internal import Pipeline
internal import Supervision
internal import Synchronization

/// One page with the measures of all processes of a pipeline, for one machine's Prometheus.
///
/// Workers come and go, so each process has a socket in the run folder instead of a port, and whoever watches has one
/// address that stays. The samples of a process carry its name in the label `process`.
final class Exporter: Sendable {
    private let pipeline: PipelineFile
    private let address: MetricsAddress
    private let inbox: Inbox
    private let registry = Registry()
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// Nil where the pipeline file says nothing of metrics.
    init?(pipeline: PipelineFile, inbox: Inbox) throws {
        guard let address = pipeline.metrics else { return nil }
        try RunFolder.make(pipeline.run + "/metrics")
        self.pipeline = pipeline
        self.address = address
        self.inbox = inbox
        registry.gauge(Catalogue.build, [("program", "interdict"), ("version", Version.text)]).record(1)
        ProcessFigures(registry).start()
    }

    /// Begins to serve.
    ///
    /// - Returns: Where; also in the file `metrics.address` of the run folder, for whoever had a port chosen.
    /// - Throws: A ``Failure`` where the address can't be had.
    func start() throws -> String {
        let beginning = DispatchSemaphore(value: 0)
        let result = Mutex<Result<MetricsAddress, Failure>?>(nil)
        let server = MetricsServer(
            at: address,
            .init(metrics: { await self.page() }, stuck: { [] }, unready: { await self.unready() })
        )
        let running = Task.detached {
            do {
                try await server.run { address in
                    result.withLock { $0 = .success(address) }
                    beginning.signal()
                }
            } catch {
                let failure = error as? Failure ?? Failure(.unavailable, "\(error)")
                result.withLock { $0 = $0 ?? .failure(failure) }
                beginning.signal()
            }
        }
        task.withLock { $0 = running }
        beginning.wait()
        guard let address = try result.withLock({ $0 })?.get() else { return "\(self.address)" }
        let text = if case .unix = address { "\(address)" } else { "http://\(address)/metrics" }
        try Data("\(text)\n".utf8).write(to: URL(filePath: pipeline.run + "/metrics.address"))
        return text
    }

    func end() { task.withLock { $0?.cancel() } }

    private struct Process {
        let name: String
        let isReady: Bool
        let restarts: Int
    }

    /// What the supervisor says of its processes.
    private func processes() async -> [Process] {
        let reply = await withCheckedContinuation { continuation in
            inbox.put(.status) { continuation.resume(returning: $0) }
        }
        guard case .done(let json) = reply, let status = try? JSONParser.parse(json) else { return [] }
        return (status["processes"]?.array ?? []).map { process in
            Process(
                name: process["name"]?.string ?? "",
                isReady: process["state"]?.string == "ready",
                restarts: process["restarts"]?.integer ?? 0
            )
        }
    }

    private func unready() async -> [String] { await processes().filter { !$0.isReady }.map(\.name) }

    private func page() async -> String {
        let processes = await processes()
        let pages = await withTaskGroup(of: (String, String?).self) { group in
            for process in processes where process.isReady {
                let socket = pipeline.metricsSocket(of: process.name)
                group.addTask { (process.name, await MetricsClient().page("/metrics", at: socket)) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        var exposition = Exposition()
        let unready = processes.contains { !$0.isReady }
        registry.gauge(Catalogue.ready).record(unready ? 0 : 1)
        exposition.add(registry.text(), process: "supervisor")
        for process in processes {
            exposition.add(Self.page(of: process), process: process.name)
            if let page = pages[process.name] { exposition.add(page, process: process.name) }
        }
        return exposition.text
    }

    /// What the supervisor alone knows of a process.
    private static func page(of process: Process) -> String {
        let registry = Registry()
        registry.gauge(Catalogue.processUp).record(process.isReady ? 1 : 0)
        registry.counter(Catalogue.restarts).increment(by: process.restarts)
        return registry.text()
    }
}
