import FoundationEssentials
package import Messages

/// Finds the sanctions events of an article and how much the article is about them.
package struct Classifier: Sendable {
    /// Raised whenever the engine's code would give other events for the same lexicon.
    package static let version = "1"

    let lexicon: Lexicon
    let model: Models?

    /// Reads the lexicon of a language.
    ///
    /// - Parameter folder: Path of the language's folder, such as `Pipelines/lexicon/en`.
    /// - Throws: The first `LexiconFinding`.
    package init(lexicon folder: String) throws {
        lexicon = try Lexicon(folder: folder)
        model = try Self.model(folder)
    }

    /// An engine of rules alone, from which a model can learn.
    package init(rulesOf folder: String) throws {
        lexicon = try Lexicon(folder: folder)
        model = nil
    }

    /// The same engine with another model.
    package init(_ classifier: Classifier, model text: String) throws {
        lexicon = classifier.lexicon
        model = try Models(text: text)
    }

    private static func model(_ folder: String) throws -> Models {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(Models.file)") else {
            throw LexiconFinding(
                file: "\(folder)/\(Models.file)",
                line: 0,
                reason: "the model is missing; train it anew"
            )
        }
        return try Models(text: String(decoding: data, as: UTF8.self))
    }

    /// Name, version and hash of engine and lexicon.
    package var rules: String {
        let learnt = model.map { ".\($0.hash)" } ?? ""
        return "interdict-events/\(Self.version)+\(lexicon.language).\(lexicon.hash)\(learnt)"
    }

    package func classify(_ article: Article, _ extraction: Extraction) -> Verdict {
        guard (extraction.language ?? article.language ?? lexicon.language) == lexicon.language else {
            var verdict = Verdict(rules: rules, relevance: .unknown)
            verdict.because = ["no lexicon for language \(extraction.language ?? article.language ?? "unknown")"]
            return verdict
        }
        var reading = Reading(article, extraction, lexicon, model: model)
        return reading.verdict(rules: rules)
    }
}
