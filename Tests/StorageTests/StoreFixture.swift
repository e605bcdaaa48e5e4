import FoundationEssentials
import Messages
import Testing

@testable import Storage

/// The databases that a store may be kept in.
enum StoreKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite = "SQLite"
    case postgreSQL = "PostgreSQL"

    /// Both, or SQLite alone where there is no server for tests; ``ServerTests`` says so.
    static let tested: [StoreKind] = TestServer.url == nil ? [.sqlite] : allCases

    var testDescription: String { rawValue }
}

/// The PostgreSQL server that `Tests/run` starts.
enum TestServer {
    static let url: String? = ProcessInfo.processInfo.environment["INTERDICT_TEST_POSTGRES"]
    static let missing: Comment =
        "INTERDICT_TEST_POSTGRES is not set; Tests/run starts a server, and so does: Tests/postgres start FOLDER"
}

/// A store in a folder or schema of its own, which goes with it.
final class StoreFixture {
    let folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID())").path
    let kind: StoreKind
    let address: StoreAddress
    let store: any Store
    private let schema = "t\(UInt64.random(in: 0 ... .max))"

    init(_ kind: StoreKind, awaitingText: Int = 100_000) throws {
        self.kind = kind
        switch kind {
        case .sqlite:
            let path = "\(folder)/inner/store.sqlite"
            address = .sqlite(path: path)
            store = try SQLiteStore(at: path, options: .init(awaitingText: awaitingText), clock: Self.clock)
        case .postgreSQL:
            let url = try #require(TestServer.url, TestServer.missing)
            try Connection(url).execute("CREATE SCHEMA \(schema)")
            address = try StoreAddress("\(url)&options=-csearch_path%3D\(schema)")
            store = try address.open(clock: Self.clock)
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
        if kind == .postgreSQL, let url = TestServer.url {
            try? Connection(url).execute("DROP SCHEMA \(schema) CASCADE")
        }
    }

    private static let clock: @Sendable () -> Timestamp = { Timestamp(milliseconds: 1_718_884_800_000) }

    /// Another process's view of the same store.
    func another() throws -> any Store { try address.open(clock: Self.clock) }

    /// The ids of the articles that answer a query.
    func find(_ change: (inout Query) -> Void) throws -> [String] {
        var query = Query()
        change(&query)
        return try store.find(query).map(\.id.rawValue)
    }
}

/// Documents to store.
enum Sample {
    static func article(
        _ id: String,
        title: String = "A title",
        body: String? = nil,
        source: String? = "Wire",
        published: String? = "2024-06-20T09:30:00Z"
    ) -> Article {
        let body = body ?? "The body of \(id)."
        return Article(
            id: ArticleID(rawValue: id),
            title: title,
            body: body,
            source: source,
            published: published,
            language: "en",
            contentHash: hash(title + body),
            receivedAt: "2024-06-21T00:00:00Z"
        )
    }

    /// 64 digits that depend on the text; no real SHA-256.
    private static func hash(_ text: String) -> String {
        let parts = (0..<4).map { seed in
            text.utf8.reduce(UInt64(seed) &* 7919 &+ 1) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }
        return parts.map {
            String(repeating: "0", count: 16 - String($0, radix: 16).utf8.count) + String($0, radix: 16)
        }
        .joined()
    }

    static func item(
        _ article: Article,
        key: UInt64 = 1,
        extraction: Extraction = Extraction(model: "m"),
        verdict: Verdict = Verdict(rules: "r1", relevance: .none)
    ) -> StoreItem {
        StoreItem(
            key: key,
            id: article.id,
            article: article.json,
            extraction: extraction.json,
            verdict: verdict.json,
            envelope: Array("{\"key\":\(key)}".utf8)
        )
    }

    static func event(_ action: Action, _ measures: [Measure], _ issuer: [String], _ target: [String]) -> Event {
        var event = Event(action: action, measures: measures, issuer: issuer, target: target, confidence: 0.9)
        event.evidence = [Event.Evidence(role: .trigger, offsets: 4..<8, text: "body")]
        return event
    }

    static func match(_ list: String, _ entry: String, countries: [String], entity: String? = nil) -> Match {
        Match(
            entity: entity.map(EntityID.init(rawValue:)),
            text: "Putin",
            role: .party,
            list: list,
            entryID: entry,
            name: "PUTIN, Vladimir",
            score: 0.97,
            countries: countries
        )
    }

    static func extraction(_ entities: [Entity]) -> Extraction {
        var extraction = Extraction(model: "m")
        extraction.entities = entities
        extraction.mentions = [Mention(kind: .person, offsets: 0..<3, text: "The", entity: entities.first?.id)]
        return extraction
    }

    static func verdict(_ events: [Event], _ matches: [Match] = [], rules: String = "r1") -> Verdict {
        var verdict = Verdict(rules: rules, relevance: .primary)
        verdict.events = events
        verdict.matches = matches
        return verdict
    }
}
