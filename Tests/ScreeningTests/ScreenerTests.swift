import Messages
import Screening
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ScreenerTests {
    private let body = "Foreign Minister Sergej Lavrow met Kim in Pyongyang. Rosoboroneksport and the RSF said nothing."

    private func extraction() -> Extraction {
        var extraction = Extraction(model: "test")
        extraction.mentions = [
            Mention(kind: .person, offsets: 17..<30, text: "Sergej Lavrow", entity: EntityID(rawValue: "e1")),
            Mention(kind: .person, offsets: 35..<38, text: "Kim", entity: EntityID(rawValue: "e2")),
            Mention(kind: .organization, offsets: 77..<80, text: "RSF", entity: EntityID(rawValue: "e3")),
        ]
        extraction.entities = [
            Entity(id: EntityID(rawValue: "e1"), kind: .person, name: "Sergej Lavrow", country: "RU", mentions: [0]),
            Entity(id: EntityID(rawValue: "e2"), kind: .person, name: "Kim", mentions: [1]),
            Entity(id: EntityID(rawValue: "e3"), kind: .organization, name: "RSF", acronym: "RSF", mentions: [2]),
        ]
        return extraction
    }

    private var article: Article { Article(id: ArticleID(rawValue: "a"), title: "", body: body) }

    @Test func `a listed person is found by another spelling, and a name that was not marked by itself`() throws {
        let (matches, lists) = try ShippedData.screener.get().screen(article, extraction())
        #expect(matches.map(\.entryID) == ["35233", "18782"])
        try #require(matches.count == 2)
        #expect(matches[0].entity == EntityID(rawValue: "e1"))
        #expect(matches[0].role == .party)
        #expect(matches[1].text == "Rosoboroneksport")
        #expect(matches[1].offsets == 53..<69)
        #expect(lists.map(\.list) == ["ofac-sdn-starter"])
        #expect(lists[0].snapshot == "2024-05-03")
    }

    @Test func `the full name in the article makes Kim the listed one`() throws {
        var extraction = extraction()
        extraction.entities[1].name = "Kim Jong-un"
        extraction.entities[1].aliases = ["Kim"]
        let matches = try ShippedData.screener.get().screen(article, extraction).matches
        #expect(matches.filter { $0.entity == EntityID(rawValue: "e2") }.map(\.entryID) == ["20157"])
    }

    @Test func `an authority is no party`() throws {
        var extraction = extraction()
        extraction.entities[0].authority = "UN"
        let matches = try ShippedData.screener.get().screen(article, extraction).matches
        #expect(!matches.contains { $0.entity == EntityID(rawValue: "e1") })
    }

    @Test func `a reload replaces the lists as a whole`() throws {
        let live = LiveScreener(try ShippedData.screener.get())
        var list = try ShippedData.starter.get().list
        list.entries = list.entries.filter { $0.id == "20157" }
        list.snapshot = "2024-06-01"
        let taken = live.current
        live.replace(with: try Screener(lists: [list], names: try ShippedData.names.get()))
        #expect(live.current.screen(article, extraction()).matches.isEmpty)
        #expect(live.current.index.versions[0].snapshot == "2024-06-01")
        #expect(taken.screen(article, extraction()).matches.count == 2)
    }
}
