import Language
import Messages

/// Tells ships from bodies and persons where an article is about shipping: `the Serena Vale` is a ship, companies take no article.
struct ShipNames: Sendable {
    private let matcher: GazetteerMatcher
    private static let ships = WordSet(
        "tanker tankers ship ships vessel vessels freighter trawler trawlers yacht cargo imo fleet seabed drillship ferry captain crew hull hulls mast sailed"
    )
    private static let the = WordSet("the")
    private static let bodies = WordSet(
        "group company ministry agency bank party union council office court department guard navy army press post times journal government cabinet "
            + "administration regime family network list case deal club church house institute university fund forces corps authority commission committee regiment brigade "
            + "islands sea strait gulf bay river canal states republic region province coast emirates kingdom federation plan crisis war"
    )

    init(gazetteer: Gazetteer) {
        matcher = GazetteerMatcher(gazetteer: gazetteer)
    }

    /// Whether the document speaks of ships or aircraft at all.
    static func isAboutShips(_ document: Document) -> Bool {
        document.folded.count { ships.contains($0) } >= 2
    }

    /// Gives spans of other kinds the kind of a vessel where they can't be anything else.
    func settled(_ span: Span, in document: Document, isAboutShips: Bool) -> Span? {
        if span.kind == .vessel {
            return isAboutShips || span.tokens.contains { document.tokens[$0].flags.contains(.hasDigit) } ? span : nil
        }
        guard isAboutShips, [.organization, .person, .place].contains(span.kind), span.tokens.count <= 3 else {
            return span
        }
        guard document.isOne(of: Self.the, at: span.tokens.lowerBound - 1),
            matcher.entry(span.tokens, in: document) == nil
        else { return span }
        let last = span.tokens.upperBound - 1
        let isPlain = span.tokens.allSatisfy { token in
            let flags = document.tokens[token].flags
            return flags.contains(.capitalised) && !flags.contains(.allCapitals) || flags.contains(.hasDigit)
        }
        guard isPlain, !document.isOne(of: Self.bodies, at: last), !document.isOne(of: Self.bodies, at: last + 1),
            !EntityKindChoice.companyWords.contains(document.string(last))
        else { return span }
        guard !document.isCapitalised(last + 1) else { return span }
        return Span(span.tokens, .vessel, confidence: span.confidence)
    }
}
