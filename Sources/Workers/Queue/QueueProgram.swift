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

    @Option(help: "This process's name in the file, where several host one queue.")
    var process: String?

    func services(_ setting: Setting) throws -> [any Service] {
        let file = setting.file
        let hosted = try chosen(in: file)
        // The stage behind which nothing comes records how articles end.
        let last = try file.stages.first { $0.to == nil } ?? file.requiredStage("store")
        let storeInput = try file.requiredQueue(last.from.rawValue)
        let host = try QueueHost(
            .init(
                queues: hosted.map { configuration($0.queue, $0.replica, file) },
                exitEndpoints: storeInput.addresses,
                exitQueue: storeInput.name.rawValue,
                settleEndpoint: file.ingest.settle.connect,
                protection: try file.protectionToBind(logger: setting.logger).protection,
                watch: setting.watch,
                sharingProcess: hosted.contains { $0.queue.replicas.count > 1 } ? hosted[0].replica.process : nil
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

    /// The queues of this process, each with its own socket among those of the queue.
    private func chosen(in file: PipelineFile) throws -> [(queue: Queue, replica: Replica)] {
        let named = try queues?.split(separator: ",").map { try file.requiredQueue(String($0)) } ?? file.queues
        let processes = named.flatMap { $0.replicas.map(\.process) }
        let known = processes.indices.filter { processes.firstIndex(of: processes[$0]) == $0 }.map { processes[$0] }
        guard let process else {
            if let shared = named.first(where: { $0.replicas.count > 1 }) {
                throw Failure(
                    .usage,
                    "several processes host the queue \(shared.name): say which this is, "
                        + "--process \(known.joined(separator: " or "))"
                )
            }
            return named.map { ($0, $0.replicas[0]) }
        }
        let hosted = named.compactMap { queue in
            queue.replicas.first { $0.process == process }.map { (queue, $0) }
        }
        guard !hosted.isEmpty else {
            throw Failure(
                .usage,
                "\(file.path) has no queue process \"\(process)\"; it has \(known.joined(separator: ", "))"
            )
        }
        return hosted
    }

    private func configuration(
        _ queue: Queue,
        _ replica: Replica,
        _ file: PipelineFile
    ) -> QueueConfiguration {
        QueueConfiguration(
            name: queue.name.rawValue,
            endpoint: replica.endpoint.bind,
            length: queue.length,
            bytes: queue.bytes.rawValue,
            lease: queue.lease,
            attempts: queue.attempts,
            heartbeat: queue.heartbeat,
            messageBytes: Hop.largestFrame(articleBytes: file.ingest.limits.article.rawValue)
        )
    }
}
