import Foundation
import Messages
import Storage
import Testing

/// The subcommands that read a store, on a store that was made for them.
@Suite(.timeLimit(.minutes(5)))
struct StoreCommandTests {
    private let place: Installation
    private let database: String

    init() throws {
        place = try Installation()
        database = place.folder.appending(path: "store.sqlite").path
        let store = try SQLiteStore(at: database) { Timestamp(milliseconds: 1_718_884_800_000) }
        _ = try store.store([
            Self.item(
                "seoul",
                "Seoul answers",
                "South Korea imposed sanctions on Russia.",
                action: "imposed",
                target: "RU"
            ),
            Self.item("oil", "A cap on oil", "Washington eased a cap.", action: "eased", target: "VE"),
        ])
        try store.quarantine([
            QuarantinedArticle(
                id: ArticleID(rawValue: "bad"),
                key: 9,
                stage: "extract",
                worker: "extract-1",
                reason: "the worker died",
                attempts: 5,
                errors: ["lease ran out", "killed"],
                frames: [Array(#"{"id":"bad","title":"The bad one"}"#.utf8)],
                at: Timestamp(milliseconds: 1000)
            )
        ])
    }

    private static func item(_ id: String, _ title: String, _ body: String, action: String, target: String) -> StoreItem
    {
        StoreItem(
            key: UInt64(id.utf8.count),
            id: ArticleID(rawValue: id),
            article: Array(
                """
                {"schema":"interdict.article/1","id":"\(id)","title":"\(title)","body":"\(body)","source":"Wire",\
                "published":"2024-06-20T00:00:00Z","language":"en"}
                """.utf8
            ),
            extraction: Array(
                """
                {"model":"m1","mentions":[],"entities":[{"id":"e1","kind":"person","name":"Kim Jong Un","country":"KP",\
                "aliases":["Kim"]}]}
                """.utf8
            ),
            verdict: Array(
                """
                {"rules":"r1","relevance":"primary","events":[{"action":"\(action)","measures":["energy"],"issuer":["US"],\
                "target":["\(target)"],"evidence":[{"role":"trigger","start":0,"end":5,"text":"words"}]}],\
                "matches":[{"entity":"e1","role":"party","list":"ofac-sdn","entryID":"20157","name":"KIM, Jong Un",\
                "text":"Kim","score":0.99,"because":[{"part":"family","ours":"kim","theirs":"kim","verdict":"equal"}]}],\
                "lists":[{"list":"ofac-sdn","snapshot":"2024-05-03","sha256":"00","entries":1}]}
                """.utf8
            )
        )
    }

    private func interdict(_ arguments: String...) async throws -> (output: String, code: Int32) {
        try await place.interdict(arguments + ["--database", database])
    }

    @Test func `query finds by words, by findings and by both`() async throws {
        defer { place.remove() }
        let words = try await interdict("query", "washington OR seoul")
        #expect(words.code == 0)
        #expect(
            words.output.hasPrefix("#2 [primary] A cap on oil (2024-06-20)\n    US eased energy → VE\n"),
            "\(words.output)"
        )
        #expect(words.output.contains("“Washington eased a cap.”") && words.output.contains("id oil · Wire"))
        #expect(words.output.contains("#1 [primary] Seoul answers"))
        let target = try await interdict("query", "--target", "ru", "--action", "imposed", "--entity", "kim", "--json")
        let document = try JSONParser.parse(Array(target.output.utf8))
        #expect(document["seq"]?.integer == 1 && document["article"]?["id"]?.string == "seoul")
        #expect(try await interdict("query", "sanctions", "--target", "VE").output == "nothing found\n")
        #expect(try await interdict("query", "--limit", "1").output.contains("(the newest 1; --limit shows more)"))
        for wrong in [["\"open"], ["--action", "blessed"], ["--since", "soon"], ["--limit", "0"]] {
            let result = try await place.interdict(["query"] + wrong + ["--database", database])
            #expect(result.code == 64, "\(wrong): \(result.output)")
        }
        let missing = try await place.interdict(["query", "--database", "\(database).none"])
        #expect(missing.code == 69 && missing.output.contains("there is no store at"))
    }

    @Test func `show gives everything of an article, or what went wrong with it`() async throws {
        defer { place.remove() }
        let shown = try await interdict("show", "seoul", "--full")
        #expect(shown.code == 0)
        for part in [
            "#1 [primary] Seoul answers", "person: Kim Jong Un (KP)", "id: seoul", "stored: 2024-06-20T12:00:00Z as #1",
            "topics: article.primary, event.imposed.RU.energy, match.ofac-sdn.KP", "extraction by: m1",
            "verdict by: r1",
            "checked against: ofac-sdn of 2024-05-03", "South Korea imposed sanctions on Russia.",
            "    trigger 0–5: words", "listed: Kim = KIM, Jong Un (ofac-sdn 20157, 0.99)",
            "    family: kim / kim: equal",
        ] {
            #expect(shown.output.contains(part), "\(part) is not in \(shown.output)")
        }
        let json = try await interdict("show", "oil", "--json")
        #expect(try JSONParser.parse(Array(json.output.utf8))["schema"]?.string == "interdict.classified/1")
        let aside = try await interdict("show", "bad")
        #expect(aside.code == 0 && aside.output.contains("quarantined: 1970-01-01T00:00:01Z bad extract, 5 attempts"))
        let missing = try await interdict("show", "nobody")
        #expect(missing.code == 69 && missing.output.contains("no article with the id nobody"))
    }

    @Test func `quarantine lists, shows and drops`() async throws {
        defer { place.remove() }
        let list = try await interdict("quarantine", "list")
        #expect(list == ("1970-01-01T00:00:01Z bad extract, 5 attempts: the worker died\n", 0))
        #expect(try await interdict("quarantine", "list", "--stage", "classify").output == "nothing is quarantined\n")
        let line = try await interdict("quarantine", "list", "--json")
        let json = try JSONParser.parse(Array(line.output.utf8))
        #expect(json["id"]?.string == "bad" && json["attempts"]?.integer == 5 && json["article"] == nil)
        let shown = try await interdict("quarantine", "show", "bad")
        for part in ["worker: extract-1", "attempt 1: lease ran out", "attempt 2: killed", "title: The bad one"] {
            #expect(shown.output.contains(part), "\(part) is not in \(shown.output)")
        }
        let whole = try await interdict("quarantine", "show", "bad", "--json")
        #expect(try JSONParser.parse(Array(whole.output.utf8))["article"]?["title"]?.string == "The bad one")
        #expect(try await interdict("quarantine", "drop", "bad") == ("dropped bad\n", 0))
        #expect(try await interdict("quarantine", "show", "bad").code == 69)
        #expect(try await interdict("quarantine", "drop", "bad").code == 69)
    }

    @Test func `store copy copies, and tells what both hold`() async throws {
        defer { place.remove() }
        let target = place.folder.appending(path: "copy/store.sqlite").path
        let copy = try await place.interdict(["store", "copy", database, target])
        #expect(copy.code == 0 && copy.output.contains("copied 2 documents"), "\(copy.output)")
        #expect(copy.output.contains("both hold 2 documents, 0 duplicates, 1 quarantined"), "\(copy.output)")
        #expect(try await place.interdict(["store", "copy", database, target]).output.contains("copied 0 documents"))
        #expect(try await place.interdict(["store", "copy", database, database]).code == 64)
        #expect(try await place.interdict(["store", "copy", "\(database).none", target]).code == 69)
        #expect(try await place.interdict(["store", "copy", "mysql://h/d", target]).code == 69)
    }
}
