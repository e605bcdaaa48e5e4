package import Pipeline

/// Which processes make up a pipeline, and in which order they start and stop.
package struct Plan: Sendable {
    /// Groups that start together; the next ones follow when all of these are ready.
    ///
    /// Who binds comes before who connects.
    package let startOrder: [[ProcessGroup]]
    /// Names of groups that stop together; the next ones follow when all of these are gone.
    ///
    /// The stages in the order of the flow, so that each can still hand on what it finishes and the store can still tell
    /// ingest; then ingest and the feed, and the queues when nobody needs them any more.
    package let stopOrder: [[String]]

    package init(startOrder: [[ProcessGroup]], stopOrder: [[String]]) {
        self.startOrder = startOrder
        self.stopOrder = stopOrder
    }

    package var groups: [ProcessGroup] { startOrder.flatMap(\.self) }
}

extension Plan {
    /// The plan of a pipeline file, or of the named parts of it.
    ///
    /// - Parameters:
    ///   - file: The pipeline.
    ///   - only: Names of stages, queue processes, `ingest` and `feed` that this machine runs; nil for all of them.
    ///   - programs: Where the programs are.
    /// - Throws: A usage ``Failure`` for a name that the file doesn't have.
    package init(file: PipelineFile, only: [String]? = nil, programs: Programs) throws(Failure) {
        let commands = try Commands(file: file, programs: programs)
        let queues = Plan.hosts(of: file).map { commands.queue($0.process, hosting: $0.queues) }
        let doors = [commands.ingest, commands.feed]
        let stages = file.stages.map(commands.stage)
        let known = (queues + doors + stages).map(\.name)
        for name in only ?? [] where !known.contains(name) {
            throw Failure(
                .usage,
                "\(file.path) has nothing called \"\(name)\"; it has \(known.joined(separator: ", "))"
            )
        }
        startOrder = [queues, doors, stages].map { tier in tier.filter { only?.contains($0.name) ?? true } }
        stopOrder = Plan.flowOrder(of: file).map { [$0] } + [["ingest"], ["feed"], queues.map(\.name)]
    }

    private static func hosts(of file: PipelineFile) -> [(process: String, queues: [Queue.Name])] {
        var hosts: [(process: String, queues: [Queue.Name])] = []
        for queue in file.queues {
            for process in queue.replicas.map(\.process) {
                if let index = hosts.firstIndex(where: { $0.process == process }) {
                    hosts[index].queues.append(queue.name)
                } else {
                    hosts.append((process, [queue.name]))
                }
            }
        }
        return hosts
    }

    /// The names of the stages, each before those that it feeds.
    private static func flowOrder(of file: PipelineFile) -> [String] {
        var open = file.stages
        var order: [String] = []
        while let next = open.firstIndex(where: { stage in !open.contains { $0.to == stage.from } })
            ?? open.indices.first
        {
            order.append(open.remove(at: next).name.rawValue)
        }
        return order
    }
}
