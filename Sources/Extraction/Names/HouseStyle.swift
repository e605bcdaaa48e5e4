import Language
import Messages

/// The bounds of names as the project marks them: no article, no title, no possessive.
struct HouseStyle: Sendable {
    private static let articles = WordSet("the a an this that")
    private static let titles = WordSet(
        "president vice-president vice prime minister premier chancellor king queen prince princess sheikh mr mr. mrs mrs. ms ms. dr dr. sir lord lady dame "
            + "baroness baron senator sen. sen representative rep. rep congressman congresswoman governor gov. gov mayor ambassador secretary general gen. gen "
            + "colonel col. col major maj. maj captain capt. capt lieutenant lt. lt sergeant sgt. admiral adm. adm commander brigadier marshal judge justice "
            + "professor prof. prof chairman chairwoman director commissioner minister spokesman spokeswoman reverend rev. rev bishop archbishop pope cardinal "
            + "ayatollah deputy foreign former leader speaker attorney inspector superintendent detective officer analyst envoy mp chief"
    )
    /// Titles that are also names, or parts of names, of persons: dropped only before two more words.
    private static let doubtful = WordSet(
        "prince king major marshal sheikh judge justice bishop pope general mayor baron dame lord"
    )

    /// The span without what does not belong to a name; nothing where nothing is left.
    func trimmed(_ span: Span, in document: Document) -> [Span] {
        var tokens = span.tokens
        while let last = tokens.last,
            document.tokens[last].flags.contains(.possessive)
                || document.tokens[last].kind == .punctuation && !document.isSign(last, ")")
                    && !document.isSign(last, ".")
        {
            tokens = tokens.lowerBound..<last
        }
        if tokens.count > 1, document.isOne(of: Self.articles, at: tokens.lowerBound),
            !isArticleInName(tokens, span.kind, document)
        {
            tokens = tokens.lowerBound + 1..<tokens.upperBound
        }
        if span.kind == .person { tokens = withoutTitle(tokens, document) }
        guard !tokens.isEmpty, tokens.contains(where: { document.tokens[$0].kind != .punctuation }) else { return [] }
        return [Span(tokens, span.kind, confidence: span.confidence)]
    }

    /// `The Hague`, `The Washington Post`: a capital inside a sentence.
    private func isArticleInName(_ tokens: Range<Int>, _ kind: EntityKind, _ document: Document) -> Bool {
        let first = document.tokens[tokens.lowerBound]
        return first.isCapitalised && !first.flags.contains(.lineStart) && !isSentenceStart(tokens.lowerBound, document)
            || document.string(tokens) == "The Hague"
    }

    private func isSentenceStart(_ token: Int, _ document: Document) -> Bool {
        guard token > 0 else { return true }
        return document.tokens[token - 1].kind == .punctuation && !document.isSign(token - 1, ",")
    }

    private func withoutTitle(_ tokens: Range<Int>, _ document: Document) -> Range<Int> {
        var start = tokens.lowerBound
        while start + 1 < tokens.upperBound, document.isOne(of: Self.titles, at: start) {
            if document.isOne(of: Self.doubtful, at: start), tokens.upperBound - start == 2, start == tokens.lowerBound
            {
                break
            }
            start += 1
        }
        return start..<tokens.upperBound
    }
}
