internal import ArgumentParser
internal import Foundation
internal import Keys
internal import Messages
internal import Pipeline
internal import Transport

/// `interdict status`: what every part of the pipeline is doing now.
struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what is accepted, waiting, in flight and stored, and who works.",
        discussion: "Exits with 69 if a part of the pipeline doesn't answer."
    )

    @OptionGroup var pipeline: PipelineOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(help: "Wait so many seconds for each answer.")
    var timeout = 2.0

    func run() throws {
        let file = try pipeline.load()
        let report = try StatusReport(file, milliseconds: Int(timeout * 1000))
        print(json ? report.json : report.text)
        if report.isDown {
            throw Failure(.unavailable, "nothing answers: is the pipeline up (\"interdict up\"), in this run folder?")
        }
        if !report.silent.isEmpty { throw ExitCode(Failure.Code.unavailable.rawValue) }
    }
}

/// The answers of all parts.
struct StatusReport {
    private let ingest: JSONValue?
    private let queues: [(name: String, state: JSONValue?)]
    private let feed: JSONValue?

    init(_ file: PipelineFile, milliseconds: Int) throws {
        let replicas = file.queues.flatMap { queue in
            queue.replicas.map { replica in
                let name = queue.name.rawValue
                let label = queue.replicas.count > 1 ? "\(name)@\(replica.process)" : name
                return (label: label, endpoint: replica.endpoint.connect)
            }
        }
        let answers = try Inquiry(file.protectionToConnect(), within: milliseconds)
            .ask([file.ingest.submit.connect, file.feed.fetch.connect] + replicas.map(\.endpoint))
        (ingest, feed) = (answers[0], answers[1])
        queues = zip(replicas, answers.dropFirst(2)).map { (name: $0.label, state: $1) }
    }

    /// Whether nobody gave an answer.
    var isDown: Bool { ingest == nil && feed == nil && queues.allSatisfy { $0.state == nil } }

    /// The parts that gave no answer.
    var silent: [String] {
        (ingest == nil ? ["ingest"] : []) + queues.filter { $0.state == nil }.map(\.name)
            + (feed == nil ? ["feed"] : [])
    }

    var json: String {
        var json = JSONWriter(reservingCapacity: 2048)
        json.beginObject()
        json.member("ingest", ingest)
        json.key("queues")
        json.beginObject()
        for (name, state) in queues { json.member(name, state) }
        json.endObject()
        json.member("feed", feed)
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    var text: String {
        ([ingestLine] + queues.map(Self.line) + [feedLine]).joined(separator: "\n")
    }

    private var ingestLine: String {
        guard let ingest else { return "ingest       gives no answer" }
        let counts = ["accepted", "stored", "duplicate", "filtered", "quarantined", "inFlight"].map { name in
            "\(ingest["articles"]?[name]?.integer ?? 0) \(name == "inFlight" ? "in flight" : name)"
        }
        let problem = ingest["problem"]?.string.map { "; \($0)" } ?? ""
        return "ingest       \(counts.joined(separator: ", "))\(problem)"
    }

    private static func line(_ name: String, _ state: JSONValue?) -> String {
        let label = name.padding(toLength: max(13, name.count + 2), withPad: " ", startingAt: 0)
        guard let state else { return "\(label)gives no answer" }
        let workers = (state["workers"]?.array ?? []).map { worker in
            "\(worker["worker"]?.string ?? "?") (\(worker["inFlight"]?.integer ?? 0) in flight)"
        }
        let counts = ["waiting", "inFlight", "done", "redispatched"].map { state[$0]?.integer ?? 0 }
        return "\(label)\(counts[0]) waiting, \(counts[1]) in flight, \(counts[2]) done, \(counts[3]) redispatched; "
            + (workers.isEmpty ? "no workers" : workers.joined(separator: ", "))
    }

    private var feedLine: String {
        guard let feed else { return "feed         gives no answer" }
        return "feed         head \(feed["head"]?.integer ?? 0), published \(feed["published"]?.integer ?? 0)"
    }
}
