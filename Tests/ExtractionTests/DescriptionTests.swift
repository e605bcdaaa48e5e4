import Extraction
import FoundationEssentials
import Messages
import Testing

@Suite(.timeLimit(.minutes(5)))
struct DescriptionTests {
    private func extract(_ body: String, published: String = "2024-06-20") throws -> Extraction {
        var article = Article(id: ArticleID(rawValue: "t"), title: "", body: body)
        article.published = published
        return try ExtractorTests.extractor.get().extract(article)
    }

    private func descriptions(_ extraction: Extraction) -> [String] {
        extraction.descriptions.map { description in
            let entity = extraction.entities.first { $0.id == description.entity }
            return "\(description.text) = \(entity?.name ?? "?")"
        }
    }

    static let offices: [(String, String, [String])] = [
        ("The Russian president flew to Pyongyang.", "2024-06-20", ["The Russian president = Vladimir Putin"]),
        ("The Russian president flew to Paris.", "2010-03-01", ["The Russian president = Dmitry Medvedev"]),
        ("The Russian prime minister spoke.", "2010-03-01", ["The Russian prime minister = Vladimir Putin"]),
        ("Britain's prime minister resigned.", "2022-10-20", ["Britain's prime minister = Liz Truss"]),
        ("Britain's prime minister resigned.", "2022-09-05", ["Britain's prime minister = Boris Johnson"]),
        (
            "The president of the United States signed it.", "2015-01-10",
            [
                "The president of the United States = Barack Obama"
            ]
        ),
        ("The German chancellor agreed.", "2020-01-10T08:00:00Z", ["The German chancellor = Angela Merkel"]),
        (
            "The Russian leader and the Turkish leader met.", "2019-01-10",
            [
                "The Russian leader = Vladimir Putin", "the Turkish leader = Recep Tayyip Erdogan",
            ]
        ),
        ("The Russian president flew to Pyongyang.", "", []),
        ("The former Russian president and the Ukrainian vice president met a French president.", "2024-06-20", []),
        (
            "Alexander Lukashenko spoke. The Belarusian president named no date.", "2024-06-20",
            [
                "The Belarusian president = Alexander Lukashenko"
            ]
        ),
        (
            "President Volodymyr Zelensky came. The president left again.", "2024-06-20",
            [
                "The president = Volodymyr Zelensky"
            ]
        ),
        (
            "Russian Foreign Minister Sergei Lavrov came. The foreign minister left.", "2024-06-20",
            [
                "The foreign minister = Sergei Lavrov"
            ]
        ),
    ]

    @Test(arguments: offices)
    func `an office is its holder of the day, where the article names no other`(
        body: String,
        published: String,
        expected: [String]
    ) throws {
        #expect(try descriptions(extract(body, published: published)) == expected)
    }

    static let others: [(String, [String])] = [
        (
            "The Foreign Ministry in Moscow objected. The ministry gave no reason.",
            ["The ministry = Foreign Ministry"]
        ),
        (
            "Iran's central bank raised rates. The central bank said so on Monday.",
            ["Iran's central bank = Iran central bank", "The central bank = Iran central bank"]
        ),
        (
            "Rosneft sold the field. The company did not say to whom.",
            ["The company = Rosneft"]
        ),
        (
            "Rosneft and Lukoil sold the field. The company did not say to whom.",
            []
        ),
        ("The European Union met. The bloc agreed.", ["The bloc = European Union"]),
        ("Saudi Arabia cut output. The kingdom will go on.", ["The kingdom = Saudi Arabia"]),
        ("Saudi Arabia and Jordan talked. The kingdom objected.", []),
        ("Saudi Arabia and Iraq talked. The kingdom objected.", ["The kingdom = Saudi Arabia"]),
        ("Belarus closed the border. Its government blamed Poland.", ["Its government = Belarus"]),
        ("The Dutch government agreed.", ["The Dutch government = Netherlands"]),
        (
            "Russian Foreign Minister Sergei Lavrov called it theft. His government would answer.",
            ["His government = Russia"]
        ),
        ("The tanker Sea Lily (IMO 9187629) left Novorossiysk. The vessel sank.", ["The vessel = Sea Lily"]),
        ("A company that sold to a ministry was fined.", []),
    ]

    @Test(arguments: others)
    func `a description is what it can be, where only one thing can be meant`(body: String, expected: [String]) throws {
        #expect(try descriptions(extract(body)) == expected)
    }

    @Test func `who is only described has no mentions, and his office is his role`() throws {
        let extraction = try extract("The Russian president flew to Pyongyang.")
        let putin = try #require(extraction.entities.first { $0.kind == .person })
        #expect(putin.mentions.isEmpty)
        #expect(putin.country == "RU")
        #expect(putin.role == "president of Russia")
    }

    @Test func `descriptions are no mentions and no aliases`() throws {
        let extraction = try extract("Rosneft sold the field. The company did not say to whom.")
        #expect(extraction.mentions.map(\.text) == ["Rosneft"])
        #expect(extraction.entities.map(\.aliases) == [[]])
    }

    static let surnames: [(String, [[String]])] = [
        (
            "Raul Castro followed Fidel Castro. Fidel Castro died in 2016.",
            [["Raul Castro"], ["Fidel Castro", "Fidel Castro"]]
        ),
        (
            "Kim Jong Un met Kim Yong Nam. Kim Yong Nam retired.",
            [["Kim Jong Un"], ["Kim Yong Nam", "Kim Yong Nam"]]
        ),
        (
            "Barack Obama spoke. Obama left. Michelle Obama stayed.",
            [["Barack Obama", "Obama"], ["Michelle Obama"]]
        ),
    ]

    @Test(arguments: surnames)
    func `two people with one surname stay two`(body: String, expected: [[String]]) throws {
        let extraction = try extract(body)
        let persons = extraction.entities.filter { $0.kind == .person }
        #expect(persons.map { $0.mentions.map { extraction.mentions[$0].text } } == expected)
    }
}
