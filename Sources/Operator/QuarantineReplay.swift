internal import Analysis
internal import ArgumentParser
internal import Foundation
internal import Keys
internal import Messages
internal import Pipeline
internal import Storage
internal import Transport

extension Quarantine {
    /// `interdict quarantine replay`: another try.
    struct Replay: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send quarantined articles through the running pipeline again.",
            discussion: """
                The original article goes to the first stage, or with --resume to the stage that gave up, with what the \
                stages before it had found. --dry-run analyses it in this process and sends nothing.
                """
        )

        @OptionGroup var store: StoreOptions

        @Flag(help: "Send every quarantined article.")
        var all = false

        @Option(help: "With --all: only those that this stage gave up on.")
        var stage: String?

        @Flag(help: "Go on at the stage that gave up.")
        var resume = false

        @Flag(help: "Only show what the analysis of today makes of them.")
        var dryRun = false

        @Argument(help: "The articles' ids.")
        var ids: [String] = []

        func validate() throws {
            if all == !ids.isEmpty { throw ValidationError("give either ids or --all") }
            if stage != nil, !all { throw ValidationError("--stage goes with --all") }
        }

        func run() throws {
            let opened = try store.open()
            let articles = try chosen(opened).map { try opened.required($0) }
            guard !articles.isEmpty else { return print("nothing is quarantined") }
            if dryRun { return try analyse(articles) }
            let file = try store.pipeline.load()
            for (queue, group) in try grouped(articles, file) {
                let feeder = try QueueFeeder(file.requiredQueue(queue), file.protectionToConnect())
                for article in group {
                    let envelope = try Envelope.stored(article.envelope, of: article.id).again()
                    try feeder.put(envelope, resume ? article.frames : Array(article.frames.prefix(1)))
                }
                try feeder.finish()
                print("sent \(group.count) to the queue \(queue): they leave quarantine when they are stored")
            }
        }

        private func chosen(_ opened: any Storage.Store) throws -> [String] {
            guard all else { return ids }
            let articles = try Failure.ofStore { () throws(StoreError) in try opened.quarantined(limit: .max) }
            return articles.filter { stage == nil || $0.stage == stage }.map(\.id.rawValue)
        }

        /// The articles by the queue that they go to, in the order of the queues' names.
        private func grouped(
            _ articles: [QuarantinedArticle],
            _ file: PipelineFile
        ) throws -> [(queue: String, articles: [QuarantinedArticle])] {
            var groups: [String: [QuarantinedArticle]] = [:]
            for article in articles {
                guard !article.frames.isEmpty else {
                    throw Failure(.data, "\(article.id) was quarantined without its article: drop it or push it again")
                }
                let queue = resume ? try file.requiredStage(article.stage).from : file.ingest.to
                groups[queue.rawValue, default: []].append(article)
            }
            return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        }

        private func analyse(_ articles: [QuarantinedArticle]) throws {
            let data = try DataFolder.locate(environment: ProcessInfo.processInfo.environment).path
            let lists = try store.pipeline.load().stages.flatMap(\.lists)
            let analyser = try Analyser.loaded(data: data, lists: lists)
            for quarantined in articles {
                guard let frame = quarantined.frames.first,
                    let article = try? Article(json: JSONParser.parse(frame))
                else {
                    print(
                        "\(quarantined.id): the article can't be read; see interdict quarantine show \(quarantined.id)"
                    )
                    continue
                }
                print(DocumentText(try JSONParser.parse(analyser.analyse(article).document)).summary)
            }
        }
    }

    /// `interdict quarantine edit`: mend an article before it is tried again.
    struct EditOne: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "edit",
            abstract: "Replace a quarantined article's text by a mended one.",
            discussion: """
                The file holds one JSON article as for interdict push; interdict quarantine show --json prints the one \
                to begin with. It is checked like any submission, and keeps its id and its place in the audit.
                """
        )

        @OptionGroup var store: StoreOptions

        @Argument(help: "The article's id.")
        var id: String

        @Argument(help: "The mended article; - is standard input.", completion: .file())
        var file: String

        func run() throws {
            let old = try store.open().required(id)
            let article = try mended(old)
            let writable = try store.openForWriting()
            try Failure.ofStore { () throws(StoreError) in try writable.quarantine([article]) }
            print("edited \(id); interdict quarantine replay \(id) tries it again")
        }
    }
}

extension Analyser {
    /// Loads the engines; a failure with the exit code for bad configuration where that can't be done.
    static func loaded(data: String, lists: [String]) throws(Failure) -> Analyser {
        do {
            return try Analyser(data: data, lists: lists)
        } catch {
            throw Failure(.configuration, "\(error)")
        }
    }
}
