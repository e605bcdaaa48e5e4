internal import ArgumentParser
internal import Keys
internal import Logging
internal import Observability
internal import Pipeline
internal import Program
internal import ServiceLifecycle
internal import Storage
internal import ZeroMQ

/// `interdict-feed`: the way out.
@main
struct FeedProgram: Program {
    static let configuration = CommandConfiguration(
        commandName: "interdict-feed",
        abstract: "Publish classified articles as they are stored, and hand out earlier ones to whoever asks."
    )

    @OptionGroup var options: ProgramOptions

    func services(_ setting: Setting) throws -> [any Service] {
        let address = try StoreAddress(setting.file.store.database)
        let server = try FeedServer(
            setting.file.feed,
            address,
            protection: setting.file.protectionToBind(logger: setting.logger).protection,
            watch: setting.watch,
            logger: setting.logger
        )
        let readiness = setting.readiness
        let feed = ThreadService("feed") {
            try server.run { readiness.ready() }
        } stop: {
            server.stop()
        }
        guard let watch = address.watch() else { return [feed] }
        let listener = ThreadService("listener") {
            watch.run { server.look() }
        } stop: {
            watch.stop()
        }
        return [feed, listener]
    }
}
