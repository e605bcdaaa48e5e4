internal import ArgumentParser
internal import Ingestion
internal import Keys
internal import Language
internal import Logging
internal import Pipeline
internal import Program
internal import ServiceLifecycle
internal import ZeroMQ

/// `interdict-ingest`: the way in.
@main
struct IngestProgram: Program {
    static let configuration = CommandConfiguration(
        commandName: "interdict-ingest",
        abstract: "Take articles, check and journal them, and see each through to its one disposition."
    )

    @OptionGroup var options: ProgramOptions

    func services(_ setting: Setting) throws -> [any Service] {
        let section = setting.file.ingest
        let queue = try setting.file.requiredQueue(section.to.rawValue)
        let endpoints = IngestFront.Endpoints(
            submit: section.submit.bind,
            push: section.push.bind,
            settle: section.settle.bind,
            queues: queue.addresses,
            protection: try setting.file.protectionToBind(logger: setting.logger).protection
        )
        let detector = LanguageDetector()
        let intake = ArticleIntake(limits: IntakeLimits(bytes: section.limits.article.rawValue)) { text in
            detector.detect(text)?.language
        }
        let keeper = try JournalKeeper(section, logger: setting.logger)
        let front = try IngestFront(endpoints, intake, keeper, watch: setting.watch, logger: setting.logger)
        let readiness = setting.readiness
        return [
            ThreadService("journal") {
                try keeper.run()
            } stop: {
            },
            ThreadService("front") {
                defer { keeper.stop() }
                try front.run { readiness.ready() }
            } stop: {
                front.stop()
            },
        ]
    }
}
