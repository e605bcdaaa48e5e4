import Language
import Messages

/// Gives vessels the IMO and MMSI numbers that stand by their names.
struct VesselNumbers: Sendable {
    private static let imo = WordSet("imo")
    private static let mmsi = WordSet("mmsi")

    func fill(_ registry: inout EntityRegistry, _ mentions: [Mention], _ spans: [Span], in document: Document) {
        for (index, span) in spans.enumerated() where span.kind == .vessel {
            guard let number = registry.number(ofMention: index) else { continue }
            let next = index + 1 < spans.count ? spans[index + 1].tokens.lowerBound : document.tokens.count
            for token in span.tokens.upperBound..<min(span.tokens.upperBound + 10, next) {
                guard let found = identifier(at: token, document) else { continue }
                registry.update(number) { if !$0.identifiers.contains(found) { $0.identifiers.append(found) } }
            }
        }
    }

    private func identifier(at token: Int, _ document: Document) -> String? {
        let isImo = document.isOne(of: Self.imo, at: token)
        guard isImo || document.isOne(of: Self.mmsi, at: token) else { return nil }
        for next in token + 1..<min(token + 4, document.tokens.count) where document.tokens[next].kind == .number {
            let digits = document.string(next)
            return digits.count == (isImo ? 7 : 9) ? "\(isImo ? "IMO" : "MMSI") \(digits)" : nil
        }
        return nil
    }
}
