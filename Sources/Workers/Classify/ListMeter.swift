internal import CoreMetrics
internal import Messages
internal import Observability
internal import Screening
internal import Transport

/// How old the lists are, and whether they can be loaded.
struct ListMeter {
    private let metrics: any MetricsFactory

    init(_ metrics: any MetricsFactory) {
        self.metrics = metrics
        // Both are there from the beginning, so that the first failure is seen as a growth.
        for result in ["ok", "failed"] { reloaded(result, times: 0) }
    }

    /// Says which lists are in use and how old they are now; a list without a day has no age.
    func look(at lists: [ListVersion]) {
        for version in lists {
            let labels = [("list", version.list)]
            metrics.gauge(Catalogue.listEntries, labels).record(version.entries)
            guard let day = Timestamp(version.snapshot) else { continue }
            let age = Double(Timestamp.now.milliseconds - day.milliseconds) / 1000
            metrics.gauge(Catalogue.listAge, labels).record(max(0, age))
        }
    }

    func reloaded(_ result: String, times: Int = 1) {
        metrics.counter(Catalogue.listReloads, [("result", result)]).increment(by: times)
    }
}
