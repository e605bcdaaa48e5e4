import Messages
import Testing

@testable import Storage

@Suite(.timeLimit(.minutes(5)))
struct QueryTests {
    /// A store with three articles.
    private static func filled(_ kind: StoreKind) throws -> StoreFixture {
        let fixture = try StoreFixture(kind)
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
        return fixture
    }

    @Test(arguments: StoreKind.tested, [false, true])
    func `texts are found by words, phrases and prefixes, whether they wait for the index or not`(
        kind: StoreKind,
        indexed: Bool
    ) throws {
        let fixture = try Self.filled(kind)
        if indexed { while try fixture.store.maintain() {} }
        #expect(try fixture.find { $0.text = "kim" } == ["b", "a"])
        #expect(try fixture.find { $0.text = "sao paulo" } == ["a"])
        #expect(try fixture.find { $0.text = "\"met putin\"" } == ["a"])
        #expect(try fixture.find { $0.text = "\"putin met\"" } == [])
        #expect(try fixture.find { $0.text = "kim NOT putin" } == ["b"])
        #expect(try fixture.find { $0.text = "title: oil OR grai*" } == ["c", "b"])
        #expect(
            try fixture.find {
                $0.text = "kim"
                $0.limit = 1
            } == ["b"]
        )
        var query = Query()
        query.text = "paulo"
        #expect(try fixture.store.find(query).first?.snippet == "Kim met Putin in São Paulo.")
    }

    @Test(arguments: [
        "kim", "KIM putin", "sao", "São*", "\"met putin\"", "met + putin", "pu*", "kim OR oil", "kim NOT putin",
        "note AND kim OR cap", "kim NOT note OR oil", "(kim OR oil) NOT (note OR cap)", "title: oil", "body: oil",
        "- title: oil", "-title: oil", "{title body}: grain", "title: (oil OR treaty)", "kim - putin", "...", "kim ...",
        "title : treaty", "putin. in", "\"in sao pau\"*", "treaty kim", "\"signed kim\"", "\"said, Kim.\"", "Kim's",
        "nothing-of", "AND kim", "kim AND", "\"", "(kim", "kim)", "titel: oil", "kim OR OR oil", "NOT kim", "*", "+",
        ":",
    ])
    func `the same words find the same articles in every store`(text: String) throws {
        var answers: [[String]?] = []
        for kind in StoreKind.tested {
            let fixture = try Self.filled(kind)
            do throws(StoreError) {
                var query = Query()
                query.text = text
                answers.append(try fixture.store.find(query).map(\.id.rawValue))
            } catch {
                #expect(error.code == .badQuery, "\(error)")
                answers.append(nil)
            }
        }
        #expect(answers.allSatisfy { $0 == answers[0] }, "\(answers)")
    }

    @Test(arguments: [
        ("Kim Jong-un", "Kim \"Jong-un\""), ("don't NOT x*", "\"don't\" NOT x*"), ("\"a-b c\" OR d", "\"a-b c\" OR d"),
        ("title:U.S.", "title:\"U.S.\""), ("(a OR b-c)", "(a OR \"b-c\")"), ("Łódź", "Łódź"), ("", ""),
        ("50%", "\"50%\""),
    ])
    func `words that FTS5 would refuse become phrases`(text: String, expression: String) {
        #expect(TextQuery.fts5(text) == expression)
    }

    @Test(arguments: StoreKind.tested)
    func `a mistake in a text query is explained`(kind: StoreKind) throws {
        let fixture = try Self.filled(kind)
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

    @Test(arguments: StoreKind.tested)
    func `documents are found by what is in them`(kind: StoreKind) throws {
        let fixture = try Self.filled(kind)
        #expect(try fixture.find { _ in } == ["c", "b", "a"])
        #expect(try fixture.find { $0.entity = "vladimir" } == ["a"])
        #expect(try fixture.find { $0.entity = "PUTIN" } == ["a"])
        #expect(try fixture.find { $0.entity = "utin" } == [])
        #expect(try fixture.find { $0.country = "kp" } == ["c", "a"])
        #expect(try fixture.find { $0.relevance = "none" } == ["b"])
        #expect(try fixture.find { $0.source = "daily" } == ["c"])
        #expect(try fixture.find { $0.action = "imposed" } == ["a"])
        #expect(try fixture.find { $0.target = "RU" } == ["c", "a"])
        #expect(try fixture.find { $0.list = "ofac-sdn" } == ["a"])
        #expect(try fixture.find { $0.entry = "35096" } == ["a"])
        #expect(try fixture.find { $0.list = "un" } == [])
        #expect(try fixture.find { $0.since = Timestamp("2024-06-21") } == ["c"])
        #expect(try fixture.find { $0.until = Timestamp("2024-06-01") } == ["b"])
    }

    @Test(arguments: StoreKind.tested)
    func `conditions on events hold for one event`(kind: StoreKind) throws {
        let fixture = try Self.filled(kind)
        #expect(
            try fixture.find {
                $0.action = "imposed"
                $0.target = "ru"
                $0.measure = "export-control"
                $0.issuer = "KR"
            } == ["a"]
        )
        #expect(
            try fixture.find {
                $0.action = "imposed"
                $0.target = "KP"
            } == []
        )
    }

    @Test(arguments: StoreKind.tested)
    func `a match without a country takes the one of its entity`(kind: StoreKind) throws {
        let fixture = try Self.filled(kind)
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
