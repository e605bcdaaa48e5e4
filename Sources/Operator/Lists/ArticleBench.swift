internal import Extraction
internal import Messages
internal import Pipeline
internal import Screening

/// How long one article is screened, besides what its extraction takes.
struct ArticleBench {
    private let article: Article
    private let extraction: Extraction
    private static let words = 1000
    private static let runs = 50

    /// An article of about a thousand words.
    ///
    /// - Parameters:
    ///   - data: The folder of shipped data.
    ///   - file: A text; nil takes the shipped samples, one after the other.
    /// - Throws: An error that names the file that can't be used.
    init(_ data: DataFolder, file: String?) throws {
        article = try SampleText(data, file: file).articles(1, words: Self.words)[0]
        extraction = try Extractor(resources: data.path).extract(article)
    }

    /// One line for a person.
    func line(_ index: ListIndex) -> String {
        let screener = Screener(index: index)
        var matches = 0
        let times = (0..<Self.runs).map { _ in
            ContinuousClock().measure { matches = screener.screen(article, extraction).matches.count }.milliseconds
        }.sorted()
        let words = article.body.split(whereSeparator: \.isWhitespace).count
        let rank = { (share: Double) in (times[Int(Double(times.count - 1) * share)] * 1000).rounded() / 1000 }
        return "one article (\(words) words, \(extraction.entities.count) entities, \(matches) matches): "
            + "median \(rank(0.5)) ms, slowest \(rank(1)) ms"
    }
}
