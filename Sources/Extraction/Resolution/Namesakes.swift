import Language
import Messages

/// Tells namesakes among places apart by what else the article names: the state of Georgia from the country, the two Congos,
/// `Paris, Texas` from Paris.
struct Namesakes: Sendable {
    private static let georgia = WordSet("georgia")
    private static let congo = WordSet("congo congolese")
    private static let dominican = WordSet("dominican dominicans")
    private static let states = WordSet(
        "alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana "
            + "maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee "
            + "texas utah vermont virginia wisconsin wyoming"
    )
    private static let inGeorgia = WordSet("atlanta savannah macon fulton kemp warnock ossoff raffensperger")
    private static let ofStates = WordSet(
        "governor republican republicans democrat democrats senator congressman congresswoman"
    )
    private static let of = WordSet("of")
    private static let state = WordSet("state")

    /// Corrects the countries of the mentions.
    func settle(_ mentions: inout [Mention], _ spans: [Span], in document: Document) {
        let counts = counts(mentions, spans, document)
        for index in spans.indices where isBare(spans[index].tokens, document) {
            let token = spans[index].tokens.upperBound - 1
            if document.isOne(of: Self.congo, at: token) {
                mentions[index].country = counts["CG"] ?? 0 > counts["CD"] ?? 0 ? "CG" : "CD"
            } else if document.isOne(of: Self.dominican, at: token) {
                mentions[index].country = counts["DM"] ?? 0 > counts["DO"] ?? 0 ? "DM" : "DO"
            }
        }
        settleGeorgia(&mentions, spans, document, counts)
        for index in spans.indices.dropFirst() { settleTown(index, &mentions, spans, document) }
    }

    /// One word, or one with a direction: `Congo`, `eastern Congo`.
    private func isBare(_ tokens: Range<Int>, _ document: Document) -> Bool {
        tokens.count == 1 || tokens.count == 2 && document.isOne(of: Self.directions, at: tokens.lowerBound)
    }

    private static let directions = WordSet(
        "eastern western northern southern central northeastern northwestern southeastern southwestern east west north south"
    )

    /// How often the article names each country with names that are no one else's.
    private func counts(_ mentions: [Mention], _ spans: [Span], _ document: Document) -> [String: Int] {
        var counts: [String: Int] = [:]
        for (index, mention) in mentions.enumerated() {
            guard let country = mention.country else { continue }
            let token = spans[index].tokens.upperBound - 1
            let isAmbiguous =
                isBare(spans[index].tokens, document)
                && (document.isOne(of: Self.congo, at: token) || document.isOne(of: Self.dominican, at: token)
                    || document.isOne(of: Self.georgia, at: token))
            if !isAmbiguous { counts[country, default: 0] += 1 }
        }
        return counts
    }

    /// The American state, where nothing else speaks of the country and something speaks of the state.
    private func settleGeorgia(
        _ mentions: inout [Mention],
        _ spans: [Span],
        _ document: Document,
        _ counts: [String: Int]
    ) {
        let places = spans.indices.filter { index in
            spans[index].kind == .place && spans[index].tokens.count == 1
                && document.isOne(of: Self.georgia, at: spans[index].tokens.lowerBound)
        }
        guard !places.isEmpty, counts["GE"] ?? 0 == 0 else { return }
        let speaksOfState =
            document.folded.contains { Self.inGeorgia.contains($0) }
            || places.contains {
                isState(spans[$0].tokens.lowerBound, document) || follows($0, "US", mentions, spans, document)
            }
        guard speaksOfState else { return }
        for index in places { mentions[index].country = "US" }
    }

    /// `state of Georgia`, `Georgia governor`.
    private func isState(_ token: Int, _ document: Document) -> Bool {
        document.isOne(of: Self.of, at: token - 1) && document.isOne(of: Self.state, at: token - 2)
            || document.isOne(of: Self.ofStates, at: token + 1)
    }

    /// Whether the place stands after a town of the country and a comma.
    private func follows(_ index: Int, _ country: String, _ mentions: [Mention], _ spans: [Span], _ document: Document)
        -> Bool
    {
        guard index > 0, spans[index - 1].kind == .place, mentions[index - 1].country == country else { return false }
        let comma = spans[index - 1].tokens.upperBound
        return document.isSign(comma, ",") && spans[index].tokens.lowerBound == comma + 1
    }

    /// `Moscow, Idaho`: a town before the name of an American state is there.
    private func settleTown(_ index: Int, _ mentions: inout [Mention], _ spans: [Span], _ document: Document) {
        let (town, state) = (spans[index - 1], spans[index])
        guard town.kind == .place, state.kind == .place, mentions[index].country == "US", state.tokens.count == 1,
            document.isOne(of: Self.states, at: state.tokens.lowerBound)
                || document.isOne(of: Self.georgia, at: state.tokens.lowerBound),
            document.isSign(town.tokens.upperBound, ","), state.tokens.lowerBound == town.tokens.upperBound + 1,
            // In a list of places the next one follows with a comma too.
            !document.isSign(state.tokens.upperBound, ",") || !isPlace(index + 1, spans)
        else { return }
        mentions[index - 1].country = "US"
    }

    private func isPlace(_ index: Int, _ spans: [Span]) -> Bool {
        index < spans.count && spans[index].kind == .place
            && spans[index].tokens.lowerBound == spans[index - 1].tokens.upperBound + 1
    }
}
