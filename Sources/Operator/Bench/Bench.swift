internal import ArgumentParser
internal import Foundation
internal import Messages
internal import Pipeline
internal import Storage
internal import Transport

/// `interdict bench`: what this machine does, measured on a pipeline of its own.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a pipeline of its own on this machine: rate, latency, CPU and memory.",
        discussion: """
            Starts a pipeline in a temporary folder (durable ingest, SQLite with full sync or the given PostgreSQL \
            database, a subscriber), pushes \
            generated articles as fast as it takes them, and then again at half that rate for the latencies. Prints \
            no figure, and exits with 65, if a single article was lost, stored twice or missed by the subscriber. \
            Use a release build.
            """
    )

    @Option(help: "Articles at full rate.")
    var articles = 20_000

    @Option(help: "Bytes of each article's text.")
    var size = 4096

    @Flag(help: "Let extraction and classification pass articles on unread, to measure the transport alone.")
    var passThrough = false

    @Option(help: "Extract workers.")
    var extract = 1

    @Option(help: "Classify workers.")
    var classify = 1

    @Option(help: "The URL of an empty PostgreSQL database, instead of an SQLite file in the temporary folder.")
    var store: String?

    @Option(help: "Store workers; SQLite has one writer at a time.")
    var storeWorkers = 1

    @Option(help: "Messages through one queue alone, from one producer to one worker; 0 leaves that out.")
    var hop = 200_000

    @Option(help: "The sockets: ipc (files), tcp (ports of this machine), or curve (the same, encrypted).")
    var over = BenchSockets.ipc

    @Flag(help: "Have the page of metrics read once a second meanwhile, to see what that costs.")
    var metrics = false

    @Flag(help: "Measure one queue alone, nothing else.")
    var hopOnly = false

    @Flag(help: "Measure the engines of the stages in this process, on one core, nothing else.")
    var analysis = false

    @Option(help: "Text for --analysis: plain, a JSON article, or .jsonl; without it, the shipped samples.")
    var text: String?

    @Option(help: "Words of each article for --analysis, 650 without it; 0 takes the whole text as one.")
    var words: Int?

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        for (name, value) in [
            ("articles", articles), ("size", size), ("extract", extract), ("classify", classify),
            ("store-workers", storeWorkers),
        ]
        where value < 1 {
            throw ValidationError("--\(name) must be above 0, not \(value)")
        }
        guard text == nil || analysis else { throw ValidationError("--text goes with --analysis") }
        guard words == nil || analysis else { throw ValidationError("--words goes with --analysis") }
        if let words, words < 0 { throw ValidationError("--words must not be below 0, not \(words)") }
        guard hop >= 0 else { throw ValidationError("--hop must not be below 0, not \(hop)") }
    }

    func run() async throws {
        if analysis {
            let report = try AnalysisReport(file: text, words: words ?? 650)
            return print(json ? report.json : report.text)
        }
        var report = BenchReport()
        if hop > 0 || hopOnly {
            report.hop = try await HopBench(messages: max(hop, 1000), size: size, sockets: over).run()
        }
        if !hopOnly {
            let stages = BenchPipeline.Stages(
                extract: extract,
                classify: classify,
                store: storeWorkers,
                passThrough: passThrough,
                database: try database()
            )
            let pipeline = try BenchPipeline(stages, over, hasMetrics: metrics)
            let watching = metrics ? try pipeline.watchMetrics() : nil
            do {
                try BenchRun(pipeline, articles: articles, size: size).run(&report)
                watching?.cancel()
                report.metricsPages = await watching?.value
                if report.metricsPages == 0 { throw Failure(.data, "nobody showed any metrics; no figure") }
            } catch {
                watching?.cancel()
                try pipeline.stop()
                throw error
            }
            try pipeline.stop()
        }
        print(json ? report.json : report.text)
    }

    /// The database as the pipeline file names it; one that holds articles already would spoil the figures.
    private func database() throws -> String {
        guard let store else { return "{run}/interdict.sqlite" }
        let head = try Failure.ofStore { () throws(StoreError) in
            try StoreAddress(store).open { .now }.head()
        }
        guard head == 0 else {
            throw Failure(.usage, "--store must be an empty database, this one has \(head) documents")
        }
        return store
    }
}
