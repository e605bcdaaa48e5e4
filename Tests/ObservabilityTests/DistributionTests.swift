import Testing

@testable import Observability

@Suite(.timeLimit(.minutes(5)))
struct DistributionTests {
    private static func of(milliseconds: [Int64]) -> Distribution {
        var distribution = Distribution()
        for each in milliseconds { distribution.add(nanoseconds: each * 1_000_000) }
        return distribution
    }

    @Test func `a quantile lies between the bounds of its bucket`() throws {
        let times = Self.of(milliseconds: Array(repeating: 2, count: 99) + [80])
        let median = try #require(times.quantile(0.5))
        let last = try #require(times.quantile(0.995))
        #expect(median > 0.001 && median <= 0.0025)
        #expect(last > 0.05 && last <= 0.1)
        #expect(Distribution().quantile(0.5) == nil)
        #expect(Self.of(milliseconds: [90_000]).quantile(0.5) == 60)
    }

    @Test func `what has come since an earlier look is the difference`() {
        let before = Self.of(milliseconds: [1, 40])
        let after = Self.of(milliseconds: [1, 40, 40, 7])
        #expect(after.since(before).counts == Self.of(milliseconds: [40, 7]).counts)
        #expect(abs(after.since(before).sum - 0.047) < 1e-9)
    }

    @Test func `a process that started anew counts from its beginning`() {
        let after = Self.of(milliseconds: [3])
        #expect(after.since(Self.of(milliseconds: [1, 1])) == after)
    }

    @Test func `counts of another version are none`() {
        #expect(Distribution(counts: [1, 2], sum: 1) == nil)
    }
}
