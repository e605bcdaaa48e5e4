internal import ArgumentParser
internal import Fetching
internal import Foundation
internal import Gathering
internal import Keys
internal import Messages
internal import Pipeline
internal import Transport
internal import ZeroMQ

/// `interdict push`: articles into the pipeline, with a receipt for each.
struct Push: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Push articles into the pipeline and wait for their receipts.",
        discussion: """
            Takes JSON (one article or an array of them), JSON Lines, plain text (the first line is the title), HTML \
            pages, RSS and Atom feeds, web archives (WARC), and tables (CSV, TSV, GDELT's): files, whole folders of \
            these, addresses, and - for standard input, packed with gzip or not. Exits with 65 if anything was rejected, \
            with 69 if ingestion doesn't answer.
            """
    )

    @OptionGroup var pipeline: PipelineOptions
    @OptionGroup var sources: SourceOptions

    @Option(help: "Submit here instead of where the pipeline file says.")
    var to: String?

    @Option(help: "Articles that may wait for their receipt at once.")
    var window = 512

    @Option(help: "Give up after so many seconds without any answer.")
    var timeout = 30.0

    @Flag(name: [.short, .long], help: "Print no progress, only the summary and what was rejected.")
    var quiet = false

    @Argument(help: "Files, folders or addresses; - is standard input.", completion: .file())
    var paths: [String]

    func validate() throws {
        guard window > 0 else { throw ValidationError("--window must be above 0, not \(window)") }
        guard timeout > 0 else { throw ValidationError("--timeout must be above 0, not \(timeout)") }
    }

    func run() async throws {
        let file = try pipeline.load()
        let endpoint = to ?? file.ingest.submit.connect
        let protection = try file.protectionToConnect()
        let session = try PushSession(endpoint, protection, window: window, timeout: timeout, isQuiet: quiet)
        let client = WebClient(agent: "Interdict/\(Interdict.configuration.version) (push)")
        do {
            let sources = try ArticleSources(sources, client: client)
            for path in paths {
                try await sources.forEach(in: path, skipped: session.skip) { article in try session.push(article) }
            }
        } catch {
            await client.close()
            throw error
        }
        await client.close()
        try session.finish()
        print(session.summary)
        if session.counts[.rejected, default: 0] > 0 { throw ExitCode(Failure.Code.data.rawValue) }
    }
}

/// One run of pushing: what is on its way, what was answered, and how to show it.
final class PushSession {
    private let client: SubmitClient
    private let endpoint: String
    private let window: Int
    private let timeout: Duration
    private let started = Instant.now
    private var places: [Int: String] = [:]
    private var lastAnswer = Instant.now
    private var progress: ProgressLine
    private var skipped = 0
    private(set) var counts: [Receipt.Status: Int] = [:]

    init(_ endpoint: String, _ protection: Protection, window: Int, timeout: Double, isQuiet: Bool) throws {
        client = try SubmitClient(to: endpoint, protection)
        self.endpoint = endpoint
        self.window = window
        self.timeout = .milliseconds(Int(timeout * 1000))
        progress = ProgressLine(isQuiet: isQuiet)
    }

    /// Tells of something that should be an article and is none.
    func skip(_ unreadable: Unreadable) {
        skipped += 1
        progress.say("skipped \(unreadable)")
    }

    func push(_ article: ArticleSource.Item) throws {
        while client.pending >= window { try receive() }
        if client.pending == 0 { lastAnswer = .now }
        places[try client.submit(article.json)] = article.place
    }

    func finish() throws {
        while client.pending > 0 { try receive() }
        progress.end()
    }

    private func receive() throws {
        let receipts = try client.receive(milliseconds: 100)
        for receipt in receipts { note(receipt) }
        if !receipts.isEmpty { lastAnswer = .now }
        progress.show("\(total) answered, \(client.pending) on their way")
        guard Instant.now - lastAnswer < timeout else {
            progress.end()
            throw Failure(
                .unavailable,
                client.isConnected
                    ? "ingestion at \(endpoint) accepts nothing; see `interdict status` (full disk, or stages that lag)"
                    : "nothing answers at \(endpoint); is the pipeline up? Start it with `interdict up`"
            )
        }
    }

    private func note(_ receipt: Receipt) {
        counts[receipt.status, default: 0] += 1
        let place = receipt.number.flatMap { places.removeValue(forKey: $0) } ?? "?"
        guard receipt.status == .rejected else { return }
        let at = receipt.place.map { " (at \($0))" } ?? ""
        progress.say("rejected \(place): \(receipt.code ?? ""): \(receipt.reason ?? "")\(at)")
    }

    private var total: Int { counts.values.reduce(0, +) }

    var summary: String {
        let seconds = max((Instant.now - started).seconds, 0.001)
        let parts = [Receipt.Status.accepted, .duplicate, .rejected].map { "\(counts[$0, default: 0]) \($0.rawValue)" }
        let passed = skipped == 0 ? "" : ", \(skipped) skipped"
        return "\(parts.joined(separator: ", "))\(passed); \(Int(Double(total) / seconds)) articles/s"
    }
}
