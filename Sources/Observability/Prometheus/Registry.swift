package import CoreMetrics
internal import Synchronization

/// Keeps measures and writes them in Prometheus' text format, version 0.0.4.
///
/// Measures that aren't in the catalogue have nobody who could explain them, and are not kept.
package final class Registry: MetricsFactory {
    private let families = Mutex<[Metric: [Labels: any Cell]]>([:])
    private let collectors = Mutex<[@Sendable () -> Void]>([])
    private let known: [String: Metric]

    package init(_ metrics: [Metric] = Catalogue.all) {
        known = Dictionary(uniqueKeysWithValues: metrics.map { ($0.name, $0) })
    }

    /// Has something be called before each writing, to set measures that nobody keeps up to date.
    package func collect(_ collector: @escaping @Sendable () -> Void) {
        collectors.withLock { $0.append(collector) }
    }

    /// All measures; the same state gives the same bytes.
    package func text() -> String {
        for collector in collectors.withLock({ $0 }) { collector() }
        let families = families.withLock { $0 }
        var text = ""
        for (metric, cells) in families.sorted(by: { $0.key.name < $1.key.name }) {
            text += "# HELP \(metric.name) \(metric.help)\n# TYPE \(metric.name) \(metric.kind.rawValue)\n"
            for (labels, cell) in cells.sorted(by: { $0.key < $1.key }) { text += cell.lines(metric.name, labels) }
        }
        return text
    }

    private func cell<Made: Cell>(
        _ label: String,
        _ dimensions: [(String, String)],
        _ kind: Metric.Kind,
        _ make: () -> Made
    ) -> Made {
        guard let metric = known[label], metric.kind == kind else { return make() }
        return families.withLock { families in
            let labels = Labels(dimensions)
            if let cell = families[metric]?[labels] as? Made { return cell }
            let made = make()
            families[metric, default: [:]][labels] = made
            return made
        }
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        cell(label, dimensions, .counter) { CounterCell() }
    }

    package func makeFloatingPointCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        cell(label, dimensions, .counter) { CounterCell() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        cell(label, dimensions, .gauge) { GaugeCell() }
    }

    package func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        guard aggregate else { return cell(label, dimensions, .gauge) { GaugeCell() } }
        return cell(label, dimensions, .histogram) { HistogramCell() }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        cell(label, dimensions, .histogram) { HistogramCell() }
    }

    package func destroyCounter(_ handler: any CounterHandler) { forget(handler) }
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { forget(handler) }
    package func destroyMeter(_ handler: any MeterHandler) { forget(handler) }
    package func destroyRecorder(_ handler: any RecorderHandler) { forget(handler) }
    package func destroyTimer(_ handler: any TimerHandler) { forget(handler) }

    private func forget(_ handler: AnyObject) {
        families.withLock { families in
            for metric in families.keys { families[metric] = families[metric]?.filter { $0.value !== handler } }
            families = families.filter { !$0.value.isEmpty }
        }
    }
}
