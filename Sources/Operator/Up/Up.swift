internal import ArgumentParser
internal import Foundation
internal import Pipeline
internal import Supervision
internal import ZeroMQ

/// `interdict up`: runs a whole pipeline on this machine.
struct Up: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start every process of a pipeline and keep it running.",
        discussion: """
            Processes that end are started again after a growing wait. Ctrl-C (or SIGTERM) stops everything in order: \
            each process finishes what it has begun. A second Ctrl-C is quick, a third is rough; nothing that was \
            accepted is lost by either, for it is in the journal.

            What the processes print goes to the terminal and to logs/NAME.log in the run folder.
            """
    )

    @Argument(help: "The pipeline file; without it INTERDICT_PIPELINE, then the default.yaml that is shipped.")
    var file: String?

    @Option(
        help: ArgumentHelp(
            "What to run here: stages, queue processes, ingest, feed; the rest runs elsewhere.",
            valueName: "name,…"
        )
    )
    var only: String?

    @Flag(
        name: [.short, .long],
        help: "Return when everything is ready, and leave it running (see \"interdict down\")."
    )
    var detach = false

    @Flag(name: [.short, .long], help: "Keep what the processes print out of the terminal.")
    var quiet = false

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let path = try file ?? PipelineOptions.parse([]).path(environment: environment)
        let pipeline = try PipelineFile.load(path: path, environment: environment)
        if detach {
            print(try Detaching(pipeline: pipeline, only: only, environment: environment).run())
        } else {
            try Session(pipeline: pipeline, only: only, environment: environment, isQuiet: quiet).run()
        }
    }
}
