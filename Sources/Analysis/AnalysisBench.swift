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

    private static let rounds = 20

    /// Loads the engines and gives every article to each of them, again and again.
    ///
    /// - Parameters:
    ///   - data: The folder of shipped data.
    ///   - articles: At least one.
    /// - Throws: An error that names the file that can't be used.
    package init(data: String, articles: [Article]) throws {
        let (extractor, extractorTime) = try Self.timed { try Extractor(resources: data) }
        let (classifier, classifierTime) = try Self.timed { try Classifier(lexicon: "\(data)/lexicon/en") }
        let (screener, screenerTime) = try Self.timed { try Watchlists(data: data, lists: []).load() }
        let extractions = articles.map(extractor.extract)
        let pairs = Array(zip(articles, extractions))
        parts = [
            Part(name: "extraction", loading: extractorTime, articles: Self.times(articles, extractor.extract)),
            Part(name: "classification", loading: classifierTime, articles: Self.times(pairs, classifier.classify)),
            Part(name: "screening", loading: screenerTime, articles: Self.times(pairs, screener.screen)),
        ]
        let bodies = Array(repeating: articles.map(\.body), count: Self.rounds).flatMap(\.self)
        let tagging = extractor.tagging(bodies)
        tokensPerSecond = Double(tagging.tokens) / (tagging.time / .seconds(1))
    }

    private static func timed<Value>(_ work: () throws -> Value) rethrows -> (Value, Duration) {
        let start = ContinuousClock.now
        let value = try work()
        return (value, ContinuousClock.now - start)
    }

    /// The time of each item in each round but the first, which fills caches.
    private static func times<Item, Result>(_ items: [Item], _ work: (Item) -> Result) -> [Duration] {
        for item in items { _ = work(item) }
        return (0..<rounds).flatMap { _ in
            items.map { item in ContinuousClock().measure { _ = work(item) } }
        }.sorted()
    }
}
