internal import ArgumentParser
internal import Keys
internal import Observability
internal import Pipeline
internal import Program
internal import ServiceLifecycle
internal import Storage
internal import Transport

/// `interdict-store`: keeps classified articles, and tells ingestion how each ended.
@main
struct StoreProgram: Program {
    static let configuration = CommandConfiguration(
        commandName: "interdict-store",
        abstract: "Store classified articles, each once, and tell ingestion and the feed."
    )

    @OptionGroup var options: ProgramOptions

    @Option(help: "The stage of the pipeline file that this worker works for.")
    var stage = "store"

    @Option(help: "The most articles in one transaction.")
    var batch = 256

    func validate() throws {
        guard batch > 0 else { throw ValidationError("--batch must be above 0, not \(batch)") }
    }

    func services(_ setting: Setting) throws -> [any Service] {
        let address = try StoreAddress(setting.file.store.database)
        let wake = setting.file.feed.wake.connect
        let protection = try setting.file.protectionToConnect()
        return [
            try StageService(stage: stage, setting, batch: batch) {
                try StoreHandler(
                    address.open(waits: true) { .now },
                    wake: wake,
                    protection,
                    metrics: setting.watch.metrics,
                    logger: setting.logger
                )
            }
        ]
    }
}
