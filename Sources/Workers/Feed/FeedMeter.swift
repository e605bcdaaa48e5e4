internal import CoreMetrics
internal import Messages
internal import Observability
internal import Storage
internal import Transport

/// The feed's measures; belongs to its thread.
struct FeedMeter {
    private let head: Gauge
    private let lag: Gauge
    private let delay: Timer
    private let fetches: Counter

    init(_ metrics: any MetricsFactory) {
        head = metrics.gauge(Catalogue.feedHead)
        lag = metrics.gauge(Catalogue.feedLag)
        delay = metrics.timer(Catalogue.feedDelay)
        fetches = metrics.counter(Catalogue.feedFetches)
    }

    func published(_ documents: [FeedDocument]) {
        let now = wallClockMilliseconds()
        for document in documents { delay.recordMilliseconds(max(0, now - Int(document.storedAt.milliseconds))) }
    }

    func isAt(_ published: Int, of stored: Int) {
        head.record(published)
        lag.record(max(0, stored - published))
    }

    func fetched() { fetches.increment() }
}
