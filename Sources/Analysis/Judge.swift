internal import Classification
package import Messages
package import Screening

/// The verdict on an article: its sanctions events, and the listed parties that it names.
///
/// A class, because its parts come from modules that its users don't see: the layout of a structure would bind their
/// incremental builds to these.
package final class Judge: Sendable {
    private let classifier: Classifier
    private let screener: LiveScreener

    /// Loads the lexicon.
    ///
    /// - Parameters:
    ///   - data: The folder of shipped data.
    ///   - screener: The watchlists, which may be replaced at any time.
    /// - Throws: An error that names the file that can't be used.
    package init(data: String, screener: LiveScreener) throws {
        classifier = try Classifier(lexicon: "\(data)/lexicon/en")
        self.screener = screener
    }

    package func verdict(_ article: Article, _ extraction: Extraction) -> Verdict {
        var verdict = classifier.classify(article, extraction)
        let screener = screener.current
        let found = screener.screen(article, extraction)
        let roles = MatchRoles(verdict.events, extraction, parser: screener.index.parser)
        verdict.matches = roles.settled(found.matches)
        verdict.lists = found.lists
        return verdict
    }
}
