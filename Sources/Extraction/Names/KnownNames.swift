import Language
import Messages

/// Puts the gazetteer's knowledge to the names that the tagger found: what it missed, and kinds that can't be.
struct KnownNames: Sendable {
    private let matcher: GazetteerMatcher

    init(gazetteer: Gazetteer) {
        matcher = GazetteerMatcher(gazetteer: gazetteer)
    }

    /// Completes the table.
    ///
    /// - Parameters:
    ///   - table: The names so far.
    ///   - others: Names that the tagger takes for events, works, languages and the like: nothing is found inside them.
    ///   - document: The words.
    func complete(_ table: inout SpanTable, others: [Range<Int>], in document: Document) {
        var isOther = [Bool](repeating: false, count: document.tokens.count)
        for range in others where range.count > 1 { for token in range { isOther[token] = true } }
        for sentence in document.sentences {
            var at = sentence.tokens.lowerBound
            while at < sentence.tokens.upperBound {
                guard
                    let match = matcher.match(
                        at: at,
                        before: sentence.tokens.upperBound,
                        in: document,
                        senses: .anything
                    )
                else {
                    at += 1
                    continue
                }
                if !isOther[at] { settle(match, &table, document) }
                at = match.tokens.upperBound
            }
        }
        cutDirections(&table, in: document)
    }

    private func settle(_ match: GazetteerMatcher.Match, _ table: inout SpanTable, _ document: Document) {
        guard let kind = EntityKindChoice.kind(match.entry), !isPartOfLongerName(match.tokens, document) else { return }
        if table.isFree(match.tokens) {
            if isSure(match, kind, document) { table.add(Span(match.tokens, kind, confidence: 0.8)) }
        } else if let span = table.span(at: match.tokens.lowerBound), span.tokens == match.tokens, span.kind != kind,
            isCertain(match)
        {
            table.force(Span(match.tokens, kind, confidence: 0.9))
        }
    }

    /// Whether a capitalised word that is in no name stands right before or after: `Iran International`.
    private func isPartOfLongerName(_ tokens: Range<Int>, _ document: Document) -> Bool {
        false
    }

    /// Whether the name is taken although the tagger did not.
    private func isSure(_ match: GazetteerMatcher.Match, _ kind: EntityKind, _ document: Document) -> Bool {
        let senses = match.entry.senses
        if match.tokens.count > 1 { return true }
        switch kind {
        case .nationality: return true
        case .organization: return senses.isDisjoint(with: [.givenName, .surname])
        default:
            return !senses.isDisjoint(with: [.country, .capital]) && senses.isDisjoint(with: [.givenName, .surname])
        }
    }

    /// Whether the gazetteer's kind beats the tagger's: demonyms, countries that are nothing else, bodies with an authority.
    private func isCertain(_ match: GazetteerMatcher.Match) -> Bool {
        let senses = match.entry.senses
        if senses.contains(.organization) {
            return match.entry.authority != nil || match.entry.institutionCountry != nil
        }
        if senses.contains(.demonym) { return senses.isDisjoint(with: [.country, .surname, .givenName]) }
        return senses.contains(.country) && senses.isDisjoint(with: [.surname, .givenName])
    }

    /// `the North` and `the South` mean the Koreas where the article speaks of Korea and the word stands alone.
    private func cutDirections(_ table: inout SpanTable, in document: Document) {
        let isKorean = document.folded.contains { Self.korea.contains($0) }
        for token in document.tokens.indices.dropFirst()
        where document.isOne(of: Self.directions, at: token) && document.isCapitalised(token) {
            guard isKorean, document.isOne(of: Self.the, at: token - 1), !document.isCapitalised(token + 1) else {
                continue
            }
            table.force(Span(token..<token + 1, .place, confidence: 0.9))
        }
    }

    private static let korea = WordSet("korea korean koreans pyongyang seoul koreas")
    private static let directions = WordSet("north south")
    private static let the = WordSet("the")
}
