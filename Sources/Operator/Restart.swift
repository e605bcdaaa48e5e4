internal import ArgumentParser
internal import Foundation
internal import Pipeline
internal import Supervision

/// `interdict restart`: replaces the processes of a stage, one after the other.
struct Restart: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replace the processes of a stage one after the other, after an upgrade say.",
        discussion: "Each one hands back what it holds; the next goes when the one before is ready again."
    )

    @OptionGroup var options: PipelineOptions

    @Argument(help: "Stages, queue processes, ingest or feed.")
    var names: [String]

    func run() throws {
        let client = try ControlClient(of: options.load())
        for name in names {
            _ = try client.ask(.restart(group: name), patience: .seconds(3600))
            print("\(name) is restarted")
        }
    }
}
