import FoundationEssentials
import Testing

@testable import Messages
@testable import Storage

/// Documents of other people's workers, which may hold anything that is JSON, and sometimes what isn't.
@Suite(.timeLimit(.minutes(5)))
struct ForeignDocumentTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 16 ^ state << 32
        }

        mutating func value(depth: Int) -> JSONValue {
            switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &self) {
            case 0: .null
            case 1: .bool(Bool.random(using: &self))
            case 2: .number([0, -1, 7, 0.5, 1e300, -1e15].randomElement(using: &self) ?? 0)
            case 3, 4, 5:
                .string(
                    ["", "imposed", "RU", "e1", "a.b", "\n", "\0", "\u{1F600}", "x y"].randomElement(using: &self) ?? ""
                )
            case 6: .array((0..<Int.random(in: 0..<4, using: &self)).map { _ in value(depth: depth - 1) })
            default: object(depth: depth)
            }
        }

        mutating func object(depth: Int) -> JSONValue {
            guard depth > 0 else { return .object([]) }
            let names = [
                "events", "matches", "entities", "mentions", "relevance", "rules", "action", "measures", "issuer",
                "target",
                "targetNames", "evidence", "start", "end", "text", "list", "entryID", "name", "id", "kind", "aliases",
                "countries", "country", "entity", "score",
            ]
            return .object(
                (0..<Int.random(in: 0..<6, using: &self)).map { _ in
                    JSONValue.Member(
                        name: names.randomElement(using: &self) ?? "",
                        value: Bool.random(using: &self)
                            ? .array((0..<3).map { _ in object(depth: depth - 1) }) : value(depth: depth - 1)
                    )
                }
            )
        }
    }

    @Test(arguments: StoreKind.tested, [1, 2, 3, 4] as [UInt64])
    func `any JSON object is stored and comes back byte for byte`(kind: StoreKind, seed: UInt64) throws {
        let fixture = try StoreFixture(kind)
        var generator = Generator(state: seed)
        var items: [StoreItem] = []
        for number in 0..<150 {
            items.append(
                StoreItem(
                    key: UInt64(number),
                    id: ArticleID(rawValue: "a\(number)"),
                    article: Sample.article("a\(number)").json,
                    extraction: generator.object(depth: 4).json,
                    verdict: generator.object(depth: 4).json
                )
            )
        }
        let results = try fixture.store.store(items)
        #expect(results == (1...150).map { .stored(seq: $0) })
        let documents = try fixture.store.documents(after: 0, topicPrefix: "", limit: 1000)
        for (item, document) in zip(items, documents) {
            #expect(document.verdict == item.verdict)
            #expect(document.topics.allSatisfy { !$0.contains("\n") && $0.split(separator: ".").count > 1 })
            for topic in document.topics {
                let fetched = try fixture.store.documents(after: document.seq - 1, topicPrefix: topic, limit: 1)
                #expect(fetched.first?.seq == document.seq)
            }
        }
        while try fixture.store.maintain() {}
    }
}
