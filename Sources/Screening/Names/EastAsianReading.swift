/// The ways to read Hangul and Chinese characters in a name.
struct EastAsianReading {
    let letters: LetterTables

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
        var readings = [chinese(tokens, kind)]
        if kind == .person, let hangul = hangul(tokens) {
            readings += Korean.Spelling.allCases.map { korean(hangul, $0, kind) }
        }
        return readings
    }

    private func korean(_ tokens: [RawToken], _ spelling: Korean.Spelling, _ kind: ListEntry.Kind) -> Reading {
        let syllables = tokens.reduce(0) { $0 + ($1.script == .hangul ? $1.scalars.count : 0) }
        let isKoreanName =
            kind == .person && syllables <= 4 && tokens[0].script == .hangul
            && tokens[0].scalars.first.map(Korean.surnames.contains) == true
        let read = tokens.flatMap { token -> [RawToken] in
            guard token.script == .hangul else { return [token] }
            let parts = token.scalars.compactMap { Korean.latin($0, spelling) }
            return isKoreanName ? parts.map { with($0, token) } : [with(parts.flatMap { $0 }, token)]
        }
        return Reading(tokens: read.filter { !$0.text.isEmpty }, isFamilyFirst: isKoreanName)
    }

    private func chinese(_ tokens: [RawToken], _ kind: ListEntry.Kind) -> Reading {
        let isName = kind == .person && tokens.count == 1 && 2...4 ~= tokens[0].scalars.count
        let read = tokens.flatMap { token -> [RawToken] in
            guard token.script == .han else { return [token] }
            let parts = token.scalars.map(letters.reading)
            guard isName else { return [with(parts.flatMap { $0 }, token)] }
            let start = String(String.UnicodeScalarView(token.scalars.prefix(2)))
            let surname = token.scalars.count > 2 && Chinese.doubleSurnames.contains(start) ? 2 : 1
            return ([parts.prefix(surname).flatMap { $0 }] + parts.dropFirst(surname)).map { with($0, token) }
        }
        return Reading(tokens: read.filter { !$0.text.isEmpty }, isFamilyFirst: isName)
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

    private func with(_ text: [UInt8], _ token: RawToken) -> RawToken {
        var token = token
        token.text = text
        return token
    }
}
