internal import ArgumentParser
internal import Foundation
internal import Keys
internal import Messages
internal import Pipeline
internal import Supervision
internal import Transport
internal import ZeroMQ

/// `interdict tap`: copies of live messages, without taking them from anybody.
struct Tap: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at live messages of a queue, or at what a stage gives, without taking them from the workers.",
        discussion: """
            The queue sends copies, at most --rate a second, and none to a reader that is too slow; nobody waits for a \
            tap. With --match only messages that hold the text come, wherever it stands in their JSON. It goes on until \
            Ctrl-C, or until --count copies have come. Example: interdict tap classify --match '"action":"imposed"'
            """
    )

    @OptionGroup var pipeline: PipelineOptions

    @Option(help: "The most copies a second, 1 to 1000.")
    var rate = 10

    @Option(help: "A text that the message must hold.")
    var match = ""

    @Option(help: "Stop after so many copies.")
    var count: Int?

    @Flag(help: "Print each copy as one line of JSON, with envelope, article, extraction and verdict.")
    var json = false

    @Argument(help: ArgumentHelp("A queue, or a stage, of which its results are shown.", valueName: "queue|stage"))
    var name: String

    func validate() throws {
        guard (1...1000).contains(rate) else { throw ValidationError("--rate must be 1 to 1000, not \(rate)") }
        if let count, count < 1 { throw ValidationError("--count must be above 0, not \(count)") }
    }

    func run() throws {
        let file = try pipeline.load()
        let source = try TapSource(name, in: file)
        let signals = try StopSignals()
        let protection = try file.protectionToConnect()
        let addresses = source.queue.addresses
        let clients = try addresses.map { try TapClient(to: $0, match: match, rate: rate, protection) }
        let patience = Instant.now + .seconds(3)
        var left = count ?? .max
        while left > 0, !signals.haveCome {
            for copy in try clients.flatMap(copies) where left > 0 {
                guard let message = try TapMessage(copy, of: source) else { continue }
                StandardOutput.write(((json ? message.json : message.line) + "\n"))
                left -= 1
            }
            guard clients.contains(where: \.isThere) || Instant.now < patience else {
                throw Failure(
                    .unavailable,
                    "the queue \(source.queue.name) gives no answer at \(addresses.joined(separator: ", ")); is it up?"
                )
            }
        }
    }

    private func copies(_ client: TapClient) throws -> [TapClient.Copy] {
        do {
            return try client.receive(milliseconds: 100)
        } catch let refusal as TapRefusal {
            throw Failure(.unavailable, "the queue refused: \(refusal)")
        }
    }
}

/// Which messages a tap is about.
struct TapSource {
    let queue: Pipeline.Queue
    /// Only what this stage has worked on last.
    let stage: String?

    init(_ name: String, in file: PipelineFile) throws(Failure) {
        if let queue = file.queues.first(where: { $0.name.rawValue == name }) {
            (self.queue, stage) = (queue, nil)
            return
        }
        guard let stage = file.stages.first(where: { $0.name.rawValue == name }) else {
            let names = file.queues.map(\.name.rawValue) + file.stages.map(\.name.rawValue)
            throw Failure(
                .usage,
                "\(file.path) has no queue or stage \"\(name)\"; it has \(names.joined(separator: ", "))"
            )
        }
        guard let to = stage.to else {
            throw Failure(
                .usage,
                "nothing comes behind \(name): see \"interdict subscribe\", or tap the queue \(stage.from) before it"
            )
        }
        queue = try file.requiredQueue(to.rawValue)
        self.stage = name
    }
}

/// A copy as text.
struct TapMessage {
    private static let names = ["article", "extraction", "verdict"]

    private let copy: TapClient.Copy
    private let envelope: Envelope

    /// Nil for a message of another stage.
    init?(_ copy: TapClient.Copy, of source: TapSource) throws {
        guard let first = copy.frames.first else { return nil }
        let envelope = try Envelope(json: JSONParser.parse(first.bytes))
        if let stage = source.stage, envelope.hops.last?.stage != stage { return nil }
        self.copy = copy
        self.envelope = envelope
    }

    var json: String {
        var json = JSONWriter(reservingCapacity: 8192)
        json.beginObject()
        json.member("queue", copy.queue)
        json.member("id", copy.id)
        json.member("envelope", envelope)
        for (name, frame) in zip(Self.names, copy.frames.dropFirst()) {
            json.key(name)
            json.raw(frame.bytes)
        }
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// The id, how long it has been on its way, and in short what the stages have found.
    var line: String {
        let age = Double(max(0, wallClockMilliseconds() - envelope.accepted)) / 1000
        let bytes = copy.frames.reduce(0) { $0 + $1.count }
        let parts = zip(Self.names, copy.frames.dropFirst()).compactMap { Self.summary($0, $1) }
        let exit = envelope.exit.map { ["\($0.kind.rawValue) by \($0.stage): \($0.reason)"] } ?? []
        return "\(copy.queue)  \(copy.id)  \(age) s  \(bytes) bytes  \((parts + exit).joined(separator: " | "))"
    }

    private static func summary(_ name: String, _ frame: Frame) -> String? {
        guard let value = try? JSONParser.parse(frame.bytes) else { return "\(name): no JSON" }
        switch name {
        case "article": return (value["title"]?.string).map { "\"\($0)\"" }
        case "extraction":
            let counts = ["mentions", "entities"].map { "\(value[$0]?.array?.count ?? 0) \($0)" }
            return counts.joined(separator: ", ")
        default:
            let events = (value["events"]?.array ?? []).compactMap { $0["action"]?.string }
            return
                "\(value["relevance"]?.string ?? "?"), \(events.isEmpty ? "no events" : events.joined(separator: " "))"
        }
    }
}
