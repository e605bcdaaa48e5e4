import ArgumentParser

/// `interdict-train`: makes what the extraction reads at its start.
@main
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interdict-train",
        abstract: "Makes the files that the extraction reads: the same inputs give the same bytes.",
        subcommands: [TrainNames.self, PackGazetteer.self],
        defaultSubcommand: TrainNames.self
    )
}
