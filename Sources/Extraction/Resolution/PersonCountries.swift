import Language
import Messages

/// Gives persons the country that their title names: `Russian President`, `Russia's foreign minister`, `of Venezuela`.
struct PersonCountries: Sendable {
    func fill(_ registry: inout EntityRegistry, _ mentions: [Mention], _ spans: [Span], in document: Document) {
        for index in spans.indices where spans[index].kind == .person {
            guard let number = registry.number(ofMention: index), registry.entities[number].country == nil else {
                continue
            }
            guard let country = before(index, mentions, spans, document) ?? after(index, mentions, spans, document)
            else { continue }
            registry.update(number) { $0.country = country }
        }
    }

    /// The nationality or country right before the role, or before the name.
    private func before(_ index: Int, _ mentions: [Mention], _ spans: [Span], _ document: Document) -> String? {
        guard index > 0, let country = mentions[index - 1].country else { return nil }
        let gap =
            spans[index - 1].tokens.upperBound..<max(spans[index - 1].tokens.upperBound, spans[index].tokens.lowerBound)
        guard gap.count <= 5, gap.allSatisfy({ document.tokens[$0].kind == .word }) else { return nil }
        let joins =
            spans[index - 1].kind == .nationality
            || gap.first.map { document.tokens[$0].flags.contains(.possessive) } ?? false
        return joins && (mentions[index].role != nil || gap.count <= 2) ? country : nil
    }

    /// `Diego Arria of Venezuela`.
    private func after(_ index: Int, _ mentions: [Mention], _ spans: [Span], _ document: Document) -> String? {
        guard index + 1 < spans.count, spans[index + 1].kind == .place else { return nil }
        let end = spans[index].tokens.upperBound
        guard document.isOne(of: Self.of, at: end), spans[index + 1].tokens.lowerBound - end <= 2 else { return nil }
        return mentions[index + 1].country
    }

    private static let of = WordSet("of")
}
