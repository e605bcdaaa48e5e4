extension NameParser {
    /// A person's name: without titles, with particles folded in, its parts typed; both ways where it may be Korean with
    /// the family name first or last.
    func persons(_ reading: EastAsianReading.Reading) -> [PreparedName] {
        let (family, rest) = segments(reading.tokens)
        var name = PreparedName(kind: .person, parts: [], isFamilyFirst: reading.isFamilyFirst)
        if let family {
            name.isFamilyFirst = true
            name.parts = parts(family, role: .family) + parts(rest, role: .unknown)
        } else {
            name.parts = parts(rest, role: .unknown)
        }
        if name.parts.isEmpty { name.parts = reading.tokens.map(part) }
        if reading.isFamilyFirst, !name.parts.isEmpty { name.parts[0].role = .family }
        let isCyrillic = reading.tokens.contains { $0.script == .cyrillic }
        let korean = KoreanNames.joined(name, isCyrillic: isCyrillic)
        return korean.isEmpty ? [name] : korean
    }

    /// What stands before the only comma, and the rest; titles are gone from both.
    private func segments(_ tokens: [RawToken]) -> (family: [RawToken]?, rest: [RawToken]) {
        let commas = tokens.indices.dropLast().filter { tokens[$0].hasComma }
        guard commas.count == 1 else { return (nil, withoutTitles(tokens)) }
        let family = withoutTitles(Array(tokens[...commas[0]]))
        let rest = withoutTitles(Array(tokens[(commas[0] + 1)...]))
        if rest.isEmpty || family.isEmpty { return (nil, family + rest) }
        return (family, rest)
    }

    /// Leading and trailing titles, offices, honorifics and demonyms before an office go; a name of titles alone stays.
    private func withoutTitles(_ tokens: [RawToken]) -> [RawToken] {
        var left = tokens[...]
        while left.count > 1, let (_, length) = words.phrase(in: left, [.title, .honorific]), length < left.count {
            left = left.dropFirst(length)
        }
        if let office = afterDemonym(left) { return withoutTitles(Array(office)) }
        while left.count > 1, let (_, length) = words.ending(of: left, [.title]), length < left.count {
            left = left.dropLast(length)
        }
        if left.count == 1, tokens.count == 1, words.isKind(left[left.startIndex].text, .title) { return tokens }
        return Array(left)
    }

    /// The tokens from the office on, where demonyms stand before one: `Russian President …`, `North Korean leader …`.
    private func afterDemonym(_ tokens: ArraySlice<RawToken>) -> ArraySlice<RawToken>? {
        let rest = tokens.drop { words.isKind($0.text, .demonym) }
        guard rest.count < tokens.count, rest.count > 1, words.phrase(in: rest, [.title]) != nil else { return nil }
        return rest
    }

    private func parts(_ tokens: [RawToken], role: NamePart.Role) -> [NamePart] {
        var parts: [NamePart] = []
        var isSon = false
        var at = 0
        while at < tokens.count {
            let token = tokens[at]
            at += 1
            if tokens.count > 1, words.isKind(token.text, .son), token.script == .latin || token.script == .arabic {
                isSon = true
                continue
            }
            if tokens.count > 1, isParticle(tokens, at - 1) { continue }
            var part = part(
                ArabicNames.withFaith(Self.withoutDigits(ArabicNames.joined(token, tokens, &at)), tokens, &at)
            )
            part.role = isSon ? .patronymic : role == .unknown && Patronymic.isOne(part.text) ? .patronymic : role
            if words.isKind(token.text, .honorific) { part.weight = min(part.weight, 0.2) }
            isSon = false
            parts.append(part)
        }
        return parts
    }

    /// Digits inside a word stand for the letters that they look like: `Ig0r Sech1n`.
    private static func withoutDigits(_ token: RawToken) -> RawToken {
        let digits = token.text.count { 0x30...0x39 ~= $0 }
        guard digits > 0, digits * 2 < token.text.count else { return token }
        var token = token
        let alike: [UInt8: UInt8] = [
            0x30: 0x6F, 0x31: 0x69, 0x33: 0x65, 0x34: 0x61, 0x35: 0x73, 0x36: 0x62, 0x39: 0x67,
        ]
        token.text = token.text.map { alike[$0] ?? $0 }
        return token
    }

    /// A word that binds names and says nothing: the article, `de`, `von`; a lone one at the end is a name.
    private func isParticle(_ tokens: [RawToken], _ at: Int) -> Bool {
        let script = tokens[at].script
        guard script == .latin || script == .arabic, at + 1 < tokens.count else { return false }
        if words.isKind(tokens[at].text, .particle) { return true }
        return tokens[at + 1].isHyphenated && ArabicNames.articles.contains(tokens[at].text)
    }
}

/// Russian and Turkic patronymics, by their endings.
enum Patronymic {
    private static let endings = [
        "ovich", "evich", "ovych", "yovych", "ovna", "evna", "ivna", "ichna", "ovitch", "evitch",
        "owitsch", "ewitsch", "avich", "avna", "oglu", "ogly", "kyzy", "kizi",
    ].map { Array($0.utf8) }

    static func isOne(_ text: [UInt8]) -> Bool {
        text.count > 6 && endings.contains { text.suffix($0.count).elementsEqual($0) }
    }
}

