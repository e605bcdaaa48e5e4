internal import Extraction
package import Messages
internal import Screening

/// Extraction, screening and classification in one process: the same engines that the stages run.
package final class Analyser: Sendable {
    private let extractor: Extractor
    private let judge: Judge

    /// Loads the engines.
    ///
    /// - Parameters:
    ///   - data: The folder of shipped data.
    ///   - lists: The watchlists, as a pipeline file names them; none means the shipped starter list.
    /// - Throws: An error that names the file that can't be used.
    package init(data: String, lists: [String]) throws {
        extractor = try Extractor(resources: data)
        judge = try Judge(data: data, screener: LiveScreener(Watchlists(data: data, lists: lists).load()))
    }

    /// The classified document of an article, without a place in a feed.
    package func analyse(_ article: Article) -> (extraction: Extraction, verdict: Verdict, document: [UInt8]) {
        let extraction = extractor.extract(article)
        let verdict = judge.verdict(article, extraction)
        let document = Classified.splice(
            seq: nil,
            article: article.json,
            extraction: extraction.json,
            verdict: verdict.json
        )
        return (extraction, verdict, document)
    }
}
