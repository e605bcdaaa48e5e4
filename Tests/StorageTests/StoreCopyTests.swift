import FoundationEssentials
import Messages
import Testing

@testable import Storage

@Suite(.timeLimit(.minutes(3)))
struct StoreCopyTests {
    /// Every way between two databases that can be tested.
    private static let ways = StoreKind.tested.flatMap { from in StoreKind.tested.map { (from, $0) } }

    /// A store with everything that one can hold.
    private func filled(_ kind: StoreKind, articles: Int) throws -> StoreFixture {
        let fixture = try StoreFixture(kind)
        let store = fixture.store
        func item(_ number: Int, key: Int, rules: String = "r1") -> StoreItem {
            Sample.item(
                Sample.article("a\(number)", body: "Text \(number) “ü” \u{1F600}"),
                key: UInt64(key),
                extraction: Sample.extraction([
                    Entity(id: EntityID(rawValue: "e1"), kind: .person, name: "Kim \(number)", country: "KP")
                ]),
                verdict: Sample.verdict(
                    [Sample.event(.imposed, [.energy], ["EU"], ["RU"])],
                    [Sample.match("eu", "\(number)", countries: ["RU"])],
                    rules: rules
                )
            )
        }
        let (first, second) = (QuarantinedArticle.sample("q1", key: 7), QuarantinedArticle.sample("a3", key: .max))
        try store.quarantine([first, second, QuarantinedArticle.sample("q2", key: 9)])
        for start in stride(from: 0, to: articles, by: 100) {
            _ = try store.store((start..<min(start + 100, articles)).map { item($0, key: $0) })
        }
        _ = try store.store([item(1, key: 500, rules: "r2"), item(2, key: 501), item(1, key: 502, rules: "r2")])
        _ = try store.drop(ArticleID(rawValue: "q2"))
        return fixture
    }

    @Test(arguments: ways)
    func `a copy holds the same, byte for byte, and answers the same`(from: StoreKind, to: StoreKind) throws {
        let (source, target) = (try filled(from, articles: 150), try StoreFixture(to))
        let outcome = try StoreCopy(from: source.store, to: target.store).run { _, _ in }
        #expect(outcome.copied == 151)
        #expect(outcome.documents == 151)
        #expect(outcome.duplicates == 2)
        #expect(outcome.quarantined == 1)
        #expect(outcome.releases == 2)
        #expect(outcome.sha256.count == 64)
        #expect(try target.store.document(of: ArticleID(rawValue: "a1"))?.seq == 151)
        #expect(try target.find { $0.text = "text 149" } == ["a149"])
        #expect(
            try target.find {
                $0.entity = "kim 7"; $0.limit = 1
            } == ["a79"]
        )
        #expect(try target.find { $0.entry = "3" } == ["a3"])
        // The copy goes on as the original would.
        let more = [
            Sample.item(Sample.article("new"), key: 900), Sample.item(Sample.article("a5", body: "x"), key: 901),
        ]
        #expect(try target.store.store(more) == source.store.store(more))
    }

    @Test(arguments: ways)
    func `an interrupted copy goes on, and a finished one has nothing to do`(from: StoreKind, to: StoreKind) throws {
        let (source, target) = (try filled(from, articles: 150), try StoreFixture(to))
        try target.store.restore(source.store.records(after: 0, limit: 100))
        try target.store.quarantine([QuarantinedArticle.sample("left over", key: 1)])
        let copy = StoreCopy(from: source.store, to: target.store)
        #expect(try copy.run { _, _ in }.copied == 51)
        let again = try copy.run { _, _ in }
        #expect(again.copied == 0 && again.documents == 151)
    }

    @Test(arguments: StoreKind.tested)
    func `a store with something else in it is no target`(kind: StoreKind) throws {
        let (source, target) = (try filled(.sqlite, articles: 3), try StoreFixture(kind))
        _ = try target.store.store([Sample.item(Sample.article("other"))])
        do throws(StoreError) {
            _ = try StoreCopy(from: source.store, to: target.store).run { _, _ in }
            Issue.record("copied")
        } catch {
            #expect(error.reason.contains("another document #1"), "\(error)")
        }
        #expect(try target.store.head() == 1)
    }
}

extension QuarantinedArticle {
    fileprivate static func sample(_ id: String, key: UInt64) -> QuarantinedArticle {
        QuarantinedArticle(
            id: ArticleID(rawValue: id),
            key: key,
            stage: "extract",
            reason: "crashed",
            errors: ["once"],
            frames: [Array("{}".utf8), [0, 255]],
            envelope: [1],
            at: Timestamp(milliseconds: 1000)
        )
    }
}
