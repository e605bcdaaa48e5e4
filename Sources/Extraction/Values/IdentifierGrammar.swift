import Language
import Messages

/// Finds formal identifiers by form and cue, and checks those that have a check digit.
struct IdentifierGrammar: Sendable {
    private static let imo = WordSet("imo")
    private static let mmsi = WordSet("mmsi")
    private static let bic = WordSet("bic swift")
    private static let passport = WordSet("passport passports")
    private static let tax = WordSet("inn ogrn taxpayer tax vat")
    private static let fillers = WordSet("number numbers no no. code id address")

    func identifiers(in document: Document) -> [Identifier] {
        document.tokens.indices.compactMap { index in
            guard let (kind, isValid) = kind(of: index, document) else { return nil }
            let text = document.string(index)
            return Identifier(
                kind: kind,
                offsets: document.tokens[index].offsets,
                text: text,
                value: text,
                isValid: isValid
            )
        }
    }

    private func kind(of index: Int, _ document: Document) -> (Identifier.Kind, Bool?)? {
        let token = document.tokens[index]
        guard token.flags.contains(.hasDigit), 6...74 ~= token.offsets.count else { return nil }
        let text = document.string(index)
        if let wallet = wallet(text) { return wallet }
        if text.count == 20, CheckDigits.isLEI(text) { return (.lei, true) }
        if text.count == 7, hasCue(Self.imo, index, document) { return (.imo, CheckDigits.isIMO(text)) }
        if text.count == 9, hasCue(Self.mmsi, index, document) { return (.mmsi, nil) }
        if text.count == 8 || text.count == 11, hasCue(Self.bic, index, document),
            text.prefix(6).allSatisfy(\.isUppercase)
        {
            return (.bic, nil)
        }
        if hasCue(Self.passport, index, document), text.count <= 12 { return (.passport, nil) }
        return hasCue(Self.tax, index, document) && text.allSatisfy(\.isNumber) && 9...13 ~= text.count
            ? (.tax, nil) : nil
    }

    private func wallet(_ text: String) -> (Identifier.Kind, Bool?)? {
        if text.hasPrefix("0x"), text.count == 42, text.dropFirst(2).allSatisfy({ $0.isASCII && $0.isHexDigit }) {
            return (.ethereum, CheckDigits.isEthereum(text))
        }
        if text.hasPrefix("bc1"), text.count >= 42 { return (.bitcoin, CheckDigits.isBech32(text)) }
        guard 26...35 ~= text.count else { return nil }
        if text.hasPrefix("T"), text.count == 34, CheckDigits.isBase58Check(text, versions: [0x41]) {
            return (.tron, true)
        }
        return text.hasPrefix("1") || text.hasPrefix("3")
            ? CheckDigits.isBase58Check(text, versions: [0, 5]) ? (.bitcoin, true) : nil : nil
    }

    /// Whether one of the words stands before, perhaps with `number` or a colon between.
    private func hasCue(_ cue: WordSet, _ index: Int, _ document: Document) -> Bool {
        var at = index - 1
        while at >= 0, index - at < 4,
            document.isOne(of: Self.fillers, at: at) || document.isSign(at, ":") || document.isSign(at, "#")
        { at -= 1 }
        return document.isOne(of: cue, at: at)
    }
}
