internal import Classification
internal import Extraction
package import Messages
internal import Screening

/// Times the engines of the stages in this process, each by itself, on one core.
package struct AnalysisBench {
    /// What was measured of one engine.
    package struct Part: Sendable {
        package let name: String
        /// Its loading.
        package let loading: Duration
        /// An article each, in ascending order.
        package let articles: [Duration]
    }

    package let parts: [Part]
    /// Tokens a second through the tagger alone.
    package let tokensPerSecond: Double

    /// So many articles are measured at least: few ones again and again, many ones once, as a worker reads them.
    private static let least = 40

    /// Loads the engines and gives every article to each of them.
    ///
    /// - Parameters:
    ///   - data: The folder of shipped data.
    ///   - articles: At least one.
    /// - Throws: An error that names the file that can't be used.
    package init(data: String, articles: [Article]) throws {
        let (extractor, extractorTime) = try Self.timed { try Extractor(resources: data) }
        let (classifier, classifierTime) = try Self.timed { try Classifier(lexicon: "\(data)/lexicon/en") }
        let (screener, screenerTime) = try Self.timed { try Watchlists(data: data, lists: []).load() }
        let tagging = extractor.tagging(articles.map(\.body))
        tokensPerSecond = Double(tagging.tokens) / (tagging.time / .seconds(1))
        let extracting = Self.times(articles, extractor.extract)
        let pairs = Array(zip(articles, articles.map(extractor.extract)))
        parts = [
            Part(name: "extraction", loading: extractorTime, articles: extracting),
            Part(name: "classification", loading: classifierTime, articles: Self.times(pairs, classifier.classify)),
            Part(name: "screening", loading: screenerTime, articles: Self.times(pairs, screener.screen)),
        ]
    }

    private static func timed<Value>(_ work: () throws -> Value) rethrows -> (Value, Duration) {
        let start = ContinuousClock.now
        let value = try work()
        return (value, ContinuousClock.now - start)
    }

    private static func times<Item, Result>(_ items: [Item], _ work: (Item) -> Result) -> [Duration] {
        let first = ContinuousClock().measure { _ = work(items[0]) }
        // A giant input is measured once more, not forty times.
        let rounds = first > .seconds(0.1) ? 1 : max(1, least / items.count)
        return (0..<rounds).flatMap { _ in
            items.map { item in ContinuousClock().measure { _ = work(item) } }
        }.sorted()
    }
}
