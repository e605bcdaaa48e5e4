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
        joinNationalities(&table, in: document)
    }

    private func settle(_ match: GazetteerMatcher.Match, _ table: inout SpanTable, _ document: Document) {
        guard let kind = EntityKindChoice.kind(match.entry) else { return }
        let span = Span(match.tokens, kind, confidence: 0.8)
        if table.isFree(match.tokens) {
            if isSure(match, kind, document) { table.add(span) }
        } else if isLonger(match.tokens, table) {
            table.force(span)
        } else if let found = table.span(at: match.tokens.lowerBound), found.tokens == match.tokens, found.kind != kind,
            isCertain(match)
        {
            table.force(span)
        }
    }

    /// Whether the words hold all names that they overlap, and more: `Russia Today` against `Russia`.
    private func isLonger(_ tokens: Range<Int>, _ table: SpanTable) -> Bool {
        tokens.count > 1
            && tokens.allSatisfy { token in
                guard let found = table.span(at: token) else { return true }
                return found.tokens.count < tokens.count && tokens.contains(found.tokens.lowerBound)
                    && found.tokens.upperBound <= tokens.upperBound
            }
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

    /// `Korean | Central Telegraph Agency (KTAC)`: the demonym belongs to the body where the acronym says so.
    private func joinNationalities(_ table: inout SpanTable, in document: Document) {
        for span in table.ordered
        where span.kind == .organization && span.tokens.lowerBound > 0 && span.tokens.count > 1 {
            guard let before = table.span(at: span.tokens.lowerBound - 1),
                before.kind == .nationality || before.kind == .place
            else { continue }
            let acronym = span.tokens.upperBound + 1
            guard document.isSign(acronym - 1, "("), document.isSign(acronym + 1, ")"),
                document.tokens[acronym].flags.contains(.allCapitals)
            else { continue }
            guard document.first(acronym) == document.first(before.tokens.lowerBound),
                document.first(acronym) != document.first(span.tokens.lowerBound)
            else { continue }
            table.force(
                Span(before.tokens.lowerBound..<span.tokens.upperBound, .organization, confidence: span.confidence)
            )
        }
    }

    private static let korea = WordSet("korea korean koreans pyongyang seoul koreas")
    private static let directions = WordSet("north south")
    private static let the = WordSet("the")
}
