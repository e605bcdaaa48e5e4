internal import Analysis
internal import ArgumentParser
internal import Foundation
internal import Keys
internal import Messages
internal import Pipeline
internal import Storage
internal import Transport

/// `interdict replay`: stored articles again, with the rules, the model and the lists of today.
struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Work stored articles again and report what is newly or no longer matched.",
        discussion: """
            The stored originals are analysed in this process and compared with what is stored. Those for which rules, \
            model or lists have changed are sent through the running pipeline, which stores a new version of each; \
            --dry-run only reports.
            """
    )

    @OptionGroup var store: StoreOptions

    @Option(help: "Only articles published (or received) at this day or time or later.")
    var since: String?

    @Option(help: "Only articles published (or received) before this day or time.")
    var until: String?

    @Flag(help: "Only articles whose stored document was made by other rules, another model or other lists.")
    var rulesChanged = false

    @Flag(help: "Only report what would change.")
    var dryRun = false

    @Flag(help: "Print one JSON object for each article that changes.")
    var json = false

    func run() throws {
        let opened = try store.open()
        let file = try store.pipeline.load()
        let data = try DataFolder.locate(environment: ProcessInfo.processInfo.environment).path
        let analyser = try Analyser.loaded(data: data, lists: file.stages.flatMap(\.lists))
        let feeder =
            dryRun
            ? nil : try QueueFeeder(file.requiredQueue(file.ingest.to.rawValue), file.protectionToConnect())
        var totals = ReplayTotals()
        try StoredOriginals(opened, since: time("since", since), until: time("until", until)).forEach { document in
            let change = try ReplayChange(document, analyser)
            guard change.isOtherVersion || !rulesChanged else { return totals.same += 1 }
            totals.note(change)
            if !change.isEmpty { print(json ? String(decoding: change.json, as: UTF8.self) : change.text) }
            guard change.isOtherVersion, let feeder else { return }
            try feeder.put(Envelope.stored(document.envelope, of: document.id).again(), [document.article])
            totals.sent += 1
        }
        try feeder?.finish()
        if !json { print(totals.text(isDryRun: dryRun)) }
    }

    private func time(_ name: String, _ text: String?) throws -> String? {
        guard let text else { return nil }
        guard let time = Timestamp(text) else {
            throw Failure(
                .usage,
                "--\(name) must be a day or time such as 2024-06-20 or 2024-06-20T09:30:00Z, not \(text)"
            )
        }
        return time.description
    }
}

/// What a replay has come to.
struct ReplayTotals {
    var same = 0
    var sent = 0
    private var compared = 0
    private var changed = 0
    private var added = 0
    private var removed = 0

    mutating func note(_ change: ReplayChange) {
        compared += 1
        changed += change.isEmpty ? 0 : 1
        added += change.added.count
        removed += change.removed.count
    }

    func text(isDryRun: Bool) -> String {
        let skipped = same == 0 ? "" : ", \(same) of today's version left out"
        let fate = isDryRun ? "nothing was sent" : "\(sent) sent through the pipeline"
        return
            "\(compared) articles compared\(skipped): \(changed) differ (\(added) findings new, \(removed) gone); \(fate)"
    }
}

/// The latest documents of a store, oldest first, in a span of time.
struct StoredOriginals {
    private let store: any Storage.Store
    private let since: String?
    private let until: String?

    init(_ store: any Storage.Store, since: String?, until: String?) {
        self.store = store
        self.since = since
        self.until = until
    }

    /// Calls back for each of those that were there at the beginning; replayed ones are not met again.
    func forEach(_ body: (FeedDocument) throws -> Void) throws {
        let head = try Failure.ofStore { () throws(StoreError) in try store.head() }
        var seq = 0
        while seq < head {
            let documents = try Failure.ofStore { () throws(StoreError) in
                try store.documents(after: seq, topicPrefix: "", limit: 256)
            }
            for document in documents where document.seq <= head {
                if try isMeant(document) { try body(document) }
            }
            seq = documents.last?.seq ?? head
        }
    }

    private func isMeant(_ document: FeedDocument) throws -> Bool {
        if since != nil || until != nil {
            let article = try JSONParser.parse(document.article)
            let time = article["published"]?.string ?? article["receivedAt"]?.string ?? ""
            if let since, time < since { return false }
            if let until, time >= until { return false }
        }
        let latest = try Failure.ofStore { () throws(StoreError) in try store.document(of: document.id) }
        return latest?.seq == document.seq
    }
}
