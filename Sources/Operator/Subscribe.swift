internal import ArgumentParser
internal import Foundation
internal import Keys
internal import Messages
internal import Pipeline
internal import Transport

/// `interdict subscribe`: the classified output as it comes, without a gap.
struct Subscribe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print classified articles as they are stored; what was missed is fetched.",
        discussion: """
            Topics are prefixes: article.primary, event.imposed, event.violated.KP, match.ofac-sdn. Without one, \
            everything comes. It goes on until it is stopped, or until --count documents have come. With --exec or \
            --webhook each document goes there, one after the other; with --state a restart goes on behind the last that \
            was done, so each is delivered at least once. --csv prints one row an event and one a list match (kind event, \
            match, or article where there is neither).
            """
    )

    @OptionGroup var pipeline: PipelineOptions

    @Option(help: "A topic prefix; may be given several times.")
    var topic: [String] = []

    @Option(help: "Begin behind this sequence number; 0 is the beginning. Without it, begin with what comes next.")
    var since: Int?

    @Option(help: "Stop after so many documents.")
    var count: Int?

    @Flag(help: "Print each document as one line of JSON.")
    var json = false

    @Flag(help: "Print rows of CSV with the columns \(FindingTable.columns.joined(separator: ", ")).")
    var csv = false

    @OptionGroup(title: "Sinks") var sinks: SinkOptions

    @Flag(help: "Print \"joined\" on standard error once nothing that follows can be missed.")
    var announce = false

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count must be above 0, not \(count)") }
        if [json, csv, sinks.exec != nil || sinks.webhook != nil].count(where: { $0 }) > 1 {
            throw ValidationError("--json, --csv and --exec or --webhook exclude each other")
        }
        for topic in topic { try TopicCheck.check(topic) }
        if let since, since < 0 { throw ValidationError("--since must not be below 0, not \(since)") }
    }

    func run() async throws {
        let file = try pipeline.load()
        let feed = file.feed
        let topics = topic.isEmpty ? [""] : topic
        let place = sinks.state.map { FeedPlace($0, topics: topics) }
        let client = try FeedClient(
            publish: feed.publish.connect,
            fetch: feed.fetch.connect,
            topics: topics,
            since: place?.read() ?? since,
            file.protectionToConnect()
        )
        let sink = try sinks.sink()
        do {
            try await follow(client, place, sink)
        } catch {
            await sink?.close()
            throw error
        }
        await sink?.close()
    }

    private func follow(_ client: FeedClient, _ place: FeedPlace?, _ sink: (any Sink)?) async throws {
        var hasAnnounced = !announce
        var left = count ?? .max
        var done = -1
        if csv { StandardOutput.write(FindingTable.header + "\r\n") }
        let delivery = sink.map { Delivery($0, attempts: sinks.attempts, skipsFailed: sinks.skipFailed) }
        let start = Instant.now
        var hasWarned = false
        while left > 0 {
            if !hasWarned, !client.hasJoined, Instant.now > start + .seconds(5) {
                hasWarned = true
                FileHandle.standardError.write(Data("note: the feed gives no answer yet: is the pipeline up?\n".utf8))
            }
            let documents = try client.receive(milliseconds: 500)
            if !hasAnnounced, client.hasJoined {
                hasAnnounced = true
                FileHandle.standardError.write(Data("joined\n".utf8))
            }
            let taken = documents.prefix(left)
            for document in taken {
                try await hand(document, to: delivery)
                // Several topics are complete up to different places.
                guard client.topics == 1, let place else { continue }
                done = document.seq
                try place.write(done)
            }
            if let place, taken.count == documents.count, let position = client.position, position > done {
                done = position
                try place.write(done)
            }
            left -= taken.count
        }
    }

    private func hand(_ document: FeedClient.Document, to delivery: Delivery?) async throws {
        guard let delivery else { return try show(document) }
        let id = try JSONParser.parse(document.bytes)["article"]?["id"]?.string ?? ""
        try await delivery.deliver(document, id: id)
    }

    private func show(_ document: FeedClient.Document) throws {
        guard !json else { return StandardOutput.write(document.bytes + [0x0A]) }
        let value = try JSONParser.parse(document.bytes)
        let text = csv ? FindingTable.rows(value).map { $0 + "\r\n" }.joined() : DocumentText(value).summary + "\n"
        StandardOutput.write(text)
    }
}
