internal import ArgumentParser
internal import Foundation
internal import Keys
internal import Messages
internal import Pipeline
internal import Supervision
internal import Transport

/// `interdict drain`: has a stage's workers finish and go.
struct Drain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Have the workers of a stage finish what they have begun, hand back the rest, and go.",
        discussion: """
            Returns when none of them is left; what comes in waits in the queue before the stage. Bring it back with \
            "interdict scale STAGE=NUMBER". Exits with 69 if workers of the stage, here or on other machines, still take \
            work after --timeout.
            """
    )

    @OptionGroup var options: PipelineOptions

    @Option(help: "Wait so many seconds at most.")
    var timeout = 120.0

    @Argument(help: "Stages.")
    var stages: [String]

    func validate() throws {
        guard timeout > 0 else { throw ValidationError("--timeout must be above 0, not \(timeout)") }
    }

    func run() throws {
        let file = try options.load()
        let stages = try stages.map { name throws(Failure) in try file.requiredStage(name) }
        let deadline = Instant.now + .milliseconds(Int(timeout * 1000))
        for stage in stages { print(try drain(stage, file, deadline)) }
    }

    private func drain(_ stage: Stage, _ file: PipelineFile, _ deadline: Instant) throws -> String {
        let client = try ControlClient(of: file)
        let before = try client.workers(of: stage.name.rawValue)
        if before > 0 {
            let patience = max(.seconds(1), deadline - .now)
            _ = try client.ask(.scale(group: stage.name.rawValue, workers: 0), patience: patience)
        }
        let queue = try file.requiredQueue(stage.from.rawValue)
        let status = try StatusClient(file.protectionToConnect())
        var left = [JSONValue]()
        repeat {
            let answers = try queue.addresses.compactMap { try status.ask($0, within: 3000) }
            guard let state = QueueState.sum(try answers.map { try JSONParser.parse($0) }) else {
                let places = queue.addresses.joined(separator: ", ")
                throw Failure(.unavailable, "the queue \(queue.name) gives no answer at \(places)")
            }
            left = (state["workers"]?.array ?? []).filter { $0["stage"]?.string == stage.name.rawValue }
            if left.isEmpty {
                let waiting = state["waiting"]?.integer ?? 0
                return "\(stage.name) is drained: \(waiting) messages wait in \(queue.name); "
                    + "\"interdict scale \(stage.name)=\(max(1, before))\" brings it back"
            }
            Pause.wait(seconds: 0.2) { false }
        } while Instant.now < deadline
        let names = left.map { "\($0["worker"]?.string ?? "?") (\($0["inFlight"]?.integer ?? 0) in flight)" }
        throw Failure(
            .unavailable,
            "workers of \(stage.name) that aren't this supervisor's still take work: \(names.joined(separator: ", "))"
        )
    }
}

extension ControlClient {
    /// How many processes of a group the supervisor has.
    fileprivate func workers(of group: String) throws -> Int {
        let status = try JSONParser.parse(ask(.status))
        return (status["processes"]?.array ?? []).count { $0["group"]?.string == group }
    }
}
