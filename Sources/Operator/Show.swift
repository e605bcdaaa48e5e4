internal import ArgumentParser
internal import Foundation
internal import Messages
internal import Pipeline
internal import Storage

/// `interdict show`: everything that is stored of one article.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a stored article with what was found in it.",
        discussion: "Exits with 69 where there is no such article; a quarantined one is shown with what went wrong."
    )

    @OptionGroup var store: StoreOptions

    @Flag(help: "Print the classified document as it is stored, one line of JSON.")
    var json = false

    @Flag(help: "Print the body too, with the evidence of events and matches.")
    var full = false

    @Argument(help: "The article's id.")
    var id: String

    func run() throws {
        let store = try store.open()
        let id = ArticleID(rawValue: id)
        let document = try Failure.ofStore { () throws(StoreError) in try store.document(of: id) }
        guard let document else { return try explain(id, store) }
        guard !json else { return StandardOutput.write(document.json + [0x0A]) }
        let value = try JSONParser.parse(document.json)
        print(DocumentText(value).whole)
        print(Self.origin(value, document))
        if full { print(Self.body(value)) }
    }

    private func explain(_ id: ArticleID, _ store: any Storage.Store) throws {
        let article = try Failure.ofStore { () throws(StoreError) in try store.quarantined(id) }
        guard let article else { throw Failure(.unavailable, "no article with the id \(id) is stored or quarantined") }
        print(QuarantineText(article).whole)
    }

    private static func origin(_ document: JSONValue, _ stored: FeedDocument) -> String {
        let article = document["article"] ?? .null
        let names = ["id", "url", "source", "published", "receivedAt", "language", "contentHash"]
        var lines = names.compactMap { name in article[name]?.string.map { "\(name): \($0)" } }
        lines.append("stored: \(stored.storedAt) as #\(stored.seq)")
        lines.append("topics: \(stored.topics.joined(separator: ", "))")
        for part in ["extraction", "verdict"] {
            let version = document[part]?["model"]?.string ?? document[part]?["rules"]?.string
            if let version { lines.append("\(part) by: \(version)") }
        }
        for list in document["verdict"]?["lists"]?.array ?? [] {
            lines.append("checked against: \(list["list"]?.string ?? "") of \(list["snapshot"]?.string ?? "unknown")")
        }
        return "\n" + lines.joined(separator: "\n")
    }

    private static func body(_ document: JSONValue) -> String {
        var lines = ["", document["article"]?["body"]?.string ?? "", ""]
        for event in document["verdict"]?["events"]?.array ?? [] {
            lines.append(DocumentText.event(event))
            for evidence in event["evidence"]?.array ?? [] {
                let place = "\(evidence["start"]?.integer ?? 0)–\(evidence["end"]?.integer ?? 0)"
                lines.append("    \(evidence["role"]?.string ?? "") \(place): \(evidence["text"]?.string ?? "")")
            }
        }
        for match in document["verdict"]?["matches"]?.array ?? [] {
            lines.append(DocumentText.match(match))
            for reason in match["because"]?.array ?? [] {
                let sides = [reason["ours"]?.string, reason["theirs"]?.string].map { $0 ?? "–" }.joined(
                    separator: " / "
                )
                lines.append("    \(reason["part"]?.string ?? ""): \(sides): \(reason["verdict"]?.string ?? "")")
            }
        }
        return lines.joined(separator: "\n")
    }
}
