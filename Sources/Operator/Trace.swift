internal import ArgumentParser
internal import Messages
internal import Pipeline
internal import Storage
internal import Transport

/// `interdict trace`: an article's whole way through the pipeline.
struct Trace: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Show an article's way: hops, workers, attempts, times, how it ended, the lists it was checked against.",
        discussion: """
            Of an article that is on its way, was filtered or is a duplicate, it shows what the journal still knows. Exits \
            with 69 where nobody knows it.
            """
    )

    @OptionGroup var store: StoreOptions

    @Flag(help: "Print the envelope as it is stored, one line of JSON.")
    var json = false

    @Argument(help: "The article's id.")
    var id: String

    func run() throws {
        let store = try store.open()
        let id = ArticleID(rawValue: id)
        let document = try Failure.ofStore { () throws(StoreError) in try store.document(of: id) }
        let aside = try Failure.ofStore { () throws(StoreError) in try store.quarantined(id) }
        guard let bytes = document?.envelope ?? aside?.envelope else {
            return try traceJournal(id)
        }
        guard !json else { return print(String(decoding: bytes, as: UTF8.self)) }
        let envelope = try Envelope.stored(bytes, of: id)
        let article = document?.article ?? aside?.frames.first
        print(Self.way(envelope, parent: article.flatMap { Article.traceparent(ofFrame: $0) }))
        if let document { print(try Self.end(document, envelope)) }
        if let aside { print(QuarantineText(aside).whole) }
    }

    private func traceJournal(_ id: ArticleID) throws {
        let lines = try TraceJournal(journal: store.pipeline.load().ingest.journal).lines(of: id)
        guard let lines else {
            throw Failure(.unavailable, "no article with the id \(id) is stored, quarantined or in the journal")
        }
        print(lines.joined(separator: "\n"))
    }

    private static func way(_ envelope: Envelope, parent: String?) -> String {
        let accepted = Timestamp(milliseconds: Int64(envelope.accepted))
        let trace = envelope.traceparent.split(separator: "-").dropFirst().first ?? "none"
        // Only of a trace that goes on is the sender's span the parent: a replay begins another one.
        let context = parent.map { $0.split(separator: "-") } ?? []
        let span = context.count == 4 && context[1] == trace ? " from the sender's span \(context[2])" : ""
        var lines = ["\(accepted) accepted as \(envelope.key), trace \(trace)\(span)"]
        var before = envelope.accepted
        for hop in envelope.hops {
            let waited = max(0, hop.started - before)
            let attempt = hop.attempt == 1 ? "" : ", attempt \(hop.attempt)"
            let worker = hop.worker.isEmpty ? "" : " by \(hop.worker)"
            let started = Timestamp(milliseconds: Int64(hop.started))
            lines.append(
                "\(started) \(hop.stage)\(worker)\(attempt): waited \(waited) ms, took \(hop.ended - hop.started) ms"
                    + (hop.span.map { ", span \($0)" } ?? "")
            )
            before = hop.ended
        }
        return lines.joined(separator: "\n")
    }

    private static func end(_ document: FeedDocument, _ envelope: Envelope) throws -> String {
        let stored = Int(document.storedAt.milliseconds)
        let waited = max(0, stored - (envelope.hops.last?.ended ?? envelope.accepted))
        var lines = [
            "\(document.storedAt) stored as #\(document.seq): waited \(waited) ms, "
                + "\(max(0, stored - envelope.accepted)) ms after its receipt"
        ]
        let verdict = try JSONParser.parse(document.verdict)
        if let rules = verdict["rules"]?.string { lines.append("rules: \(rules)") }
        for list in verdict["lists"]?.array ?? [] {
            let parts = ["list", "snapshot", "sha256"].map { list[$0]?.string ?? "unknown" }
            lines.append("checked against \(parts[0]) of \(parts[1]), sha256 \(parts[2].prefix(12))")
        }
        return lines.joined(separator: "\n")
    }
}
