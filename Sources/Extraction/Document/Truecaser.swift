import Language

/// Gives sentences in capitals throughout, and texts without any capitals, the letters that they would have in running text.
///
/// The case of a word is the one that it mostly has elsewhere; what is known as a name gets its capital. Every code point
/// stays one code point, so that offsets hold for both texts.
package struct Truecaser: Sendable {
    private let words: WordTable
    private let gazetteer: Gazetteer

    package init(words: WordTable, gazetteer: Gazetteer) {
        self.words = words
        self.gazetteer = gazetteer
    }

    private enum Form { case ordinary, upper, lower }

    /// The body with such sentences changed, nil where there are none.
    package func recased(_ document: Document) -> String? {
        var scalars = document.text.scalars
        var isChanged = false
        let hasCapitals = document.tokens.contains { $0.isCapitalised }
        for sentence in document.sentences {
            let form = form(sentence.tokens.map { document.tokens[$0] }, hasCapitals)
            guard form != .ordinary else { continue }
            isChanged = true
            var isFirst = true
            for token in sentence.tokens where document.tokens[token].kind == .word {
                let offsets = document.tokens[token].offsets
                let flags = document.tokens[token].flags
                // Numbers of ships and addresses of wallets mean what they mean by their letters.
                guard !flags.contains(.hasDigit) else { continue }
                guard !flags.contains(.possessive) else {
                    scalars.replaceSubrange(offsets, with: document.text.scalars[offsets].map(\.small))
                    continue
                }
                let cased = cased(document.text.scalars[offsets], form, isFirst, flags.contains(.abbreviation))
                scalars.replaceSubrange(offsets, with: cased)
                isFirst = false
            }
        }
        return isChanged ? String(String.UnicodeScalarView(scalars)) : nil
    }

    /// The words of a sentence changed so, or as they are.
    package func recased(_ sentence: [String], hasCapitals: Bool) -> [String] {
        let pieces = sentence.map { Array($0.unicodeScalars)[...] }
        let form = form(Document(sentences: [sentence]).tokens, hasCapitals)
        guard form != .ordinary else { return sentence }
        return pieces.enumerated().map { index, piece in
            guard piece.contains(where: \.isLetter), !piece.contains(where: \.isDigit) else { return sentence[index] }
            let isAbbreviation = piece.count > 1 && piece.last == "."
            return String(String.UnicodeScalarView(cased(piece, form, index == 0, isAbbreviation)))
        }
    }

    /// Whether nearly all letters of the sentence are capitals, or none in a text without any.
    private func form(_ tokens: [Token], _ hasCapitals: Bool) -> Form {
        var (words, upper, lower) = (0, 0, 0)
        for token in tokens where token.kind == .word && token.offsets.count > 1 {
            words += 1
            if token.flags.contains(.allCapitals) { upper += 1 }
            if !token.isCapitalised { lower += 1 }
        }
        if words >= 3, upper * 10 >= words * 8 { return .upper }
        return words > 0 && !hasCapitals && lower == words ? .lower : .ordinary
    }

    // MARK: Words

    private static let common = WordSet(
        "who it is in or and may will has had us am pm ad at as be by do go he if me my no of on so to up we"
    )
    private static let states = WordSet("us")

    private func cased(
        _ word: ArraySlice<Unicode.Scalar>,
        _ form: Form,
        _ isFirst: Bool,
        _ isAbbreviation: Bool
    ) -> [Unicode.Scalar] {
        // A giant token is no word of a table.
        guard word.count <= 40 else { return Array(word) }
        if word.contains(where: \.isHyphen) {
            return word.split(omittingEmptySubsequences: false, whereSeparator: \.isHyphen).reduce(into: []) {
                result,
                part in
                if !result.isEmpty || part.startIndex > word.startIndex { result.append(word[part.startIndex - 1]) }
                result += cased(part, form, isFirst && part.startIndex == word.startIndex, false)
            }
        }
        let lower = word.map(\.small)
        guard let first = lower.first else { return [] }
        let title = [first.capital] + lower.dropFirst()
        if isAbbreviation, word.contains(".") { return form == .upper && word.count > 3 ? Array(word) : title }
        switch sort(lower, title, form) {
        case .acronym: return form == .upper ? Array(word) : lower.map(\.capital)
        case .name: return title
        case .word: return isFirst && form == .upper ? title : lower
        }
    }

    private enum Sort { case acronym, name, word }

    private func sort(_ lower: [Unicode.Scalar], _ title: [Unicode.Scalar], _ form: Form) -> Sort {
        let folded = WordHash.folded(lower)
        if Self.states.contains(folded), form == .upper { return .acronym }
        if Self.common.contains(folded) { return .word }
        if let entry = gazetteer.entry(folded) {
            if entry.senses.contains(.exactCapitals) { return .acronym }
            if !entry.senses.isDisjoint(with: [.country, .demonym, .capital, .organization]) { return .name }
        }
        let plain = words.entry(WordHash.exact(lower))
        let named = words.entry(WordHash.exact(title))
        if let known = [plain, named].compactMap({ $0 }).max(by: { $0.frequency < $1.frequency }) {
            return known.capitals >= (form == .upper ? 4 : 5) ? .name : .word
        }
        if form == .upper, words.entry(WordHash.exact(lower.map(\.capital))) != nil { return .acronym }
        return form == .upper ? .name : .word
    }
}
