import CoreMetrics
import Testing

@testable import Observability

@Suite(.timeLimit(.minutes(5)))
struct RegistryTests {
    private static let counted = Metric("test_things_total", .counter, "Things.")
    private static let level = Metric("test_level", .gauge, "A level.")
    private static let took = Metric("test_seconds", .histogram, "Times.")

    @Test func `a page is in order, escaped, and the same for the same state`() {
        let registry = Registry([Self.counted, Self.level])
        registry.counter(Self.counted, [("kind", "b"), ("front", "x")]).increment(by: 2)
        registry.counter(Self.counted, [("front", "x"), ("kind", "a\"\\\n")]).increment()
        registry.gauge(Self.level).record(0.5)
        let page = """
            # HELP test_level A level.
            # TYPE test_level gauge
            test_level 0.5
            # HELP test_things_total Things.
            # TYPE test_things_total counter
            test_things_total{front="x",kind="a\\"\\\\\\n"} 1
            test_things_total{front="x",kind="b"} 2

            """
        #expect(registry.text() == page)
        #expect(registry.text() == page)
    }

    @Test func `two measures of one name and labels are one`() {
        let registry = Registry([Self.counted])
        registry.counter(Self.counted, [("a", "1"), ("b", "2")]).increment()
        registry.counter(Self.counted, [("b", "2"), ("a", "1")]).increment()
        #expect(registry.text().hasSuffix("test_things_total{a=\"1\",b=\"2\"} 2\n"))
    }

    @Test func `a histogram's buckets hold all that is not longer, and end with everything`() {
        let registry = Registry([Self.took])
        let timer = registry.timer(Self.took, [("stage", "s")])
        timer.recordMilliseconds(1)
        timer.recordMilliseconds(40)
        timer.recordSeconds(100)
        let page = registry.text()
        #expect(page.contains("test_seconds_bucket{stage=\"s\",le=\"0.0005\"} 0\n"))
        #expect(page.contains("test_seconds_bucket{stage=\"s\",le=\"0.001\"} 1\n"))
        #expect(page.contains("test_seconds_bucket{stage=\"s\",le=\"0.05\"} 2\n"))
        #expect(page.contains("test_seconds_bucket{stage=\"s\",le=\"60\"} 2\n"))
        #expect(page.contains("test_seconds_bucket{stage=\"s\",le=\"+Inf\"} 3\n"))
        #expect(page.hasSuffix("test_seconds_sum{stage=\"s\"} 100.041\ntest_seconds_count{stage=\"s\"} 3\n"))
    }

    @Test func `what is not in the catalogue is counted for nobody, and breaks nothing`() {
        let registry = Registry([Self.counted])
        Counter(label: "unknown_total", factory: registry).increment()
        Gauge(label: Self.counted.name, factory: registry).record(3)
        #expect(registry.text().isEmpty)
    }

    @Test func `a destroyed measure is gone`() {
        let registry = Registry([Self.level])
        let gauge = registry.gauge(Self.level, [("list", "old")])
        gauge.record(1)
        gauge.destroy()
        #expect(registry.text().isEmpty)
    }

    @Test func `a following counter grows with its total, and goes on after the total began anew`() {
        let registry = Registry([Self.counted])
        var counter = FollowingCounter(registry.counter(Self.counted))
        for total in [3, 3, 10, 2] { counter.follow(total) }
        #expect(registry.text().hasSuffix("test_things_total 12\n"))
    }

    @Test func `every name follows the conventions, and comes once`() {
        for metric in Catalogue.all {
            #expect(metric.name.hasSuffix("_total") == (metric.kind == .counter), "\(metric.name)")
            #expect(metric.kind != .histogram || metric.name.hasSuffix("_seconds"), "\(metric.name)")
            #expect(!metric.help.isEmpty && !metric.help.contains("\n"))
        }
        #expect(Set(Catalogue.all.map(\.name)).count == Catalogue.all.count)
    }

    @Test func `pages of several processes become one, each measure explained once`() {
        let first = Registry([Self.counted, Self.level])
        first.counter(Self.counted).increment()
        let second = Registry([Self.counted])
        second.counter(Self.counted, [("kind", "k")]).increment(by: 2)
        var exposition = Exposition()
        exposition.add(first.text(), process: "one")
        exposition.add(second.text(), process: "two")
        #expect(
            exposition.text == """
                # HELP test_things_total Things.
                # TYPE test_things_total counter
                test_things_total{process="one"} 1
                test_things_total{process="two",kind="k"} 2

                """
        )
    }
}
