extension NameParser {
    /// The name of a company, a body, a ship or an aircraft: forms apart, words with a meaning as concepts.
    func body(_ reading: EastAsianReading.Reading, _ kind: ListEntry.Kind) -> PreparedName {
        var name = PreparedName(kind: kind, parts: [])
        var tokens = acronyms(reading.tokens, kind)[...]
        if kind == .vessel || kind == .aircraft {
            drop([.ship], from: &tokens)
        } else {
            drop([.article], from: &tokens)
        }
        if kind == .organization || kind == .other { name.forms = takeForms(&tokens) }
        name.parts = parts(tokens, kind)
        if name.parts.isEmpty { name.parts = reading.tokens.map(part) }
        return name
    }

    private func drop(_ kinds: Set<NameWords.Kind>, from tokens: inout ArraySlice<RawToken>) {
        while tokens.count > 1, let (_, length) = words.phrase(in: tokens, kinds), length < tokens.count {
            tokens = tokens.dropFirst(length)
        }
    }

    /// Takes the legal forms from both ends, never the whole name.
    private func takeForms(_ tokens: inout ArraySlice<RawToken>) -> [String] {
        var forms: [String] = []
        while tokens.count > 1, let (word, length) = words.ending(of: tokens, [.form]), length < tokens.count {
            forms.append(word.key)
            tokens = tokens.dropLast(length)
        }
        while tokens.count > 1, let (word, length) = words.phrase(in: tokens, [.form]), length < tokens.count {
            forms.append(word.key)
            tokens = tokens.dropFirst(length)
        }
        return forms
    }

    /// Runs of single letters become one word: `A.B.C.`, `J P`; an aircraft's mark is one word whatever its hyphens.
    private func acronyms(_ tokens: [RawToken], _ kind: ListEntry.Kind) -> [RawToken] {
        var joined: [RawToken] = []
        for token in tokens {
            if let last = joined.last, token.text.count == 1, isLetters(last), last.scalars.count == last.text.count,
                last.text.count == 1 || joined[joined.count - 1].hasStop, token.script == last.script, kind != .aircraft
            {
                joined[joined.count - 1].text += token.text
                joined[joined.count - 1].scalars += token.scalars
                joined[joined.count - 1].hasStop = token.hasStop
            } else if kind == .aircraft, token.isHyphenated, !joined.isEmpty {
                joined[joined.count - 1].text += token.text
            } else {
                joined.append(token)
            }
        }
        return joined
    }

    private func isLetters(_ token: RawToken) -> Bool {
        token.text.allSatisfy { 0x61...0x7A ~= $0 } && token.script == .latin && token.text.count <= 6
            && (token.text.count == 1 || token.hasStop)
    }

    private func parts(_ tokens: ArraySlice<RawToken>, _ kind: ListEntry.Kind) -> [NamePart] {
        var parts: [NamePart] = []
        var left = tokens
        while let token = left.first {
            if let number = Numbers.value(left, isFirst: parts.isEmpty) {
                var part = part(token)
                part.text = Array(String(number.value).utf8)
                part.phones = part.text
                part.kind = .number
                part.weight = 0.6
                parts.append(part)
                left = left.dropFirst(number.length)
            } else if kind != .vessel, let (word, length) = words.phrase(in: left, [.generic, .domain]) {
                parts.append(concept(word, left.prefix(length)))
                left = left.dropFirst(length)
            } else {
                if !isBinding(token) || tokens.count == 1 { parts.append(part(token)) }
                left = left.dropFirst()
            }
        }
        return parts
    }

    private func concept(_ word: NameWords.Word, _ tokens: ArraySlice<RawToken>) -> NamePart {
        var part = NamePart(Array(tokens.map(\.text).joined()))
        part.looseness = tokens.first.map { Looseness($0.script) } ?? .strict
        part.concept = word.number
        part.kind = .generic
        let rarity = frequencies.weight(part.text)
        // A country's own name for itself is what tells such a body apart: Bank Rossiya.
        if word.key.hasPrefix("endonym ") {
            part.kind = .word
            part.weight = rarity
            return part
        }
        part.weight = word.kind == .generic ? min(rarity, 0.3) : min(rarity, 0.5)
        return part
    }

    private static let binding: Set<[UInt8]> = Set(
        [
            "and", "et", "und", "y", "e", "i", "of", "the", "de", "del", "la", "las", "le", "les", "du", "des", "di",
            "da",
            "do", "dos", "das", "for", "fur", "al", "el", "v", "in",
        ].map { Array($0.utf8) }
    )

    /// Whether a word only binds others together: `of`, `de`.
    func isBinding(_ token: RawToken) -> Bool {
        token.script == .latin && Self.binding.contains(token.text)
    }
}

/// Numbers in names: digits, number words, ordinals, Roman numerals.
enum Numbers {
    private static let units = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
        "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8,
        "ix": 9, "xi": 11, "xii": 12, "xiii": 13, "xiv": 14, "xv": 15, "xvi": 16, "xx": 20,
    ]
    private static let tens = [
        "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90,
    ]
    private static let ordinalEndings = ["st", "nd", "rd", "th"].map { Array($0.utf8) }

    /// The number that begins the tokens, with how many of them it takes.
    static func value(_ tokens: ArraySlice<RawToken>, isFirst: Bool) -> (value: Int, length: Int)? {
        guard let first = tokens.first, let word = String(validating: first.text, as: UTF8.self) else { return nil }
        if let ten = tens[word] {
            if let next = tokens.dropFirst().first, let unit = unit(next), unit < 10 { return (ten + unit, 2) }
            return (ten, 1)
        }
        if let digits = digits(first.text) { return (digits, 1) }
        // `First` alone at the beginning is more often a name than a number: First Bank.
        if let unit = units[word] { return isFirst && tokens.count > 1 && word == "first" ? nil : (unit, 1) }
        return !isFirst && tokens.count == 1 ? ["i": 1, "v": 5, "x": 10][word].map { ($0, 1) } : nil
    }

    private static func unit(_ token: RawToken) -> Int? {
        String(validating: token.text, as: UTF8.self).flatMap { units[$0] } ?? digits(token.text)
    }

    private static func digits(_ text: [UInt8]) -> Int? {
        let digits = text.prefix { 0x30...0x39 ~= $0 }
        let ending = Array(text.dropFirst(digits.count))
        guard !digits.isEmpty, digits.count < 10, ending.isEmpty || ordinalEndings.contains(ending) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
