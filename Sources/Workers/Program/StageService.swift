internal import Glibc
internal import Keys
internal import Logging
internal import Pipeline
internal import ServiceLifecycle
package import Transport

/// A stage's worker as a service.
package struct StageService: Service {
    private let worker: StageWorker
    private let ready: @Sendable () -> Void
    private let makeHandler: @Sendable () throws -> any StageHandler
    private let logger: Logger

    /// Makes the worker of a stage that stands in the pipeline file.
    ///
    /// - Parameters:
    ///   - name: The stage's name in the file.
    ///   - setting: The program's setting.
    ///   - batch: How many jobs the handler takes at once.
    ///   - makeHandler: Makes the handler, on its thread.
    /// - Throws: ``Failure`` where the file has no such stage.
    package init(
        stage name: String,
        _ setting: Setting,
        batch: Int = 1,
        _ makeHandler: @escaping @Sendable () throws -> any StageHandler
    ) throws {
        let stage = try setting.file.requiredStage(name)
        let input = try setting.file.requiredQueue(stage.from.rawValue)
        let output = try stage.to.map { try setting.file.requiredQueue($0.rawValue).addresses }
        var configuration = try StageWorker.Configuration(
            stage: name,
            worker: setting.worker,
            input: input.addresses[0],
            output: nil,
            credit: stage.credit,
            batch: batch,
            timeLimit: input.lease * 2 / 3,
            messageBytes: Hop.largestFrame(articleBytes: setting.file.ingest.limits.article.rawValue),
            protection: setting.file.protectionToConnect(),
            watch: setting.watch
        )
        configuration.inputs = input.addresses
        configuration.outputs = output ?? [setting.file.ingest.settle.connect]
        worker = try StageWorker(configuration, logger: setting.logger)
        let readiness = setting.readiness
        ready = { readiness.ready() }
        logger = setting.logger
        self.makeHandler = makeHandler
    }

    package func run() async throws {
        do {
            try await withTaskCancellationOrGracefulShutdownHandler {
                try await worker.run(ready: ready, makeHandler)
            } onCancelOrGracefulShutdown: {
                worker.stop()
            }
        } catch let failure as WorkerFailure {
            // The handler's thread can't be ended from outside, so the process has to be.
            logger.critical("\(failure)")
            _exit(70)
        }
    }
}
