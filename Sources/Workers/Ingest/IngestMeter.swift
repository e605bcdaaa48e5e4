internal import CoreMetrics
internal import Ingestion
internal import Messages
internal import Observability
internal import Transport

/// Ingestion's measures; belongs to the front's thread.
final class IngestMeter {
    enum Front: String {
        case submit, push
    }

    private let metrics: any MetricsFactory
    private var received: [Front: Counter] = [:]
    private var refused: [String: Counter] = [:]
    private var accepted: FollowingCounter
    private var dispositions: [(value: (JournalKeeper.Status) -> Int, counter: FollowingCounter)]
    private let inFlight: Gauge
    private let damaged: Gauge
    private let bytes: Gauge
    private let backlog: Gauge
    private var nextLook = Instant.now

    init(_ metrics: any MetricsFactory, journalLimit: Int) {
        self.metrics = metrics
        accepted = FollowingCounter(metrics.counter(Catalogue.accepted))
        let kinds: [(String, (JournalKeeper.Status) -> Int)] = [
            ("stored", \.counts.stored), ("duplicate", \.counts.duplicate), ("filtered", \.counts.filtered),
            ("quarantined", \.counts.quarantined),
        ]
        dispositions = kinds.map {
            ($0.1, FollowingCounter(metrics.counter(Catalogue.dispositions, [("kind", $0.0)])))
        }
        inFlight = metrics.gauge(Catalogue.inFlight)
        damaged = metrics.gauge(Catalogue.damaged)
        bytes = metrics.gauge(Catalogue.journalBytes)
        backlog = metrics.gauge(Catalogue.backlog)
        metrics.gauge(Catalogue.journalLimit).record(journalLimit)
        for front in [Front.submit, .push] {
            received[front] = metrics.counter(Catalogue.received, [("front", front.rawValue)])
        }
    }

    func received(_ count: Int, at front: Front) {
        if count > 0 { received[front]?.increment(by: count) }
    }

    func refused(_ receipt: Receipt, at front: Front) {
        let reason = receipt.code ?? receipt.status.rawValue
        let key = "\(front.rawValue) \(reason)"
        if let counter = refused[key] { return counter.increment() }
        let counter = metrics.counter(Catalogue.refusedInput, [("front", front.rawValue), ("reason", reason)])
        counter.increment()
        refused[key] = counter
    }

    /// Takes what the journal's thread has last told, some times a second.
    func look(at keeper: JournalKeeper, backlog waiting: Int, now: Instant) {
        guard now >= nextLook else { return }
        nextLook = now + .milliseconds(200)
        let status = keeper.currentStatus
        accepted.follow(status.counts.accepted)
        for index in dispositions.indices { dispositions[index].counter.follow(dispositions[index].value(status)) }
        inFlight.record(status.counts.inFlight)
        damaged.record(status.counts.damaged)
        bytes.record(status.bytes)
        backlog.record(waiting)
    }
}
