import Classification
import Messages
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ClassifierTests {
    let classifier: Classifier

    init() throws { classifier = try Classifier(lexicon: Checkout.lexicon) }

    private func verdict(_ marked: String, language: String = "en") -> Verdict {
        let input = Marked(marked, language: language)
        return classifier.classify(input.article, input.extraction)
    }

    @Test func `the same article gives the same bytes`() {
        let text =
            "The [EU|organization|EU] on Monday imposed sanctions on [Russian|nationality|RU] banks. [Moscow|place|RU] vowed to retaliate."
        #expect(verdict(text).json == verdict(text).json)
    }

    @Test func `what a classifier has read before changes nothing`() throws {
        let text = "The [EU|organization|EU] on Monday froze assets of [Russian|nationality|RU] banks that it lists."
        let fresh = verdict(text).json
        let other = try Classifier(lexicon: Checkout.lexicon)
        for words in ["Banks FROZE.", "the monday Assets freeze listing", "It bans the banks, it lists the lists."] {
            let input = Marked(words)
            _ = other.classify(input.article, input.extraction)
        }
        let input = Marked(text)
        #expect(other.classify(input.article, input.extraction).json == fresh)
    }

    @Test func `a model with too many classes is refused with the number`() throws {
        let classes = (1...17).map { "c\($0)" }.joined(separator: " ")
        let text = ["events", "issuers", "targets", "relevance"].map { "## \($0)\n# classes: \(classes)\n" }.joined()
        let error = #expect(throws: LexiconFinding.self) { try Classifier(classifier, model: text) }
        #expect(error?.reason == "a model has at most 16 classes, this one has 17")
    }

    @Test func `an article in a language without a lexicon has unknown relevance and no events`() {
        let verdict = verdict("Die [EU|organization|EU] verhängt Sanktionen gegen [Russland|place|RU].", language: "de")
        #expect(verdict.relevance == .unknown)
        #expect(verdict.events.isEmpty)
        #expect(verdict.because == ["no lexicon for language de"])
    }

    @Test func `evidence gives the very words at its offsets`() {
        let input = Marked(
            "“Ça suffit.” The [US|place|US] on Friday blacklisted four [Iranian|nationality|IR] firms over drones."
        )
        let verdict = classifier.classify(input.article, input.extraction)
        let body = Array(input.article.body.unicodeScalars)
        #expect(!verdict.events.isEmpty)
        for evidence in verdict.events.flatMap(\.evidence) {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: body[evidence.offsets])
            #expect(String(view) == evidence.text)
        }
    }

    @Test func `the rules' name tells engine, language and content`() {
        #expect(classifier.rules.hasPrefix("interdict-events/"))
        #expect(classifier.rules.contains("+en."))
    }

    @Test func `an empty article has no relevance`() {
        #expect(verdict("").relevance == .none)
    }
}
