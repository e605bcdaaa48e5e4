internal import ArgumentParser
internal import Foundation
internal import Pipeline
internal import Supervision

/// `interdict down`: stops a pipeline that runs in the background, or anywhere else.
struct Down: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Stop a running pipeline in order, and return when it has stopped."
    )

    @OptionGroup var options: PipelineOptions

    @Flag(help: "Stop everything at once instead of in order.")
    var now = false

    func run() throws {
        let file = try options.load()
        // Every step of the way may take its whole drain time.
        let patience = file.drain * (file.stages.count + 4) + .seconds(5)
        _ = try ControlClient(of: file).ask(now ? .hurry : .stop, patience: patience)
        print("stopped")
    }
}
