import Language
import Messages

/// Finds acronyms that the text explains: `Korean Central Telegraph Agency (KTAC)`.
struct AcronymFinder: Sendable {
    /// For the index of an acronym's span the index of the span of its long form.
    func acronyms(_ spans: [Span], in document: Document) -> [Int: Int] {
        var found: [Int: Int] = [:]
        for index in spans.indices.dropFirst() {
            let (long, short) = (spans[index - 1], spans[index])
            guard long.kind == short.kind, short.tokens.count == 1, long.tokens.count > 1 else { continue }
            let isBracketed =
                long.tokens.upperBound + 1 == short.tokens.lowerBound && document.isSign(long.tokens.upperBound, "(")
                && document.isSign(short.tokens.upperBound, ")")
            let isNamed =
                short.tokens.lowerBound - long.tokens.upperBound <= 3 && document.isSign(long.tokens.upperBound, ",")
            let flags = document.tokens[short.tokens.lowerBound].flags
            guard flags.contains(.allCapitals) || flags.contains(.abbreviation) else { continue }
            if isBracketed || isNamed && startsAlike(short, long, document) { found[index] = index - 1 }
        }
        return found
    }

    private func startsAlike(_ short: Span, _ long: Span, _ document: Document) -> Bool {
        let initials = long.tokens.filter { document.isCapitalised($0) }.map { document.first($0) }
        let letters = document.text.scalars[document.tokens[short.tokens.lowerBound].offsets].filter(\.isUppercase)
        return initials.count >= 2 && initials.count == letters.count && zip(initials, letters).allSatisfy { $0 == $1 }
    }
}
