internal import CoreMetrics
internal import Observability

/// A queue's measures.
///
/// Durations are recorded as they come; what the queue counts anyway is looked at now and then, so that being watched
/// costs a queue nothing a message.
final class QueueMeter {
    private let metrics: any MetricsFactory
    private let labels: [(String, String)]
    private let waits: Timer
    private var work: [String: Timer] = [:]
    private var busy: [String: FollowingSeconds] = [:]
    private var counters: [(total: (QueueCounters) -> Int, counter: FollowingCounter)]
    private let gauges: [(value: (QueueCore) -> Int, gauge: Gauge)]

    init(_ configuration: QueueConfiguration, _ metrics: any MetricsFactory) {
        self.metrics = metrics
        let labels = [("queue", configuration.name)]
        self.labels = labels
        waits = metrics.timer(Catalogue.waitSeconds, labels)
        let totals: [(Metric, (QueueCounters) -> Int)] = [
            (Catalogue.taken, \.taken), (Catalogue.refused, \.refused), (Catalogue.malformed, \.malformed),
            (Catalogue.dispatched, \.dispatched), (Catalogue.redispatched, \.redispatched), (Catalogue.done, \.done),
            (Catalogue.left, \.left), (Catalogue.workersLost, \.workersLost),
        ]
        counters = totals.map { ($0.1, FollowingCounter(metrics.counter($0.0, labels))) }
        let values: [(Metric, (QueueCore) -> Int)] = [
            (Catalogue.waiting, \.waitingCount), (Catalogue.leased, \.leased.count), (Catalogue.queueBytes, \.bytes),
            (Catalogue.lengthLimit, \.configuration.length), (Catalogue.bytesLimit, \.configuration.bytes),
            (Catalogue.workers, \.roster.count),
        ]
        gauges = values.map { ($0.1, metrics.gauge($0.0, labels)) }
    }

    func waited(_ nanoseconds: Int64) { waits.recordNanoseconds(nanoseconds) }

    func worked(_ nanoseconds: Int64, on stage: String) {
        if let timer = work[stage] { return timer.recordNanoseconds(nanoseconds) }
        let timer = metrics.timer(Catalogue.stageSeconds, [("stage", stage)])
        timer.recordNanoseconds(nanoseconds)
        work[stage] = timer
    }

    /// Takes what the queue says of itself now.
    func look(at core: QueueCore, now: Instant) {
        for index in counters.indices { counters[index].counter.follow(counters[index].total(core.counters)) }
        for (value, gauge) in gauges { gauge.record(value(core)) }
        for (stage, seconds) in core.roster.busySeconds(until: now) {
            if busy[stage] == nil {
                busy[stage] = FollowingSeconds(
                    metrics.fractionalCounter(Catalogue.busySeconds, [("stage", stage)])
                )
            }
            busy[stage]?.follow(seconds)
        }
    }
}
