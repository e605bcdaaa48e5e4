internal import ArgumentParser
internal import Fetching
internal import Foundation
internal import Gathering
internal import Keys
internal import Messages
internal import Pipeline
internal import Transport

/// `interdict watch`: what is new in folders and feeds, as it comes.
struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep pushing what is new in folders and feeds.",
        discussion: """
            Feeds (RSS, Atom) are asked with the server's own marks, so an unchanged one costs next to nothing; the server's \
            wishes (Cache-Control, ttl, Retry-After) make the interval longer, and failures do too. Files are taken once \
            nobody has changed them for --settle seconds. What was pushed is noted in --state after its receipt only, so \
            it may be stopped or killed at any time. Exits with 0 after --once; otherwise it goes on until it is stopped.
            """
    )

    @OptionGroup var pipeline: PipelineOptions
    @OptionGroup var sources: SourceOptions

    @Option(help: "Submit here instead of where the pipeline file says.")
    var to: String?

    @Option(help: "The file with what was pushed; without it, watch.json in the pipeline's run folder.")
    var state: String?

    @Option(help: "Seconds between two looks at a feed, at least.")
    var interval = 300

    @Option(help: "Seconds between two looks at a folder.")
    var folderInterval = 5

    @Option(help: "Seconds that a file must have been left alone.")
    var settle = 2.0

    @Flag(help: "Look once at everything, then end.")
    var once = false

    @Flag(name: [.short, .long], help: "Tell only what went wrong.")
    var quiet = false

    @Argument(help: "Folders, and addresses of feeds.", completion: .directory)
    var targets: [String]

    func validate() throws {
        for (name, value) in [("interval", interval), ("folder-interval", folderInterval)] where value < 1 {
            throw ValidationError("--\(name) must be above 0, not \(value)")
        }
        guard settle >= 0 else { throw ValidationError("--settle must not be below 0, not \(settle)") }
    }

    func run() async throws {
        let file = try pipeline.load()
        let path = state ?? "\(file.run)/watch.json"
        let ingestion = Watcher.Ingestion(
            endpoint: to ?? file.ingest.submit.connect,
            protection: try file.protectionToConnect()
        )
        let client = WebClient(agent: "Interdict/\(Interdict.configuration.version) (watch)")
        do {
            let watcher = try Watcher(ingestion, state: path, sources: ArticleSources(sources, client: client), client)
            try await watch(watcher)
        } catch {
            await client.close()
            throw (error as? Unreadable).map { Failure(.data, "\($0)") } ?? error
        }
        await client.close()
    }

    private func watch(_ watcher: Watcher) async throws {
        var due = targets.map { (target: $0, at: Instant.now, failures: 0) }
        while !due.isEmpty {
            due.sort { $0.at < $1.at }
            let wait = due[0].at - .now
            if wait > .zero { try await Task.sleep(for: wait) }
            var next = due.removeFirst()
            let isFeed = ArticleSources.isAddress(next.target)
            let least = isFeed ? interval : folderInterval
            var seconds = least
            do {
                let look =
                    try await isFeed
                    ? watcher.feed(next.target) : watcher.folder(next.target, settled: Date() - settle)
                if !quiet, look.pushed > 0 { print("\(next.target): \(look.pushed) new; \(look.summary)") }
                guard !look.isOver else { continue }
                next.failures = 0
                seconds = max(least, look.seconds ?? 0)
            } catch {
                guard !once else { throw error }
                next.failures += 1
                seconds = min(least << min(next.failures, 6), max(3600, least))
                let note = "\(error); the next look is in \(seconds) s\n"
                FileHandle.standardError.write(Data(note.utf8))
            }
            if once { continue }
            next.at = .now + .seconds(seconds)
            due.append(next)
        }
    }
}
