import Extraction
import Messages
import Testing

@Suite(.timeLimit(.minutes(5)))
struct HostileTextTests {
    static let pieces: [String] = [
        "x", "\"", "(", "A", "The ", "The North Korea ", "Sergei Lavrov ", "1,", "$", "Article 5 of the ", "制裁", "👍🏽",
        "a-b-", "of the Act ",
        "Abcd.", "a+b-c.", "St. ", "9187629 ", "1", "e\u{301}", "THE NORTH KOREA ARMY SAYS ", "Alpha Beta Gamma ",
        "the Russian ministry ", "its government and his ministry ", "The Russian president said. ",
        "Abcdefgh", "Resolution ", "Section 5(a)(1) of the ", "Section 5 of the treaty ", "IMO ", "\n", "\n\n- ",
        "U.S. ", "'s ", "Russia-", "((", "1 of its ",
    ]

    /// A timing is no test here: quadratic work on these texts would run into the suite's limit.
    @Test(arguments: pieces)
    func `no text of one piece repeated breaks the extraction`(piece: String) throws {
        let body = String(repeating: piece, count: 20_000 / piece.utf8.count)
        let extraction = try ExtractorTests.extractor.get().extract(
            Article(id: ArticleID(rawValue: "t"), title: "", body: body)
        )
        let length = body.unicodeScalars.count
        for mention in extraction.mentions {
            #expect(mention.offsets.lowerBound >= 0 && mention.offsets.upperBound <= length && !mention.offsets.isEmpty)
        }
        for (one, next) in zip(extraction.mentions, extraction.mentions.dropFirst()) {
            #expect(one.offsets.upperBound <= next.offsets.lowerBound)
        }
    }
}
