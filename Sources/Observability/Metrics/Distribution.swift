/// How durations are spread: a count for each of some fixed bounds, and their sum.
package struct Distribution: Sendable, Equatable {
    /// Upper bounds in seconds; what is above the last has a count of its own.
    package static let bounds: [Double] = [
        0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
    ]
    private static let nanoseconds = bounds.map { Int64($0 * 1e9) }

    /// One more than there are bounds.
    package private(set) var counts: [Int]
    package private(set) var sum = 0.0

    package init() { counts = [Int](repeating: 0, count: Distribution.bounds.count + 1) }

    /// A distribution that another process has told; nil where the number of counts isn't ours.
    package init?(counts: [Int], sum: Double) {
        guard counts.count == Distribution.bounds.count + 1 else { return nil }
        self.counts = counts
        self.sum = sum
    }

    package var count: Int { counts.reduce(0, +) }

    package mutating func add(nanoseconds duration: Int64) {
        sum += Double(duration) / 1e9
        counts[Self.nanoseconds.firstIndex { duration <= $0 } ?? Self.nanoseconds.count] += 1
    }

    /// What has come since an earlier look; all of it where the other process has started anew in between.
    package func since(_ earlier: Distribution) -> Distribution {
        let differences = zip(counts, earlier.counts).map { $0 - $1 }
        guard differences.allSatisfy({ $0 >= 0 }) else { return self }
        return Distribution(counts: differences, sum: sum - earlier.sum) ?? self
    }

    package static func + (left: Distribution, right: Distribution) -> Distribution {
        Distribution(counts: zip(left.counts, right.counts).map { $0 + $1 }, sum: left.sum + right.sum) ?? left
    }

    /// The duration in seconds below which this share of all lies, straight between the bounds; nil where there are none.
    package func quantile(_ share: Double) -> Double? {
        let total = count
        guard total > 0 else { return nil }
        var left = share * Double(total)
        for (index, count) in counts.enumerated() {
            if left <= Double(count), count > 0 {
                guard index < Self.bounds.count else { return Self.bounds.last }
                let lower = index == 0 ? 0 : Self.bounds[index - 1]
                return lower + (Self.bounds[index] - lower) * left / Double(count)
            }
            left -= Double(count)
        }
        return Self.bounds.last
    }
}
