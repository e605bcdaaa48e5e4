internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// Which pipeline a subcommand is about.
struct PipelineOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The pipeline file.",
            discussion: "Without it INTERDICT_PIPELINE is taken, and then the default.yaml that is shipped.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var pipeline: String?

    /// The path of the file that is meant.
    func path(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> String {
        if let pipeline { return pipeline }
        if let named = environment["INTERDICT_PIPELINE"], !named.isEmpty { return named }
        return try DataFolder.locate(environment: environment).path(of: "default.yaml")
    }

    /// The pipeline, read and checked.
    func load(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> PipelineFile {
        try PipelineFile.load(path: path(environment: environment), environment: environment)
    }
}
