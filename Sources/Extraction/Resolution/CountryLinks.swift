import Language
import Messages

/// Gives places, nationalities and institutions their countries.
struct CountryLinks: Sendable {
    private let matcher: GazetteerMatcher

    init(gazetteer: Gazetteer) {
        matcher = GazetteerMatcher(gazetteer: gazetteer)
    }

    /// What the gazetteer knows of the span.
    func entry(_ span: Span, in document: Document) -> GazetteerEntry? {
        matcher.entry(span.tokens, in: document) ?? inner(span, in: document)
    }

    func mentions(_ spans: [Span], in document: Document) -> [Mention] {
        var sentence = 0
        var mentions: [Mention] = []
        for span in spans {
            while sentence + 1 < document.sentences.count,
                document.sentences[sentence].tokens.upperBound <= span.tokens.lowerBound
            { sentence += 1 }
            var mention = Mention(
                kind: span.kind,
                offsets: document.offsets(span.tokens),
                text: document.string(span.tokens),
                sentence: sentence,
                confidence: (span.confidence * 1000).rounded() / 1000
            )
            mention.country = country(of: span, in: document)?.description
            mentions.append(mention)
        }
        fillPlaces(&mentions, spans, document)
        Namesakes().settle(&mentions, spans, in: document)
        return mentions
    }

    private func country(of span: Span, in document: Document) -> CountryCode? {
        guard let entry = entry(span, in: document) else { return korea(span, document) }
        switch span.kind {
        case .place: return entry.placeCountry ?? korea(span, document)
        case .nationality: return entry.demonymCountry
        case .organization: return entry.institutionCountry
        default: return nil
        }
    }

    private static let north = WordSet("north northern")
    private static let south = WordSet("south southern")

    /// `the North` and `the South` of Korea.
    private func korea(_ span: Span, _ document: Document) -> CountryCode? {
        guard span.kind == .place, span.tokens.count == 1 else { return nil }
        if document.isOne(of: Self.north, at: span.tokens.lowerBound) { return CountryCode("KP") }
        return document.isOne(of: Self.south, at: span.tokens.lowerBound) ? CountryCode("KR") : nil
    }

    /// What is known of the name without words for its sort: `Rostov Region`, `northern Syria`, `Port of Odesa`.
    private func inner(_ span: Span, in document: Document) -> GazetteerEntry? {
        guard span.kind == .place || span.kind == .nationality, span.tokens.count > 1 else { return nil }
        var tokens = span.tokens
        if document.isOne(of: Self.before, at: tokens.lowerBound) { tokens = tokens.lowerBound + 1..<tokens.upperBound }
        if tokens.count > 1, document.isOne(of: Self.of, at: tokens.lowerBound) {
            tokens = tokens.lowerBound + 1..<tokens.upperBound
        }
        if tokens.count > 1, document.isOne(of: Self.after, at: tokens.upperBound - 1) {
            tokens = tokens.lowerBound..<tokens.upperBound - 1
        }
        guard tokens != span.tokens, let entry = matcher.entry(tokens, in: document) else { return nil }
        // `Norwegian Sea` and `Korea Strait` are nobody's.
        return document.isOne(of: Self.waters, at: span.tokens.upperBound - 1) ? nil : entry
    }

    private static let before = WordSet(
        "northern southern eastern western north south east west central port greater upper lower new old mainland fort lake mount the city province state gulf"
    )
    private static let of = WordSet("of")
    private static let after = WordSet(
        "region province state city oblast county district island islands peninsula port valley governorate krai republic territory area prefecture canton"
    )
    private static let waters = WordSet("sea ocean strait gulf bay channel")

    /// A place that is not known takes the country named right after it: `Kutama, Zimbabwe`, `Ashtabula Falls in the United States`.
    private func fillPlaces(_ mentions: inout [Mention], _ spans: [Span], _ document: Document) {
        for index in spans.indices.dropLast() where spans[index].kind == .place && mentions[index].country == nil {
            guard entry(spans[index], in: document) == nil, spans[index + 1].kind == .place else { continue }
            let between = spans[index].tokens.upperBound..<spans[index + 1].tokens.lowerBound
            let joins =
                between.count == 1
                && (document.isSign(between.lowerBound, ",") || document.isOne(of: Self.joints, at: between.lowerBound))
            if joins { mentions[index].country = mentions[index + 1].country }
        }
        // The same unknown place elsewhere in the article.
        var known: [String: String] = [:]
        for mention in mentions where mention.kind == .place {
            if let country = mention.country { known[mention.text] = country }
        }
        for index in mentions.indices where mentions[index].kind == .place && mentions[index].country == nil {
            if entry(spans[index], in: document) == nil { mentions[index].country = known[mentions[index].text] }
        }
    }

    private static let joints = WordSet("in of")
}
