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
            everything comes. It goes on until it is stopped, or until --count documents have come.
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

    @Flag(help: "Print \"joined\" on standard error once nothing that follows can be missed.")
    var announce = false

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count must be above 0, not \(count)") }
        if let since, since < 0 { throw ValidationError("--since must not be below 0, not \(since)") }
    }

    func run() throws {
        let file = try pipeline.load()
        let feed = file.feed
        let topics = topic.isEmpty ? [""] : topic
        let client = try FeedClient(
            publish: feed.publish.connect,
            fetch: feed.fetch.connect,
            topics: topics,
            since: since,
            file.protectionToConnect()
        )
        var hasAnnounced = !announce
        var left = count ?? .max
        while left > 0 {
            let documents = try client.receive(milliseconds: 500)
            if !hasAnnounced, client.hasJoined {
                hasAnnounced = true
                FileHandle.standardError.write(Data("joined\n".utf8))
            }
            for document in documents.prefix(left) { try show(document) }
            left -= min(left, documents.count)
        }
    }

    private func show(_ document: FeedClient.Document) throws {
        if json {
            FileHandle.standardOutput.write(Data(document.bytes + [0x0A]))
        } else {
            let value = try JSONParser.parse(document.bytes)
            FileHandle.standardOutput.write(Data((DocumentText(value).summary + "\n").utf8))
        }
    }
}
