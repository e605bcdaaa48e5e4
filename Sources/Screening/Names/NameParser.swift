/// Takes names apart: titles, forms and particles away, parts typed, several readings where the script allows several.
package struct NameParser: Sendable {
    let tokenizer: Tokenizer
    let words: NameWords
    let frequencies: Frequencies
    private let japanese: JapaneseNames

    package init(letters: LetterTables, words table: [UInt8], frequencies: Frequencies, japanese: JapaneseNames) {
        tokenizer = Tokenizer(letters: letters)
        words = NameWords(table: table, tokenizer: tokenizer)
        self.frequencies = frequencies
        self.japanese = japanese
    }

    /// The readings of a name, the likeliest first; none for a text without a word.
    ///
    /// - Parameters:
    ///   - text: The name as written.
    ///   - kind: What bears it.
    /// - Returns: One name for alphabets; for Hangul and Chinese characters one for each way to read them.
    package func parse(_ text: String, _ kind: ListEntry.Kind) -> [PreparedName] {
        guard kind == .organization, text.contains("/") else { return parse(whole: text, kind) }
        // Of names parted by a slash each is a name, if it is long enough to be one.
        let alternatives = text.split(separator: "/").filter { $0.count(where: \.isLetter) > 3 }
        guard alternatives.count > 1 else { return parse(whole: text, kind) }
        return parse(whole: text, kind) + alternatives.flatMap { parse(whole: String($0), kind) }
    }

    private func parse(whole text: String, _ kind: ListEntry.Kind) -> [PreparedName] {
        let raw = tokenizer.tokens(text).filter { !$0.text.isEmpty || Self.isRead(bySyllable: $0) }
        guard !raw.isEmpty else { return [] }
        let readings = EastAsianReading(letters: tokenizer.letters, japanese: japanese).readings(raw, kind)
        return (kind == .person ? readings + Self.pinyin(raw) : readings).map { reading in
            kind == .person ? persons(reading) : [body(reading, kind)]
        }.joined().filter { !$0.parts.isEmpty }
    }

    /// The readings of a name in the Wade–Giles spelling.
    private static func pinyin(_ tokens: [RawToken]) -> [EastAsianReading.Reading] {
        guard tokens.allSatisfy({ $0.script == .latin }) else { return [] }
        return WadeGiles.pinyin(tokens.map(\.text)).map { words in
            var read = tokens
            for place in words.indices { read[place].text = words[place] }
            return EastAsianReading.Reading(tokens: read)
        }
    }

    private static func isRead(bySyllable token: RawToken) -> Bool { token.script == .han || token.script == .hangul }

    /// A part with its weight and its synonyms.
    func part(_ token: RawToken) -> NamePart {
        var part = NamePart(token.text)
        if token.script.isAbjad {
            part.phones = Phones.of(token.text, .abjad)
        }
        if token.isExact { part.native = token.scalars }
        part.looseness = token.isExact ? .exact : Looseness(token.script)
        if token.text.count == 1, token.script != .han, token.script != .hangul { part.kind = .initial }
        if token.text.allSatisfy({ 0x30...0x39 ~= $0 }) { part.kind = .number }
        part.groups = words.words(token.text).filter { $0.kind == .given }.map(\.number)
        part.weight =
            switch part.looseness {
            case _ where part.kind == .initial: 0.25
            case .strict, .exact: frequencies.weight(token.text)
            case .abugida, .abjad, .syllabic: frequencies.weight(ofConsonants: token.text)
            }
        return part
    }
}
