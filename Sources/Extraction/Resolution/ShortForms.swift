import Language
import Messages

/// Gives `the Council`, `the Commission` and the like the authority of which the article speaks.
struct ShortForms: Sendable {
    private static let council = WordSet("council")

    func fill(_ registry: inout EntityRegistry, _ spans: [Span], _ entries: [GazetteerEntry?], in document: Document) {
        for index in spans.indices where spans[index].kind == .organization {
            guard let entry = entries[index], entry.senses.contains(.shortForm), entry.authority != nil,
                let number = registry.number(ofMention: index), registry.entities[number].authority == nil
            else { continue }
            let isCouncil = document.isOne(of: Self.council, at: spans[index].tokens.lowerBound)
            let possible: Set<String> = isCouncil ? ["EU", "UN"] : ["EU"]
            let known = registry
            let order = Array(spans[..<index].indices.reversed()) + Array(spans[index...].indices)
            let found = order.first { authority($0, possible, known) != nil }
            if let authority = found.flatMap({ authority($0, possible, known) }) {
                registry.update(number) { $0.authority = authority }
            }
        }
    }

    private func authority(_ index: Int, _ possible: Set<String>, _ registry: EntityRegistry) -> String? {
        guard let number = registry.number(ofMention: index), let authority = registry.entities[number].authority else {
            return nil
        }
        return possible.contains(authority) ? authority : nil
    }
}
