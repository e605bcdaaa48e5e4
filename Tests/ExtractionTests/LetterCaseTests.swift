import Extraction
import FoundationEssentials
import Messages
import Testing

@Suite(.timeLimit(.minutes(5)))
struct LetterCaseTests {
    private func extract(_ body: String) throws -> Extraction {
        try ExtractorTests.extractor.get().extract(Article(id: ArticleID(rawValue: "t"), title: "", body: body))
    }

    static let cases: [(String, [String])] = [
        (
            "VLADIMIR PUTIN ARRIVED IN BEIJING ON MONDAY, THE KREMLIN SAID.",
            ["person VLADIMIR PUTIN", "place BEIJING CN", "organization KREMLIN RU"]
        ),
        ("THE US AND THE EU LISTED SIX RUSSIAN BANKS.", ["place US US", "organization EU", "nationality RUSSIAN RU"]),
        (
            "vladimir putin arrived in beijing on monday.",
            ["person vladimir putin", "place beijing CN"]
        ),
        (
            "RUSSIA HITS BACK AT BRITAIN\n\nMoscow said on Monday that it would answer London.",
            ["place RUSSIA RU", "place BRITAIN GB", "place Moscow RU", "place London GB"]
        ),
    ]

    @Test(arguments: cases)
    func `names are found in capitals and without any, and given as they are written`(
        body: String,
        expected: [String]
    ) throws {
        let extraction = try extract(body)
        let names = extraction.mentions.map { "\($0.kind.rawValue) \($0.text)\($0.country.map { " \($0)" } ?? "")" }
        #expect(names == expected)
        let scalars = Array(body.unicodeScalars)
        for mention in extraction.mentions {
            #expect(String(String.UnicodeScalarView(scalars[mention.offsets])) == mention.text)
        }
    }

    @Test func `an entity in capitals is named as in running text`() throws {
        let extraction = try extract("VLADIMIR PUTIN ARRIVED IN BEIJING ON MONDAY, THE KREMLIN SAID.")
        #expect(extraction.entities.first?.name == "Vladimir Putin")
    }

    @Test func `numbers of ships and wallets keep their letters`() throws {
        let wallet = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
        let extraction = try extract("THE TREASURY LISTED THE WALLET \(wallet) AND THE TANKER SEA LILY (IMO 9187629).")
        #expect(extraction.identifiers.contains { $0.kind == .ethereum && $0.value == wallet && $0.isValid == true })
        #expect(extraction.identifiers.contains { $0.kind == .imo && $0.value == "9187629" })
    }

    @Test(arguments: ["", " ", "A", "ß ŉ ǰ ΐ", "ＵＳ Ａ", "İSTANBUL ÇANAKKALE İZMİR", "👍🏽 X"])
    func `changing the case changes no count of code points`(text: String) {
        for letters in LetterCase.allCases {
            #expect(letters.applied(to: text).unicodeScalars.count == text.unicodeScalars.count)
        }
    }
}
