import Analysis
import Messages
import Testing

@Suite(.timeLimit(.minutes(5)))
struct HostileTextTests {
    /// A timing is no test here: quadratic work on these texts would run into the suite's limit, or out of memory.
    @Test(arguments: ["Abcdefgh", "Al-", "Resolution ", "Section 5(a)(1) of the ", "(", "Kim Jong Un ", "\"", "محمد"])
    func `no text of one piece repeated breaks the analysis`(piece: String) throws {
        let body = String(repeating: piece, count: 300_000 / piece.utf8.count)
        let analyser = try Analyser(data: ShippedData.checkout + "/Pipelines", lists: [])
        let article = Article(id: ArticleID(rawValue: "t"), title: "", body: body)
        let found = analyser.analyse(article)
        #expect(found.verdict.lists.count == 1)
        #expect(found.extraction.mentions.allSatisfy { $0.offsets.upperBound <= body.unicodeScalars.count })
    }
}
