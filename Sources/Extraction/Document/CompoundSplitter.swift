package import Language
import Messages

/// Splits hyphenated words where one half is a name of its own: `Houthi-run`, `anti-Russian`, `Russia-Ukraine`.
///
/// Names with a hyphen inside (`Jong-un`, `al-Anbari`, `Guinea-Bissau`) stay whole.
package struct CompoundSplitter: Sendable {
    private let gazetteer: Gazetteer

    package init(gazetteer: Gazetteer) {
        self.gazetteer = gazetteer
    }

    package func split(_ tokens: [Token], of text: SourceText) -> [Token] {
        guard tokens.contains(where: { $0.flags.contains(.hasHyphen) }) else { return tokens }
        var result: [Token] = []
        result.reserveCapacity(tokens.count + 16)
        for token in tokens {
            if token.kind == .word, token.flags.contains(.hasHyphen), let parts = parts(of: token, in: text) {
                result += parts
            } else {
                result.append(token)
            }
        }
        return result
    }

    private func parts(of token: Token, in text: SourceText) -> [Token]? {
        let scalars = text.scalars
        let halves = scalars[token.offsets].split(whereSeparator: \.isHyphen).map { $0.indices }
        guard halves.count >= 2, halves.count <= 4, scalars[token.offsets].contains(where: \.isUppercase) else {
            return nil
        }
        if let entry = gazetteer.entry(WordHash.folded(scalars[token.offsets])),
            !entry.senses.isDisjoint(with: .anything)
        {
            return nil
        }
        guard splits(halves, scalars) else { return nil }
        return Tokenizer().tokens(parting: token, at: halves, of: text)
    }

    private func splits(_ halves: [Range<Int>], _ scalars: [Unicode.Scalar]) -> Bool {
        let last = halves[halves.count - 1]
        let suffix = String(String.UnicodeScalarView(scalars[last])).lowercased()
        if scalars[last.lowerBound].isLowercase, Self.isSuffix(suffix), scalars[halves[0].lowerBound].isUppercase {
            return true
        }
        let prefix = String(String.UnicodeScalarView(scalars[halves[0]])).lowercased()
        if Self.prefixes.contains(prefix), scalars[last.lowerBound].isUppercase { return true }
        let known = halves.filter { isKnown(scalars[$0]) }.count
        let plain = halves.filter { scalars[$0.lowerBound].isLowercase && $0.count > 2 }.count
        return known == halves.count || known > 0 && known + plain == halves.count
    }

    private func isKnown(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = word.first, first.isUppercase, let entry = gazetteer.entry(WordHash.folded(word)) else {
            return false
        }
        if entry.senses.contains(.exactCapitals) { return word.allSatisfy { !$0.isLowercase } }
        return !entry.senses.isDisjoint(with: [.country, .demonym, .capital, .region, .organization])
    }

    private static let prefixes: Set<String> = [
        "anti", "pro", "ex", "non", "post", "pre", "mid", "trans", "intra", "inter", "sub", "neo", "then", "now",
        "former",
    ]

    private static func isSuffix(_ word: String) -> Bool {
        suffixes.contains(word) || word.count > 4 && (word.hasSuffix("ed") || word.hasSuffix("ing"))
    }

    private static let suffixes: Set<String> = [
        "run", "led", "made", "held", "born", "built", "era", "style", "wide", "only", "bound", "sent", "type", "class",
        "free", "friendly", "ally", "style", "level", "related", "sized", "esque", "like", "sold", "grown", "hit",
        "bred",
        "dominated", "brokered", "drawn", "written", "owner", "maker", "language", "proof", "run", "side", "area",
        "going",
    ]
}

extension Tokenizer {
    /// The token cut at its hyphens into words and hyphens.
    func tokens(parting token: Token, at words: [Range<Int>], of text: SourceText) -> [Token] {
        var result: [Token] = []
        for word in words {
            if let end = result.last?.offsets.upperBound, end < word.lowerBound {
                result.append(Token(kind: .punctuation, offsets: end..<word.lowerBound))
            }
            let flags = self.tokens(of: SourceText(text[word])).first?.flags ?? []
            let outer: Token.Flags = [.paragraphStart, .lineStart, .spaceBefore]
            let own = flags.subtracting(outer).union(result.isEmpty ? token.flags.intersection(outer) : [])
            result.append(Token(kind: .word, offsets: word, flags: own))
        }
        return result
    }
}
