/// The ways to read Hangul and Chinese characters in a name.
struct EastAsianReading {
    let letters: LetterTables
    let japanese: JapaneseNames

    struct Reading {
        var tokens: [RawToken]
        var isFamilyFirst = false
    }

    /// One reading for each convention; the tokens as they are where there is nothing of the kind.
    func readings(_ tokens: [RawToken], _ kind: ListEntry.Kind) -> [Reading] {
        if tokens.contains(where: { $0.script == .hangul }) {
            return Korean.Spelling.allCases.map { korean(tokens, $0, kind) }
        }
        guard tokens.contains(where: { $0.script == .han }) else { return [Reading(tokens: tokens)] }
        guard kind == .person else { return [chinese(tokens, kind)] }
        let inJapanese = japanese.readings(tokens).map { Reading(tokens: $0, isFamilyFirst: true) }
        let inChinese = chinese(tokens, kind)
        // What is a Japanese name and no Chinese one says nothing when read as Chinese.
        if !inJapanese.isEmpty, !inChinese.isFamilyFirst { return inJapanese }
        guard let words = hangul(tokens) else { return [inChinese] + inJapanese }
        return [inChinese] + Korean.Spelling.allCases.map { korean(words, $0, kind) } + inJapanese
    }

    /// A Korean's own name is read syllable by syllable; a foreign name in Hangul word by word.
    private func korean(_ tokens: [RawToken], _ spelling: Korean.Spelling, _ kind: ListEntry.Kind) -> Reading {
        let name = kind == .person ? native(tokens, .hangul, Korean.surnames.contains) : nil
        let read = (name ?? tokens).flatMap { token -> [RawToken] in
            guard token.script == .hangul else { return [token] }
            return [with(token.scalars.flatMap { Korean.latin($0, spelling) ?? [] }, token, isExact: name != nil)]
        }
        return Reading(tokens: read.filter { !$0.text.isEmpty }, isFamilyFirst: name != nil)
    }

    /// A Chinese's own name is exact in pinyin; a foreign name in Chinese characters is only like its sounds.
    private func chinese(_ tokens: [RawToken], _ kind: ListEntry.Kind) -> Reading {
        let name = kind == .person ? native(tokens, .han, { _ in true }) : nil
        let read = (name ?? tokens).map { token in
            token.script == .han ? with(token.scalars.flatMap(letters.reading), token, isExact: name != nil) : token
        }
        return Reading(tokens: read.filter { !$0.text.isEmpty }, isFamilyFirst: name != nil)
    }

    /// The family name and the given names of a name of two to five characters, family name first; nil for what is none.
    private func native(
        _ tokens: [RawToken],
        _ script: Script,
        _ isSurname: (Unicode.Scalar) -> Bool
    ) -> [RawToken]? {
        let count = tokens.reduce(0) { $0 + $1.scalars.count }
        guard tokens.allSatisfy({ $0.script == script }), 2...5 ~= count, tokens.count < 4, let first = tokens.first,
            let last = tokens.last
        else { return nil }
        if tokens.count > 1 {
            if first.scalars.count == 1, isSurname(first.scalars[0]) { return [first, joined(tokens.dropFirst())] }
            if last.scalars.count == 1, isSurname(last.scalars[0]) { return [last, joined(tokens.dropLast())] }
            return nil
        }
        let start = String(String.UnicodeScalarView(first.scalars.prefix(2)))
        let isDouble = count > 2 && Chinese.doubleSurnames.contains(start)
        guard count < 5, isDouble || isSurname(first.scalars[0]) else { return nil }
        var family = first
        var given = first
        family.scalars = Array(first.scalars.prefix(isDouble ? 2 : 1))
        given.scalars = Array(first.scalars.dropFirst(isDouble ? 2 : 1))
        return given.scalars.isEmpty ? [family] : [family, given]
    }

    /// All given names as one: a second one makes another name.
    private func joined(_ given: ArraySlice<RawToken>) -> RawToken {
        var joined = given[given.startIndex]
        joined.scalars = given.flatMap(\.scalars)
        return joined
    }

    /// The same name in Hangul, where every character has a Korean reading and the first is a Korean family name.
    private func hangul(_ tokens: [RawToken]) -> [RawToken]? {
        guard tokens.count == 1, 2...4 ~= tokens[0].scalars.count else { return nil }
        var token = tokens[0]
        let read = token.scalars.compactMap(letters.korean)
        guard read.count == token.scalars.count else { return nil }
        // 金 is read 금 as a word and 김 as a name; 李 and its like are said with and without their first sound.
        token.scalars = read.enumerated().map { $0.offset == 0 && $0.element == "금" ? "김" : $0.element }
        token.script = .hangul
        return Korean.surnames.contains(token.scalars[0]) ? [token] : nil
    }

    /// The token with its reading; an exact one is compared like Latin letters.
    private func with(_ text: [UInt8], _ token: RawToken, isExact: Bool) -> RawToken {
        var token = token
        token.text = text
        token.isExact = isExact
        return token
    }
}
