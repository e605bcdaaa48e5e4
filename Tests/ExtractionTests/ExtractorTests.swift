import Extraction
import FoundationEssentials
import Messages
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ExtractorTests {
    static let resources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Pipelines").path
    static let extractor = Result { try Extractor(resources: resources) }

    private func extract(_ body: String, published: String = "2024-06-20") throws -> Extraction {
        var article = Article(id: ArticleID(rawValue: "t"), title: "", body: body)
        article.published = published
        return try Self.extractor.get().extract(article)
    }

    private func names(_ extraction: Extraction) -> [String] {
        extraction.mentions.map { "\($0.kind.rawValue) \($0.text)\($0.country.map { " \($0)" } ?? "")" }
    }

    static let cases: [(String, [String])] = [
        (
            "The US Treasury said the EU and U.S. officials had met in Brussels.",
            ["organization US Treasury", "organization EU", "place U.S. US", "place Brussels BE"]
        ),
        (
            "Houthi-run media said that Russian-flagged ships were near Crimea.",
            ["organization Houthi", "nationality Russian RU", "place Crimea UA"]
        ),
        (
            "The Kremlin did not comment, said Dmitry Peskov.",
            ["organization Kremlin RU", "person Dmitry Peskov"]
        ),
        (
            "Under Article 51 of the UN Charter and Resolution 2397, Pyongyang objected.",
            ["law Article 51 of the UN Charter", "law Resolution 2397", "place Pyongyang KP"]
        ),
        (
            "The tanker Sea Lily (IMO 9187629) left Novorossiysk.",
            ["vessel Sea Lily", "place Novorossiysk RU"]
        ),
        (
            "North Korean soldiers answered. The North and South Korea talked.",
            [
                "nationality North Korean KP", "place North KP", "place South Korea KR",
            ]
        ),
    ]

    @Test(arguments: cases)
    func `names are found with kind and country`(body: String, expected: [String]) throws {
        #expect(names(try extract(body)) == expected)
    }

    @Test func `in another language only sure names are told`() throws {
        let body = """
            Die EU will am Donnerstag neue Maßnahmen beschließen. An der Grenze ruht der Verkehr, und \
            Alexander Lukaschenko wies die Vorwürfe in Minsk zurück. Ein Waffenembargo gilt weiter.
            """
        var article = Article(id: ArticleID(rawValue: "t"), title: "", body: body, language: "de")
        let found = names(try Self.extractor.get().extract(article))
        #expect(found == ["organization EU", "person Alexander Lukaschenko", "place Minsk BY"])
        article.language = nil
        #expect(names(try Self.extractor.get().extract(article)).count > found.count, "where it isn't told, all are")
    }

    @Test func `offsets are code points and give the text`() throws {
        let body = "“Ça va 👍🏽,” said Emmanuel Macron in Paris."
        let scalars = Array(body.unicodeScalars)
        for mention in try extract(body).mentions {
            let slice = scalars[mention.offsets].map { String($0) }.joined()
            #expect(slice == mention.text)
        }
    }

    @Test func `mentions of one thing are one entity`() throws {
        let body = """
            Russian Foreign Minister Sergei Lavrov flew to the United States. Lavrov met U.S. officials.
            The Korean Central Telegraph Agency (KTAC) reported it. KTAC gave no source.
            """
        let extraction = try extract(body)
        let lavrov = try #require(extraction.entities.first { $0.kind == .person })
        #expect(lavrov.name == "Sergei Lavrov")
        #expect(lavrov.aliases == ["Lavrov"])
        #expect(lavrov.role == "Russian Foreign Minister")
        #expect(lavrov.country == "RU")
        let states = try #require(extraction.entities.first { $0.country == "US" && $0.kind == .place })
        #expect(states.mentions.count == 2)
        let agency = try #require(extraction.entities.first { $0.name == "Korean Central Telegraph Agency" })
        #expect(agency.acronym == "KTAC")
        #expect(agency.mentions.count == 3)
    }

    @Test(arguments: [
        ("The UN Security Council met. The Council adopted it.", "UN"), ("The EU acted. The Council adopted it.", "EU"),
    ])
    func `a short form takes the authority of which the article speaks`(body: String, authority: String) throws {
        let extraction = try extract(body)
        let mention = try #require(extraction.mentions.last { $0.text == "Council" })
        #expect(extraction.entities.first { $0.id == mention.entity }?.authority == authority)
    }

    @Test func `the same article gives the same bytes`() throws {
        let body = "Sergei Lavrov of Russia met Wang Yi of China in Astana. Lavrov thanked Wang."
        let first = try extract(body).json
        let second = try Extractor(resources: Self.resources).extract(
            Article(id: ArticleID(rawValue: "t"), title: "", body: body)
        ).json
        #expect(try extract(body).json == first)
        #expect(second == first)
    }
}