/// What is particular to Arabic names in Latin letters.
enum ArabicNames {
    /// The article in its assimilated forms, as written before a hyphen: `ar-Rahman`, `ed-Din`.
    static let articles: Set<[UInt8]> = Set(
        [
            "al", "el", "ul", "ar", "er", "ur", "as", "es", "us", "ash", "esh", "ush", "at", "et", "ut", "ad", "ed",
            "ud",
            "az", "ez", "uz", "an", "en", "un",
        ].map { Array($0.utf8) }
    )

    private static let servants: Set<[UInt8]> = Set(
        [
            "abd", "abdul", "abdal", "abdel", "abdol", "abdur", "abdus", "abdu", "abdoul", "abdool", "abed", "abdur",
            "abdar",
            "abder", "abdas", "bd", "abdi",
        ].map { Array($0.utf8) }
    )

    /// `Abd al-Rahman`, `Abdul Rahman` and `Abdulrahman` as one word, `abdrahman`.
    ///
    /// - Parameters:
    ///   - token: The word looked at.
    ///   - tokens: All the words.
    ///   - next: The place after the word; moved on where following words are taken in.
    /// - Returns: The word, or the joined one in its place.
    static func joined(_ token: RawToken, _ tokens: [RawToken], _ next: inout Int) -> RawToken {
        var token = token
        if isServant(token.text), next < tokens.count {
            var at = next
            while at + 1 < tokens.count, articles.contains(tokens[at].text) { at += 1 }
            token.text = Array("abd".utf8) + tokens[at].text
            next = at + 1
        } else if let rest = afterServant(token.text) {
            token.text = Array("abd".utf8) + rest
        }
        return token
    }

    /// `Abdul` and its like, also with letters that changed places: `Adbul`, `Badur`.
    private static func isServant(_ text: [UInt8]) -> Bool {
        servants.contains(text) || text.count == 5 && scrambled.contains(text.sorted())
    }

    private static let scrambled: Set<[UInt8]> = Set(["abdul", "abdel", "abdur"].map { Array($0.utf8).sorted() })

    private static let faiths: Set<[UInt8]> = Set(
        ["din", "dine", "deen", "dyn", "eddin", "eddine", "uddin", "eldin", "uldin", "addin", "aldin"].map {
            Array($0.utf8)
        }
    )

    /// `Nur al-Din`, `Noureddine` and `Nuruddin` as one word, `nuruddin`.
    static func withFaith(_ token: RawToken, _ tokens: [RawToken], _ next: inout Int) -> RawToken {
        var token = token
        var at = next
        while at + 1 < tokens.count, articles.contains(tokens[at].text) { at += 1 }
        if at < tokens.count, faiths.contains(tokens[at].text), tokens[at].script != .arabic || tokens[at].hasArticle {
            token.text += Array("uddin".utf8)
            next = at + 1
        } else if let root = root(token.text) {
            token.text = root + Array("uddin".utf8)
        }
        return token
    }

    /// What stands before `-uddin`, `-eddine`, `-oudine` in a word of its own.
    private static func root(_ text: [UInt8]) -> [UInt8]? {
        var rest = text[...]
        if rest.last == 0x65 { rest = rest.dropLast() }
        guard rest.count > 6, rest.last == 0x6E else { return nil }
        rest = rest.dropLast()
        let vowels = rest.reversed().prefix { $0 == 0x69 || $0 == 0x65 || $0 == 0x79 }.count
        guard 1...2 ~= vowels else { return nil }
        rest = rest.dropLast(vowels)
        guard rest.last == 0x64 else { return nil }
        rest = rest.dropLast()
        if rest.last == 0x64 || rest.last == 0x6C { rest = rest.dropLast() }
        let before = rest.reversed().prefix(while: Phones.isVowel).count
        guard 1...2 ~= before, rest.count - before > 2 else { return nil }
        return Array(rest.dropLast(before))
    }

    /// Whether a word is `abd` with the other, as `abdhanif` to `hanif`.
    static func isServant(_ word: [UInt8], of other: [UInt8]) -> Bool {
        word.count == other.count + 3 && other.count > 3 && word.starts(with: Array("abd".utf8))
            && word.dropFirst(3).elementsEqual(other)
    }

    /// What is left of `Abdullah` after `abdul`.
    private static let allahs: Set<[UInt8]> = Set(["lah", "lahi", "leh", "lh", "ah", "la"].map { Array($0.utf8) })

    /// What follows `abdul-`, `abder-` and the like inside one word.
    private static func afterServant(_ text: [UInt8]) -> [UInt8]? {
        let abd = Array("abd".utf8)
        guard text.count >= 8, text.starts(with: abd) else { return nil }
        var rest = text.dropFirst(3)
        if rest.starts(with: Array("ou".utf8)) {
            rest = rest.dropFirst(2)
        } else if let first = rest.first,
            Phones.isVowel(first)
        {
            rest = rest.dropFirst()
        } else {
            return nil
        }
        guard let consonant = rest.first, !Phones.isVowel(consonant) else { return nil }
        let after = rest.dropFirst()
        if consonant == 0x6C, allahs.contains(Array(after)) { return nil }
        if consonant == 0x6C || consonant == after.first { return Array(after) }
        return after.starts(with: Array("sh".utf8)) ? Array(after) : nil
    }
}
