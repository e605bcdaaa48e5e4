package import CoreMetrics
internal import Synchronization

/// Measures are made from the catalogue only, so that each has a help text and dashboards can be checked against it.
extension MetricsFactory {
    package func counter(_ metric: Metric, _ labels: [(String, String)] = []) -> Counter {
        Counter(label: metric.name, dimensions: labels, factory: self)
    }

    package func fractionalCounter(_ metric: Metric, _ labels: [(String, String)] = []) -> FloatingPointCounter {
        FloatingPointCounter(label: metric.name, dimensions: labels, factory: self)
    }

    package func gauge(_ metric: Metric, _ labels: [(String, String)] = []) -> Gauge {
        Gauge(label: metric.name, dimensions: labels, factory: self)
    }

    package func timer(_ metric: Metric, _ labels: [(String, String)] = []) -> Timer {
        Timer(label: metric.name, dimensions: labels, factory: self)
    }
}

/// A counter that follows a total which somebody else keeps.
package struct FollowingCounter {
    private let counter: Counter
    private var last = 0

    package init(_ counter: Counter) { self.counter = counter }

    /// Adds what the total has grown by; a total that was begun anew counts from 0.
    package mutating func follow(_ total: Int) {
        guard total != last else { return }
        counter.increment(by: total >= last ? total - last : total)
        last = total
    }
}

/// A counter of seconds that follows a total which somebody else keeps; for several threads.
package final class FollowingSeconds: Sendable {
    private let counter: FloatingPointCounter
    private let last = Mutex(0.0)

    package init(_ counter: FloatingPointCounter) { self.counter = counter }

    /// Adds what the total has grown by.
    package func follow(_ total: Double) {
        let growth = last.withLock { last in
            defer { last = max(last, total) }
            return total - last
        }
        if growth > 0 { counter.increment(by: growth) }
    }
}
