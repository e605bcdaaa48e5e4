import Extraction
import Messages
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ValueTests {
    private func extract(_ body: String) throws -> Extraction {
        var article = Article(id: ArticleID(rawValue: "t"), title: "", body: body)
        article.published = "2024-06-20T10:00:00Z"
        return try ExtractorTests.extractor.get().extract(article)
    }

    static let quantities: [(String, [String])] = [
        ("It will add 243 new items to the list.", ["243.0 items 243 new items"]),
        ("They listed four vessels and two dozen firms.", ["4.0 vessels four vessels", "24.0 firms two dozen firms"]),
        ("The Treasury listed twelve of its managers.", ["12.0 managers twelve of its managers"]),
        (
            "Assets of 21 Russian and Crimean officials were frozen.",
            ["21.0 officials 21 Russian and Crimean officials"]
        ),
        ("Growth was 3.5 percent.", ["3.5 percent 3.5 percent"]),
        ("Resolution 2397 passed in 2017.", []),
    ]

    @Test(arguments: quantities)
    func `a number is found with what it counts`(body: String, expected: [String]) throws {
        let found = try extract(body).quantities.map { "\($0.value) \($0.unit ?? "-") \($0.text)" }
        #expect(found == expected)
    }

    static let money: [(String, Double, String)] = [
        ("It was fined $1.5 million.", 1_500_000, "USD"),
        ("It paid S$880,000 in all.", 880_000, "SGD"),
        ("Some 616 billion won flowed.", 616e9, "KRW"),
        ("A loan of EUR 5m was stopped.", 5e6, "EUR"),
        ("They owed two million Canadian dollars.", 2e6, "CAD"),
    ]

    @Test(arguments: money)
    func `an amount is found with its currency`(body: String, value: Double, currency: String) throws {
        let found = try extract(body).money
        #expect(found.map(\.value) == [value])
        #expect(found.map(\.currency) == [currency])
    }

    static let dates: [(String, String, String)] = [
        ("They met on Monday.", "Monday", "2024-06-17"),
        ("They met on Thursday.", "Thursday", "2024-06-20"),
        ("They meet next Monday.", "next Monday", "2024-06-24"),
        ("It ended yesterday.", "yesterday", "2024-06-19"),
        ("It began on June 5, 2019.", "June 5, 2019", "2019-06-05"),
        ("It began on 24 February 2022.", "24 February 2022", "2022-02-24"),
        ("It was signed in October.", "October", "2023-10"),
        ("It ended last month.", "last month", "2024-05"),
        ("It has grown since 2019.", "2019", "2019"),
        ("They met last week.", "last week", "2024-06-10/2024-06-16"),
        ("It took effect on 2023-12-31.", "2023-12-31", "2023-12-31"),
    ]

    @Test(arguments: dates)
    func `a date is resolved against the day of publication`(body: String, text: String, value: String) throws {
        let found = try extract(body).dates
        #expect(found.map(\.text) == [text])
        #expect(found.map(\.value) == [value])
    }

    static let identifiers: [(String, String, Bool?)] = [
        ("The tanker Sea Lily (IMO 9187629) left.", "imo", true),
        ("The tanker Sea Lily (IMO 9187628) left.", "imo", false),
        ("Coins went to 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 at once.", "bitcoin", true),
        ("Coins went to bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4 at once.", "bitcoin", true),
        ("It used 0x52908400098527886E0F7030069857D2E4169EE7 for it.", "ethereum", nil),
        ("It used 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed for it.", "ethereum", true),
        ("It used 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeaEd for it.", "ethereum", false),
        ("Its LEI is 5493001KJTIIGC8Y1R12 now.", "lei", true),
    ]

    @Test(arguments: identifiers)
    func `an identifier is found and its check digit checked`(body: String, kind: String, isValid: Bool?) throws {
        let found = try extract(body).identifiers
        #expect(found.map(\.kind.rawValue) == [kind])
        #expect(found.map(\.isValid) == [isValid])
    }

    @Test func `a ship's number belongs to the ship`() throws {
        let extraction = try extract("The tanker Sea Lily (IMO 9187629) left. The Sea Lily was seen off Crete.")
        let ship = try #require(extraction.entities.first { $0.kind == .vessel })
        #expect(ship.identifiers == ["IMO 9187629"])
        #expect(ship.mentions.count == 2)
        #expect(extraction.identifiers.first?.entity == ship.id)
    }
}
