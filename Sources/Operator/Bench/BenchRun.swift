internal import Foundation
internal import Keys
internal import Messages
internal import Pipeline
internal import Synchronization
internal import Transport
internal import ZeroMQ

/// Pushes generated articles through a pipeline and follows each to the subscriber.
final class BenchRun: Sendable {
    private struct Arrivals {
        var times: [Int: Instant] = [:]
        var repeated = 0
    }

    private let file: PipelineFile
    private let usage: @Sendable () throws -> BenchPipeline.Usage
    private let articles: Int
    private let load: BenchLoad
    private let arrivals = Mutex(Arrivals())
    private let isDone = Atomic<Bool>(false)

    init(_ pipeline: BenchPipeline, articles: Int, size: Int) {
        file = pipeline.file
        nonisolated(unsafe) let pipeline = pipeline
        // The pipeline's folder and file never change; it only reads /proc and asks the supervisor.
        usage = { unsafe try pipeline.usage() }
        self.articles = articles
        load = BenchLoad(size: size)
    }

    func run(_ report: inout BenchReport) throws {
        let follower = SocketThread(named: "subscriber") { try self.follow() }
        defer { isDone.store(true, ordering: .relaxed) }
        _ = follower
        try warmUp()
        let before = try usage()
        let start = Instant.now
        let sent = try push(1000..<(1000 + articles), rate: nil)
        try arrive(upTo: 1000 + articles)
        let last = arrivals.withLock { arrivals in arrivals.times.values.max() ?? start }
        let after = try usage()
        report.rate = Double(articles) / (last - start).seconds
        report.cpuPerArticle = (after.cpuSeconds - before.cpuSeconds) / Double(articles)
        report.residentBytes = after.residentBytes
        report.fullRate = latencies(sent)
        try halfRate(&report)
        try check(&report)
    }

    private func warmUp() throws {
        _ = try push(0..<1000, rate: nil)
        try arrive(upTo: 1000)
    }

    private func halfRate(_ report: inout BenchReport) throws {
        let rate = max(1, report.rate / 2)
        let count = min(articles, max(100, Int(rate * 5)))
        let first = 1000 + articles
        let sent = try push(first..<(first + count), rate: rate)
        try arrive(upTo: first + count)
        report.halfRate = latencies(sent)
        report.halfRatePerSecond = rate
    }

    /// Submits articles, at a rate or as fast as receipts come.
    ///
    /// - Returns: When each was submitted.
    private func push(_ numbers: Range<Int>, rate: Double?) throws -> [Int: Instant] {
        let client = try SubmitClient(to: file.ingest.submit.connect, file.protectionToConnect())
        var sent: [Int: Instant] = [:]
        sent.reserveCapacity(numbers.count)
        let start = Instant.now
        for number in numbers {
            if let rate {
                let due = start + .nanoseconds(Int64(Double(number - numbers.lowerBound) / rate * 1e9))
                while Instant.now < due {
                    try refuse(client.receive(milliseconds: max(1, (due - .now).milliseconds)))
                }
            }
            while client.pending >= 2000 { try refuse(client.receive(milliseconds: 100)) }
            sent[number] = .now
            _ = try client.submit(load.article(number))
        }
        while client.pending > 0 { try refuse(client.receive(milliseconds: 100)) }
        return sent
    }

    private func refuse(_ receipts: [Receipt]) throws {
        if let bad = receipts.first(where: { $0.status != .accepted }) {
            throw Failure(.data, "ingestion answered \(bad.status): \(bad.reason ?? "")")
        }
    }

    private func follow() throws {
        let client = try FeedClient(
            publish: file.feed.publish.connect,
            fetch: file.feed.fetch.connect,
            topics: [""],
            since: 0,
            file.protectionToConnect()
        )
        while !isDone.load(ordering: .relaxed) {
            let documents = try client.receive(milliseconds: 100)
            let now = Instant.now
            arrivals.withLock { arrivals in
                for document in documents {
                    guard let number = BenchLoad.number(of: document.bytes) else { continue }
                    if arrivals.times.updateValue(now, forKey: number) != nil { arrivals.repeated += 1 }
                }
            }
        }
    }

    private func arrive(upTo count: Int) throws {
        let wakeup = try Wakeup()
        var poller = Poller()
        _ = poller.add(descriptor: wakeup.descriptor)
        var progress = (count: -1, at: Instant.now)
        while true {
            let arrived = arrivals.withLock { $0.times.count }
            if arrived >= count { return }
            if arrived != progress.count { progress = (arrived, .now) }
            guard Instant.now - progress.at < .seconds(30) else {
                throw Failure(
                    .data,
                    "the subscriber has \(arrived) of \(count) articles and nothing more comes; no figure"
                )
            }
            try poller.wait(milliseconds: 5)
        }
    }

    private func latencies(_ sent: [Int: Instant]) -> BenchReport.Latency {
        let times = arrivals.withLock { arrivals in
            sent.compactMap { number, start in arrivals.times[number].map { ($0 - start).seconds * 1000 } }
        }.sorted()
        guard !times.isEmpty else { return BenchReport.Latency() }
        return BenchReport.Latency(
            median: times[times.count / 2],
            p99: times[min(times.count - 1, times.count * 99 / 100)]
        )
    }

    /// Nothing lost, nothing twice, nothing open: by ingestion's own count and by the subscriber's.
    private func check(_ report: inout BenchReport) throws {
        let (arrived, repeated) = arrivals.withLock { ($0.times.count, $0.repeated) }
        var counts: JSONValue?
        for _ in 0..<100 {
            guard
                let answer = try StatusClient(file.protectionToConnect()).ask(file.ingest.submit.connect, within: 2000)
            else { continue }
            counts = try JSONParser.parse(answer)["articles"]
            if counts?["inFlight"]?.integer == 0 { break }
        }
        let accepted = counts?["accepted"]?.integer ?? 0
        let stored = counts?["stored"]?.integer ?? 0
        guard accepted == arrived, stored == accepted, repeated == 0, counts?["inFlight"]?.integer == 0 else {
            let counts = counts.map { String(decoding: $0.json, as: UTF8.self) } ?? "no answer"
            throw Failure(
                .data,
                "no figure: the subscriber has \(arrived) (\(repeated) twice), ingestion says \(counts)"
            )
        }
        report.articles = accepted
    }
}
