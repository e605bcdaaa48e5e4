internal import Foundation
internal import Keys
internal import Messages
internal import Pipeline
internal import Supervision
internal import Transport
internal import ZeroMQ

/// Looks at the queues every two seconds, and has the supervisor change the number of a stage's workers.
final class Autoscaler: Sendable {
    private let pipeline: PipelineFile
    private let stages: [Stage]
    private let inbox: Inbox
    private let stop: Wakeup
    private let protection: Protection

    /// Nil where no stage here has a range of workers.
    init?(pipeline: PipelineFile, groups: [String], inbox: Inbox) throws {
        stages = pipeline.stages.filter { $0.most > $0.workers && groups.contains($0.name.rawValue) }
        guard !stages.isEmpty else { return nil }
        self.pipeline = pipeline
        self.inbox = inbox
        protection = try pipeline.protectionToConnect()
        stop = try Wakeup()
    }

    /// Begins to look.
    func start() {
        _ = SocketThread(named: "autoscaler") { [self] in
            var rules = stages.map { ScalingRule(range: $0.workers...$0.most) }
            let client = try StatusClient(protection)
            var poller = Poller()
            let stopping = poller.add(descriptor: stop.descriptor)
            while true {
                try poller.wait(milliseconds: 2_000)
                if poller.isReadable(stopping) { return }
                for (index, stage) in stages.enumerated() {
                    guard let look = try look(at: stage, client) else { continue }
                    guard let workers = rules[index].workers(after: look) else { continue }
                    inbox.put(.scale(group: stage.name.rawValue, workers: workers))
                }
            }
        }
    }

    func end() { stop.signal() }

    /// Nil where the queue or the supervisor doesn't answer, or workers are on their way.
    private func look(at stage: Stage, _ client: borrowing StatusClient) throws -> ScalingRule.Look? {
        guard let from = try load(of: stage.from, client), let workers = workers(of: stage) else { return nil }
        let next = try stage.to.flatMap { try load(of: $0, client) }
        return ScalingRule.Look(
            time: .now,
            waiting: from.waiting,
            done: from.done,
            workers: workers,
            isBlocked: next.map { $0.fill > 0.5 } ?? false
        )
    }

    /// What waits in a queue, in all of its processes that answer.
    private struct Load {
        var waiting = 0
        var done = 0
        var length = 0

        var fill: Double { length > 0 ? Double(waiting) / Double(length) : 0 }
    }

    /// Nil where no process of the queue answers.
    private func load(of name: Queue.Name, _ client: borrowing StatusClient) throws -> Load? {
        var load: Load?
        for address in pipeline.queue(name)?.addresses ?? [] {
            guard let answer = try client.ask(address, within: 1_000) else { continue }
            let state = try JSONParser.parse(answer)
            var sum = load ?? Load()
            sum.waiting += state["waiting"]?.integer ?? 0
            sum.done += state["done"]?.integer ?? 0
            sum.length += state["length"]?.integer ?? 0
            load = sum
        }
        return load
    }

    /// How many workers are ready; nil while some are starting or stopping.
    private func workers(of stage: Stage) -> Int? {
        let answer = Answer()
        inbox.put(.status) { answer.set($0) }
        guard case .done(let json)? = answer.wait(), let status = try? JSONParser.parse(json) else { return nil }
        let members = (status["processes"]?.array ?? []).filter { $0["group"]?.string == stage.name.rawValue }
        let isSteady = status["phase"]?.string == "running" && members.allSatisfy { $0["state"]?.string == "ready" }
        // A stage without workers was drained by the operator, who alone brings it back.
        return isSteady && !members.isEmpty ? members.count : nil
    }
}

/// A reply that another thread will give.
private final class Answer: Sendable {
    private let lock = NSConditionLock(condition: 0)
    private nonisolated(unsafe) var reply: Reply?

    func set(_ reply: Reply) {
        lock.lock()
        unsafe self.reply = reply
        lock.unlock(withCondition: 1)
    }

    /// Nil where no reply has come after five seconds: the supervisor has ended.
    func wait() -> Reply? {
        guard lock.lock(whenCondition: 1, before: Date(timeIntervalSinceNow: 5)) else { return nil }
        defer { lock.unlock() }
        return unsafe reply
    }
}
