import Messages
import Testing

@testable import Storage

/// What every store does, whatever its database is.
@Suite(.timeLimit(.minutes(5)))
struct StoreTests {
    @Test(arguments: StoreKind.tested)
    func `a stored document is the message, byte for byte`(kind: StoreKind) throws {
        let fixture = try StoreFixture(kind)
        let store = fixture.store
        let article = Sample.article("a", body: "Zwölf “Sätze”\n\nmit \\ und \" und \u{1F600}")
        let verdict = Sample.verdict([Sample.event(.imposed, [.designation], ["KR"], ["RU"])])
        let item = Sample.item(article, verdict: verdict)
        #expect(try store.store([item]) == [.stored(seq: 1)])
        let document = try #require(try store.documents(after: 0, topicPrefix: "", limit: 10).first)
        let expected = Classified.splice(
            seq: 1,
            article: item.article,
            extraction: item.extraction,
            verdict: item.verdict
        )
        #expect(document.json == expected)
        #expect(document.envelope == item.envelope)
        #expect(document.storedAt.description == "2024-06-20T12:00:00Z")
        #expect(document.topics == ["article.primary", "event.imposed.RU.designation"])
        #expect(try store.document(of: article.id) == document)
        #expect(try store.document(of: ArticleID(rawValue: "b")) == nil)
    }

