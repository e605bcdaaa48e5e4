import Language
import Messages

/// Ties the parts of laws to their instruments: `Article 20` to the treaty of which the article speaks.
struct LawParts: Sendable {
    private static let parts = WordSet("article articles section sections part chapter annex paragraph title schedule")
    private static let heads = WordSet(
        "treaty pact agreement charter convention constitution accord deal law act statute regulation resolution protocol"
    )
    private static let of = WordSet("of")
    private static let determiners = WordSet("a an the this that its their new")

    func fill(_ registry: inout EntityRegistry, _ mentions: [Mention], _ spans: [Span], in document: Document) {
        var instruments = Instruments()
        for (index, span) in spans.enumerated() where span.kind == .law {
            guard document.isOne(of: Self.parts, at: span.tokens.lowerBound) else {
                instruments.last = index
                continue
            }
            guard let part = registry.number(ofMention: index) else { continue }
            let whole =
                instrumentInName(span, &registry, document) ?? antecedent(span, &registry, &instruments, document)
            guard let whole, whole != part else { continue }
            let id = registry.entities[whole].id
            registry.update(part) { $0.partOf = id }
        }
    }

    /// What is known of the instruments up to a place in the text.
    private struct Instruments {
        /// The index of the law named last.
        var last: Int?
        /// For each head the fullest description so far, and up to which token it was sought.
        var described: [UInt64: (end: Int, best: Range<Int>?)] = [:]
    }

    /// `Article 51 | of the | UN Charter`.
    private func instrumentInName(_ span: Span, _ registry: inout EntityRegistry, _ document: Document) -> Int? {
        guard let of = span.tokens.first(where: { document.isOne(of: Self.of, at: $0) }),
            of + 1 < span.tokens.upperBound
        else { return nil }
        var start = of + 1
        if document.isOne(of: Self.determiners, at: start), start + 1 < span.tokens.upperBound { start += 1 }
        return registry.make(kind: .law, name: document.string(start..<span.tokens.upperBound))
    }

    /// `Article 20 of the treaty`: the law named last before, or the treaty that the article describes.
    private func antecedent(
        _ span: Span,
        _ registry: inout EntityRegistry,
        _ instruments: inout Instruments,
        _ document: Document
    ) -> Int? {
        let end = span.tokens.upperBound
        guard document.isOne(of: Self.of, at: end), document.isOne(of: Self.determiners, at: end + 1),
            document.isOne(of: Self.heads, at: end + 2)
        else { return instruments.last.flatMap { registry.number(ofMention: $0) } }
        let head = document.folded[end + 2]
        return registry.make(
            kind: .law,
            name: describedInstrument(head, before: span.tokens.lowerBound, &instruments, document)
        )
    }

    /// The fullest description of the instrument before the part: `comprehensive strategic partnership treaty`.
    private func describedInstrument(
        _ head: UInt64,
        before end: Int,
        _ instruments: inout Instruments,
        _ document: Document
    ) -> String {
        var (start, best) = instruments.described[head] ?? (0, nil)
        for token in start..<max(start, end) where document.folded[token] == head {
            var start = token
            while start > 0, token - start < 5, document.tokens[start - 1].kind == .word,
                !document.isOne(of: Self.determiners, at: start - 1),
                !document.isOne(of: Self.stops, at: start - 1)
            {
                start -= 1
            }
            if start > 0, document.isOne(of: Self.determiners, at: start - 1), token + 1 - start > (best?.count ?? 0) {
                best = start..<token + 1
            }
        }
        start = max(start, end)
        instruments.described[head] = (start, best)
        return best.map { document.string($0) } ?? "the treaty"
    }

    private static let stops = WordSet("of in to and or by with for on from under as at is was has have had signed")
}
