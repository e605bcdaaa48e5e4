internal import Messages

/// What a bench run has found.
struct BenchReport {
    /// Milliseconds from the push to the subscriber.
    struct Latency {
        var median = 0.0
        var p99 = 0.0
    }

    /// Messages a second through one queue alone.
    var hop: Double?
    var articles = 0
    /// Articles a second.
    var rate = 0.0
    /// Seconds of all the pipeline's processes.
    var cpuPerArticle = 0.0
    var residentBytes = 0
    var fullRate = Latency()
    var halfRate = Latency()
    var halfRatePerSecond = 0.0
    /// How often the page of metrics was read; nil where there was none.
    var metricsPages: Int?

    var text: String {
        var lines: [String] = []
        if let hop { lines.append("one hop      \(Int(hop)) messages/s, each put, leased, done and confirmed") }
        if articles > 0 {
            lines += [
                "rate         \(Int(rate)) articles/s from push to subscriber; \(articles) articles, none lost or twice",
                "latency      p50 \(Self.shown(halfRate.median)) ms, p99 \(Self.shown(halfRate.p99)) ms "
                    + "at \(Int(halfRatePerSecond)) articles/s (half rate)",
                "             p50 \(Self.shown(fullRate.median)) ms, p99 \(Self.shown(fullRate.p99)) ms at full rate",
                "CPU          \(Self.shown(cpuPerArticle * 1e6)) µs an article, all processes of the pipeline",
                "memory       \(residentBytes >> 20) MiB resident, all processes of the pipeline",
            ]
        }
        if let metricsPages { lines.append("metrics      the page of all processes was read \(metricsPages) times") }
        return lines.joined(separator: "\n")
    }

    private static func shown(_ value: Double) -> String { String((value * 10).rounded() / 10) }

    var json: String {
        var json = JSONWriter()
        json.beginObject()
        json.member("hopMessagesPerSecond", hop)
        json.member("articles", articles)
        json.member("articlesPerSecond", rate)
        json.member("halfRateP50Milliseconds", halfRate.median)
        json.member("halfRateP99Milliseconds", halfRate.p99)
        json.member("fullRateP50Milliseconds", fullRate.median)
        json.member("fullRateP99Milliseconds", fullRate.p99)
        json.member("cpuMicrosecondsPerArticle", cpuPerArticle * 1e6)
        json.member("residentBytes", residentBytes)
        json.member("metricsPages", metricsPages)
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