    @Test(arguments: StoreKind.tested)
    func `a replay and a duplicate are told from what is new`(kind: StoreKind) throws {
        let fixture = try StoreFixture(kind)
        let store = fixture.store
        let a = Sample.article("a")
        let b = Sample.article("b")
        #expect(
            try store.store([Sample.item(a, key: 1), Sample.item(b, key: 2)]) == [.stored(seq: 1), .stored(seq: 2)]
        )
        let renamed = Sample.article("c", body: a.body)
        let again = [
            Sample.item(a, key: 1), Sample.item(b, key: 9), Sample.item(renamed, key: 10),
            Sample.item(Sample.article("d"), key: 11), Sample.item(Sample.article("d"), key: 11),
            Sample.item(Sample.article("e", body: "The body of d."), key: 12),
        ]
        let results: [StoreResult] = [
            .alreadyStored(seq: 1), .duplicate(of: 2), .duplicate(of: 1), .stored(seq: 3), .alreadyStored(seq: 3),
            .duplicate(of: 3),
        ]
        #expect(try store.store(again) == results)
        #expect(try store.store(again)[3] == .alreadyStored(seq: 3))
        let counts = try store.counts()
        #expect(counts.articles == 3)
        #expect(counts.documents == 3)
        #expect(counts.duplicates == 3)
    }

    @Test(arguments: StoreKind.tested)
    func `other rules make a new version, and the old one stays`(kind: StoreKind) throws {
        let fixture = try StoreFixture(kind)
        let store = fixture.store
        let article = Sample.article("a")
        let old = Sample.item(article, verdict: Sample.verdict([], rules: "r1"))
        let new = Sample.item(
            article,
            verdict: Sample.verdict([Sample.event(.eased, [.energy], ["US"], ["VE"])], rules: "r2")
        )
        #expect(try store.store([old]) == [.stored(seq: 1)])
        #expect(try store.store([new]) == [.stored(seq: 2)])
        #expect(try store.store([old, new]) == [.alreadyStored(seq: 1), .alreadyStored(seq: 2)])
        #expect(try store.document(of: article.id)?.seq == 2)
        #expect(try store.documents(after: 0, topicPrefix: "", limit: 9).map(\.seq) == [1, 2])
        #expect(try store.counts().articles == 1)
        var query = Query()
        #expect(try store.find(query).map(\.seq) == [2])
        query.text = "body"
        #expect(try store.find(query).map(\.seq) == [2])
        while try store.maintain() {}
        #expect(try store.find(query).map(\.seq) == [2])
    }

    @Test(arguments: StoreKind.tested)
    func `newer lists and another model make new versions too`(kind: StoreKind) throws {
        let fixture = try StoreFixture(kind)
        let store = fixture.store
        let article = Sample.article("a")
        func item(model: String, sha256: String) -> StoreItem {
            var verdict = Verdict(rules: "r1", relevance: .none)
            verdict.lists = [ListVersion(list: "un", snapshot: "2026-02-27", sha256: sha256, entries: 3)]
            return Sample.item(article, extraction: Extraction(model: model), verdict: verdict)
        }
        #expect(try store.store([item(model: "m", sha256: "aa")]) == [.stored(seq: 1)])
        #expect(try store.store([item(model: "m", sha256: "bb")]) == [.stored(seq: 2)])
        #expect(try store.store([item(model: "n", sha256: "bb")]) == [.stored(seq: 3)])
        #expect(try store.store([item(model: "m", sha256: "aa")]) == [.alreadyStored(seq: 1)])
    }

    @Test(arguments: StoreKind.tested)
    func `a bad item leaves its neighbours alone`(kind: StoreKind) throws {
        let fixture = try StoreFixture(kind)
        let store = fixture.store
        let good = Sample.item(Sample.article("good"))
        func broken(_ verdict: String, article: [UInt8]? = nil) -> StoreItem {
            StoreItem(
                key: 5,
                id: ArticleID(rawValue: "bad"),
                article: article ?? Sample.article("bad").json,
                extraction: Array("{}".utf8),
                verdict: Array(verdict.utf8)
            )
        }
        let batch = [broken("{\"events\":"), good, broken("[]"), broken("{}", article: Sample.article("other").json)]
        let results = try store.store(batch)
        #expect(results[1] == .stored(seq: 1))
        for index in [0, 2, 3] {
            guard case .invalid(let reason) = results[index] else {
                Issue.record("item \(index): \(results[index])")
                continue
            }
            #expect(reason.contains("frame"))
        }
        #expect(try store.store([broken("{}")]) == [.stored(seq: 2)])
        #expect(try store.store([broken("{\"events\":[{\"action\":7},3],\"matches\":{}}")]) == [.alreadyStored(seq: 2)])
    }

    @Test(arguments: StoreKind.tested)
    func `the feed has no gaps, also after a restart and with a second writer`(kind: StoreKind) throws {
        let fixture = try StoreFixture(kind)
        let store = fixture.store
        for key in 1...3 { _ = try store.store([Sample.item(Sample.article("a\(key)"), key: UInt64(key))]) }
        let second = try fixture.another()
        #expect(try second.store([Sample.item(Sample.article("b"), key: 4)]) == [.stored(seq: 4)])
        #expect(try store.store([Sample.item(Sample.article("c"), key: 5)]) == [.stored(seq: 5)])
        let reader = try fixture.address.openForReading()
        #expect(try reader.head() == 5)
        #expect(try reader.documents(after: 1, topicPrefix: "", limit: 3).map(\.seq) == [2, 3, 4])
        #expect(throws: StoreError.self) { _ = try reader.store([Sample.item(Sample.article("x"))]) }
    }

    @Test(arguments: StoreKind.tested)
    func `the feed is read by prefixes of topics`(kind: StoreKind) throws {
        let fixture = try StoreFixture(kind)
        let store = fixture.store
        let imposed = Sample.verdict([Sample.event(.imposed, [.energy, .financial], ["EU"], ["RU", "BY"])])
        let matched = Sample.verdict([], [Sample.match("ofac-sdn", "35096", countries: ["RU"])])
        _ = try store.store([
            Sample.item(Sample.article("a"), key: 1),
            Sample.item(Sample.article("b"), key: 2, verdict: imposed),
            Sample.item(Sample.article("c"), key: 3, verdict: matched),
            Sample.item(Sample.article("d"), key: 4, verdict: imposed),
        ])
        func seqs(_ prefix: String, after seq: Int = 0, limit: Int = 10) throws -> [Int] {
            try store.documents(after: seq, topicPrefix: prefix, limit: limit).map(\.seq)
        }
        #expect(try seqs("event.") == [2, 4])
        #expect(try seqs("event.imposed.RU") == [2, 4])
        #expect(try seqs("event.imposed.BY.fin", after: 2) == [4])
        #expect(try seqs("event.eased") == [])
        #expect(try seqs("match.ofac-sdn.RU") == [3])
        #expect(try seqs("article.") == [1, 2, 3, 4])
        #expect(try seqs("article.primary", limit: 2) == [2, 3])
        #expect(try seqs("event%") == [])
        #expect(
            try store.lastSeqs(topicPrefix: "article.") == [
                TopicSeq(topic: "article.none", seq: 1), TopicSeq(topic: "article.primary", seq: 4),
            ]
        )
    }

    @Test(arguments: StoreKind.tested)
    func `quarantine keeps everything that came, and lets go`(kind: StoreKind) throws {
        let fixture = try StoreFixture(kind)
        let store = fixture.store
        let article = QuarantinedArticle(
            id: ArticleID(rawValue: "q"),
            key: .max,
            stage: "extract",
            worker: "w-1",
            reason: "crashed",
            attempts: 5,
            errors: ["timeout", "said \"no\"\n"],
            frames: [Array("{}".utf8), [0, 255]],
            envelope: [1, 2],
            at: Timestamp(milliseconds: 1000)
        )
        let later = QuarantinedArticle(
            id: ArticleID(rawValue: "r"),
            key: 2,
            stage: "classify",
            reason: "bad",
            at: Timestamp(milliseconds: 2000)
        )
        try store.quarantine([article, later])
        try store.quarantine([article])
        #expect(try store.quarantined(article.id) == article)
        #expect(try store.quarantined(limit: 10).map(\.id.rawValue) == ["r", "q"])
        #expect(try store.quarantined(limit: 1).count == 1)
        #expect(try store.counts().quarantined == 2)
        #expect(try store.drop(article.id))
        #expect(try !store.drop(article.id))
        #expect(try store.quarantined(article.id) == nil)
        #expect(try store.counts().dropped == 1)
    }

    @Test(arguments: StoreKind.tested)
    func `an article that is stored in the end leaves quarantine with it`(kind: StoreKind) throws {
        let fixture = try StoreFixture(kind)
        let store = fixture.store
        func quarantined(key: UInt64) -> QuarantinedArticle {
            QuarantinedArticle(
                id: ArticleID(rawValue: "q"),
                key: key,
                stage: "x",
                reason: "y",
                at: Timestamp(milliseconds: 0)
            )
        }
        try store.quarantine([quarantined(key: 1)])
        try store.quarantine([quarantined(key: 7)])
        #expect(try store.counts().dropped == 1)
        _ = try store.store([Sample.item(Sample.article("other"), key: 2), Sample.item(Sample.article("q"), key: 7)])
        let counts = try store.counts()
        #expect(counts.quarantined == 0)
        #expect(counts.rescued == 1)
        #expect(counts.articles == 2)
    }
}
