internal import CoreMetrics
internal import Synchronization

/// One measure with one set of labels.
protocol Cell: AnyObject, Sendable {
    /// The lines of the text format.
    func lines(_ name: String, _ labels: Labels) -> String
}

final class CounterCell: Cell, CounterHandler, FloatingPointCounterHandler {
    private let value = Mutex(0.0)

    func increment(by amount: Int64) { value.withLock { $0 += Double(amount) } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func reset() { value.withLock { $0 = 0 } }

    func lines(_ name: String, _ labels: Labels) -> String {
        "\(name)\(labels) \(Number.text(value.withLock { $0 }))\n"
    }
}

final class GaugeCell: Cell, RecorderHandler, MeterHandler {
    private let value = Mutex(0.0)

    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }
    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    func lines(_ name: String, _ labels: Labels) -> String {
        "\(name)\(labels) \(Number.text(value.withLock { $0 }))\n"
    }
}

final class HistogramCell: Cell, TimerHandler, RecorderHandler {
    private let value = Mutex(Distribution())

    func recordNanoseconds(_ duration: Int64) { value.withLock { $0.add(nanoseconds: duration) } }
    func record(_ value: Int64) { recordNanoseconds(value * 1_000_000_000) }
    func record(_ value: Double) { recordNanoseconds(Int64(value * 1e9)) }

    func lines(_ name: String, _ labels: Labels) -> String {
        let distribution = value.withLock { $0 }
        var (text, sum) = ("", 0)
        for (bound, count) in zip(Distribution.bounds.map(Number.text) + ["+Inf"], distribution.counts) {
            sum += count
            text += "\(name)_bucket\(labels.adding("le", bound)) \(sum)\n"
        }
        return text + "\(name)_sum\(labels) \(Number.text(distribution.sum))\n\(name)_count\(labels) \(sum)\n"
    }
}

/// Numbers as the text format wants them.
enum Number {
    static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}
