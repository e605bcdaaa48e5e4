import Messages
import Testing

@testable import Storage

@Suite(.timeLimit(.minutes(1)))
struct QueryTests {
    private let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
        let putin = Entity(
            id: EntityID(rawValue: "e1"),
            kind: .person,
            name: "Vladimir Putin",
            country: "RU",
            aliases: ["Putin", "Russian leader"]
        )
        let korea = Entity(id: EntityID(rawValue: "e2"), kind: .place, name: "North Korea", country: "KP")
        _ = try fixture.store.store([
            Sample.item(
                Sample.article("a", title: "Treaty signed", body: "Kim met Putin in São Paulo.", source: "Wire"),
                key: 1,
                extraction: Sample.extraction([putin, korea]),
                verdict: Sample.verdict(
                    [
                        Sample.event(.imposed, [.exportControl], ["KR"], ["RU"]),
                        Sample.event(.violated, [.armsEmbargo], ["UN"], ["KP"]),
                    ],
                    [Sample.match("ofac-sdn", "35096", countries: ["RU"])]
                )
            ),
            Sample.item(
                Sample.article(
                    "b",
                    title: "Grain",
                    body: "Nothing of note, said Kim.",
                    published: "2024-01-05T00:00:00Z"
                ),
                key: 2
            ),
            Sample.item(
                Sample.article("c", title: "Oil", body: "A cap on oil.", source: "Daily", published: nil),
                key: 3,
                extraction: Sample.extraction([korea]),
                verdict: Sample.verdict([Sample.event(.eased, [.energy], ["US"], ["RU"])])
            ),
        ])
    }

    private func find(_ change: (inout Query) -> Void) throws -> [String] {
        var query = Query()
        change(&query)
        return try fixture.store.find(query).map(\.id.rawValue)
    }

    @Test(arguments: [false, true])
    func `texts are found by words, phrases and prefixes, whether they wait for the index or not`(indexed: Bool) throws
    {
        if indexed { while try fixture.store.maintain() {} }
        #expect(try find { $0.text = "kim" } == ["b", "a"])
        #expect(try find { $0.text = "sao paulo" } == ["a"])
        #expect(try find { $0.text = "\"met putin\"" } == ["a"])
        #expect(try find { $0.text = "\"putin met\"" } == [])
        #expect(try find { $0.text = "kim NOT putin" } == ["b"])
        #expect(try find { $0.text = "title: oil OR grai*" } == ["c", "b"])
        #expect(
            try find {
                $0.text = "kim"
                $0.limit = 1
            } == ["b"]
        )
        var query = Query()
        query.text = "paulo"
        #expect(try fixture.store.find(query).first?.snippet == "Kim met Putin in São Paulo.")
    }

    @Test(arguments: [
        ("Kim Jong-un", "Kim \"Jong-un\""), ("don't NOT x*", "\"don't\" NOT x*"), ("\"a-b c\" OR d", "\"a-b c\" OR d"),
        ("title:U.S.", "title:\"U.S.\""), ("(a OR b-c)", "(a OR \"b-c\")"), ("Łódź", "Łódź"), ("", ""),
        ("50%", "\"50%\""),
    ])
    func `words that FTS5 would refuse become phrases`(text: String, expression: String) {
        #expect(TextQuery.fts5(text) == expression)
    }

    @Test func `a mistake in a text query is explained`() {
        var query = Query()
        query.text = "\"open"
        do throws(StoreError) {
            _ = try fixture.store.find(query)
            Issue.record("found")
        } catch {
            #expect(error.code == .badQuery)
            #expect(error.reason.contains("\"open"))
        }
    }

    @Test func `documents are found by what is in them`() throws {
        #expect(try find { _ in } == ["c", "b", "a"])
        #expect(try find { $0.entity = "vladimir" } == ["a"])
        #expect(try find { $0.entity = "PUTIN" } == ["a"])
        #expect(try find { $0.entity = "utin" } == [])
        #expect(try find { $0.country = "kp" } == ["c", "a"])
        #expect(try find { $0.relevance = "none" } == ["b"])
        #expect(try find { $0.source = "daily" } == ["c"])
        #expect(try find { $0.action = "imposed" } == ["a"])
        #expect(try find { $0.target = "RU" } == ["c", "a"])
        #expect(try find { $0.list = "ofac-sdn" } == ["a"])
        #expect(try find { $0.entry = "35096" } == ["a"])
        #expect(try find { $0.list = "un" } == [])
        #expect(try find { $0.since = Timestamp("2024-06-21") } == ["c"])
        #expect(try find { $0.until = Timestamp("2024-06-01") } == ["b"])
    }

    @Test func `conditions on events hold for one event`() throws {
        #expect(
            try find {
                $0.action = "imposed"
                $0.target = "ru"
                $0.measure = "export-control"
                $0.issuer = "KR"
            } == ["a"]
        )
        #expect(
            try find {
                $0.action = "imposed"
                $0.target = "KP"
            } == []
        )
    }

    @Test func `a match without a country takes the one of its entity`() throws {
        let entity = Entity(id: EntityID(rawValue: "e9"), kind: .person, name: "X", country: "IR")
        let item = Sample.item(
            Sample.article("t"),
            key: 9,
            extraction: Sample.extraction([entity]),
            verdict: Sample.verdict(
                [Sample.event(.planned, [], [], [])],
                [
                    Sample.match("un.sc list", "1", countries: [], entity: "e9"),
                    Sample.match("eu", "2", countries: [], entity: "e8"),
                ]
            )
        )
        _ = try fixture.store.store([item])
        #expect(
            try fixture.store.document(of: item.id)?.topics == [
                "article.primary", "event.planned.none.none", "match.un-sc-list.IR", "match.eu.none",
            ]
        )
    }
}
