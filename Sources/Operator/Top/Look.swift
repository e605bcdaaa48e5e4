internal import Foundation
internal import Keys
internal import Messages
internal import Pipeline
internal import Transport
internal import ZeroMQ

/// What all parts of a pipeline said of themselves at one time.
struct Look {
    let time: Instant
    let ingest: JSONValue?
    /// By the queues' names.
    let queues: [String: JSONValue]
    let feed: JSONValue?
    /// Hundredths of seconds of this machine's processors: all of them, and those in which they did nothing.
    let processors: (all: Int, idle: Int)
}

/// Asks all parts of a pipeline.
struct Observer {
    private let file: PipelineFile
    private let protection: Protection

    init(_ file: PipelineFile) throws {
        self.file = file
        protection = try file.protectionToConnect()
    }

    /// Asks everybody; who doesn't answer within a second is missing.
    func look() throws -> Look {
        let addresses = file.queues.flatMap { queue in queue.addresses.map { (queue: queue.name.rawValue, at: $0) } }
        let answers = try Inquiry(protection, within: 1000)
            .ask([file.ingest.submit.connect, file.feed.fetch.connect] + addresses.map(\.at))
        let states = zip(addresses, answers.dropFirst(2))
        var queues: [String: JSONValue] = [:]
        for queue in file.queues.map(\.name.rawValue) {
            queues[queue] = QueueState.sum(states.filter { $0.0.queue == queue }.compactMap { $0.1 })
        }
        return Look(
            time: .now,
            ingest: answers[0],
            queues: queues,
            feed: answers[1],
            processors: Observer.processors
        )
    }

    /// Sums of the first line of `/proc/stat`, which holds user, nice, system, idle, iowait and others.
    private static var processors: (all: Int, idle: Int) {
        let text = FileManager.default.contents(atPath: "/proc/stat").map { String(decoding: $0, as: UTF8.self) } ?? ""
        let times = text.prefix { $0 != "\n" }.split(separator: " ").dropFirst().prefix(8).compactMap { Int($0) }
        guard times.count >= 5 else { return (0, 0) }
        return (times.reduce(0, +), times[3] + times[4])
    }
}
