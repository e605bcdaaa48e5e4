internal import Ingestion
internal import Logging
internal import Messages
internal import Observability
internal import Synchronization
internal import Transport
internal import ZeroMQ

/// The sockets of ingestion: articles in, receipts out, articles on to the first queue, dispositions back.
final class IngestFront: Sendable {
    struct Endpoints: Sendable {
        let submit: String
        let push: String
        let settle: String
        let queues: [String]
        let protection: Protection
    }

    private let endpoints: Endpoints
    private let intake: ArticleIntake
    private let keeper: JournalKeeper
    private let watch: Watch
    private let logger: Logger
    private let isStopping: Atomic<Bool> = Atomic(false)

    init(
        _ endpoints: Endpoints,
        _ intake: ArticleIntake,
        _ keeper: JournalKeeper,
        watch: Watch,
        logger: Logger
    ) throws {
        self.watch = watch
        self.endpoints = endpoints
        self.intake = intake
        self.keeper = keeper
        self.logger = logger
    }

    func stop() {
        isStopping.store(true, ordering: .relaxed)
        keeper.wakeup.signal()
    }

    /// Serves until ``stop()``, then until what was begun is on the disk and answered.
    func run(ready: () -> Void) throws {
        let run = try IngestRun(endpoints, intake, keeper, watch, logger)
        ready()
        try run.serve { isStopping.load(ordering: .relaxed) }
    }
}
