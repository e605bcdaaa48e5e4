import Extraction
import Messages
import Testing

@Suite(.timeLimit(.minutes(5)))
struct DeterminismTests {
    @Test func `what an extractor has read before changes nothing`() throws {
        let article = { (body: String) in Article(id: ArticleID(rawValue: "t"), title: "", body: body) }
        let last = article("Rosneft's tanker Sea Lily left Novorossiysk, Sergei Lavrov said in Moscow.")
        let fresh = try Extractor(resources: ExtractorTests.resources)
        let alone = fresh.extract(last).json
        let other = try Extractor(resources: ExtractorTests.resources)
        for body in ["Moscow SAID no.", "rosneft and Novorossiysk", "The Sea lily of Sergei.", last.body.uppercased()] {
            _ = other.extract(article(body))
        }
        #expect(other.extract(last).json == alone)
        #expect(fresh.extract(last).json == alone)
    }

    @Test func `two extractors give the same bytes, with the hash of their model`() throws {
        var article = Article(
            id: ArticleID(rawValue: "t"),
            title: "",
            body: """
                The Russian president met Wang Yi in Moscow on Monday. Rosneft and Lukoil had asked the ministry for leave, \
                said the EU Commission's spokesman. The tanker Sea Lily (IMO 9187629) carries 243 items under Resolution 2397.
                """
        )
        article.published = "2024-06-20"
        let one = try ExtractorTests.extractor.get().extract(article)
        let other = try Extractor(resources: ExtractorTests.resources).extract(article)
        #expect(one.json == other.json)
        #expect(one.json == (try ExtractorTests.extractor.get().extract(article).json))
        let hash = try #require(one.model.split(separator: "sha256:").last)
        #expect(hash.utf8.count == 64 && hash.allSatisfy(\.isHexDigit))
    }
}
