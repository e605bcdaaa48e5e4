internal import ArgumentParser
internal import Keys
internal import Logging
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
        let server = try FeedServer(
            setting.file.feed,
            database: setting.file.store.database,
            protection: setting.file.protectionToBind(logger: setting.logger).protection,
            logger: setting.logger
        )
        let readiness = setting.readiness
        return [
            ThreadService("feed") {
                try server.run { readiness.ready() }
            } stop: {
                server.stop()
            }
        ]
    }
}
