internal import ArgumentParser
internal import Foundation
internal import Keys
internal import Messages
internal import Pipeline
internal import Storage
internal import Transport
internal import ZeroMQ

/// `interdict audit`: whether every accepted article has ended in exactly one way.
struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prove that every accepted article was stored, filtered, quarantined, or is still on its way.",
        discussion: """
            Compares ingestion's journal with the store. Exits with 65 if an article is missing or is there twice, with \
            69 if ingestion or the store can't be asked.
            """
    )

    @OptionGroup var pipeline: PipelineOptions

    @Option(help: "Wait up to so many seconds until nothing is in flight.")
    var wait = 0.0

    @Option(help: "Take the account apart by source, or by the hour of acceptance; every article is looked at.")
    var by: AuditKey?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let file = try pipeline.load()
        let journal = try settled(file.ingest.submit.connect, file.protectionToConnect())
        let opened: any Storage.Store
        let store: StoreCounts
        do {
            opened = try StoreAddress(file.store.database).openForReading()
            store = try opened.counts()
        } catch {
            throw Failure(.unavailable, "cannot read the store: \(error)")
        }
        let parts = try by.map { try AuditBreakdown(by: $0, opened, journal: file.ingest.journal) }
        let findings = Self.findings(journal, store) + (parts?.findings(journal, store) ?? [])
        if !json, let parts { print(parts.text) }
        print(json ? Self.json(journal, store, findings, parts) : Self.text(journal, store, findings))
        if !findings.isEmpty { throw ExitCode(Failure.Code.data.rawValue) }
    }

    /// Ingestion's counts, once nothing is in flight or the waiting time is over.
    private func settled(_ endpoint: String, _ protection: Protection) throws -> JSONValue {
        let client = try StatusClient(protection)
        let wakeup = try Wakeup()
        var poller = Poller()
        _ = poller.add(descriptor: wakeup.descriptor)
        let deadline = Instant.now + .milliseconds(Int(wait * 1000))
        while true {
            guard let answer = try client.ask(endpoint, within: 3000),
                let counts = try JSONParser.parse(answer)["articles"]
            else { throw Failure(.unavailable, "ingestion gives no answer at \(endpoint); is the pipeline up?") }
            if counts["inFlight"]?.integer == 0 || Instant.now >= deadline { return counts }
            try poller.wait(milliseconds: 50)
        }
    }

    private static func findings(_ journal: JSONValue, _ store: StoreCounts) -> [String] {
        func count(_ name: String) -> Int { journal[name]?.integer ?? 0 }
        var findings: [String] = []
        let ended = ["stored", "duplicate", "filtered", "quarantined", "damaged", "inFlight"].map(count).reduce(0, +)
        if count("accepted") != ended {
            findings.append("\(count("accepted")) articles were accepted, but \(ended) are accounted for")
        }
        if count("damaged") > 0 { findings.append("\(count("damaged")) records of the journal are damaged") }
        if store.articles < count("stored") {
            findings.append("ingestion heard of \(count("stored")) stored articles, the store has \(store.articles)")
        }
        if store.articles > count("stored") + count("inFlight") + store.rescued {
            findings.append("the store has \(store.articles) articles, ingestion knows of \(count("stored"))")
        }
        let aside = store.quarantined + store.rescued + store.dropped
        if aside < count("quarantined") {
            findings.append("ingestion heard of \(count("quarantined")) quarantined articles, the store has \(aside)")
        }
        return findings
    }

    private static func text(_ journal: JSONValue, _ store: StoreCounts, _ findings: [String]) -> String {
        func count(_ name: String) -> Int { journal[name]?.integer ?? 0 }
        let sum = ["stored", "duplicate", "filtered", "quarantined"].map { "\(count($0)) \($0)" }
        let equation =
            "\(count("accepted")) accepted = \(sum.joined(separator: " + ")) + \(count("inFlight")) in flight"
        let verdict =
            findings.isEmpty ? ["nothing is missing, nothing is there twice"] : findings.map { "WRONG: \($0)" }
        return ([equation, "the store holds \(store.articles) articles in \(store.documents) documents"] + verdict)
            .joined(separator: "\n")
    }

    private static func json(
        _ journal: JSONValue,
        _ store: StoreCounts,
        _ findings: [String],
        _ parts: AuditBreakdown?
    ) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.member("holds", findings.isEmpty)
        json.member("journal", journal)
        json.member("store", store)
        json.member("findings", findings)
        if let parts { json.member("parts", parts.rows) }
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
