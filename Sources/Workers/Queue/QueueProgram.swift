internal import ArgumentParser
internal import Keys
internal import Logging
internal import Pipeline
internal import Program
internal import ServiceLifecycle
internal import Transport
internal import ZeroMQ

/// `interdict-queue`: the queues between the stages.
@main
struct QueueProgram: Program {
    static let configuration = CommandConfiguration(
        commandName: "interdict-queue",
        abstract: "Hold articles between two stages: bounded, leased to workers, redispatched when a worker dies."
    )

    @OptionGroup var options: ProgramOptions

    @Option(help: "The queues to host, parted by commas; by default all that the file gives to this process.")
    var queues: String?

    func services(_ setting: Setting) throws -> [any Service] {
        let file = setting.file
        let hosted = try chosen(in: file)
        // The stage behind which nothing comes records how articles end.
        let last = try file.stages.first { $0.to == nil } ?? file.requiredStage("store")
        let storeInput = try file.requiredQueue(last.from.rawValue)
        let host = try QueueHost(
            .init(
                queues: hosted.map { queue($0, articleBytes: file.ingest.limits.article.rawValue) },
                exitEndpoint: storeInput.endpoint.connect,
                exitQueue: storeInput.name.rawValue,
                settleEndpoint: file.ingest.settle.connect,
                protection: try file.protectionToBind(logger: setting.logger).protection,
                watch: setting.watch
            ),
            epoch: Hop.epoch(process: setting.process),
            logger: setting.logger
        )
        let readiness = setting.readiness
        let logger = setting.logger
        return [
            ThreadService("queues") {
                try host.run { endpoints in
                    logger.info("queues are open", metadata: ["endpoints": "\(endpoints.joined(separator: " "))"])
                    readiness.ready()
                }
            } stop: {
                host.stop()
            }
        ]
    }

    private func chosen(in file: PipelineFile) throws -> [Queue] {
        guard let queues else { return file.queues }
        return try queues.split(separator: ",").map { try file.requiredQueue(String($0)) }
    }

    private func queue(_ queue: Queue, articleBytes: Int) -> QueueConfiguration {
        QueueConfiguration(
            name: queue.name.rawValue,
            endpoint: queue.endpoint.bind,
            length: queue.length,
            bytes: queue.bytes.rawValue,
            lease: queue.lease,
            attempts: queue.attempts,
            heartbeat: queue.heartbeat,
            messageBytes: Hop.largestFrame(articleBytes: articleBytes)
        )
    }
}
