internal import Foundation
internal import Pipeline
internal import Supervision

/// Starts a supervisor that outlives this process, and waits until everything is ready.
struct Detaching {
    let pipeline: PipelineFile
    let only: String?
    let environment: [String: String]

    /// Starts it.
    ///
    /// - Returns: A sentence for the terminal.
    /// - Throws: A ``Failure`` with the supervisor's own reason where it did not become ready.
    func run() throws -> String {
        var command = [try DataFolder.executablePath(), "up", pipeline.path]
        if let only { command += ["--only", only] }
        let logs = pipeline.run + "/logs"
        try RunFolder.make(logs)
        let log = logs + "/supervisor.log"
        let supervisor = try DetachedProcess(command, environment: environment, log: log)
        guard let report = supervisor.waitUntilReady() else {
            return "ready: process \(supervisor.pid), logs in \(logs); stop with \"interdict down\""
        }
        let reason = report.split(separator: "\n").last { $0.hasPrefix("error: ") }.map { String($0.dropFirst(7)) }
        throw Failure(.unavailable, reason ?? "the supervisor ended before the pipeline was ready; see \(log)")
    }
}
