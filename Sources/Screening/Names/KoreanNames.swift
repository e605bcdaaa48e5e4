/// Korean names in Latin letters: the family name, and the given name as one word over coarse sounds.
enum KoreanNames {
    private static let surnames: Set<[UInt8]> = Set(
        """
        kim gim i ri lee yi rhee li pak park bak choe choi jong jung jeong chong chung cheong kang gang jo cho yun yoon jang \
        chang rim lim im han o oh so seo suh sin shin kwon hwang an ahn song ryu yu yoo hong jon jeon chon chun ko go mun \
        moon son sohn ryang yang pae bae paek baek ho heo hur nam sim shim ro roh noh no ha kwak sung cha ju joo chu u woo \
        ku koo gu min jin ji om eom won chae pang bang kong hyon hyun ham pyon byun yom yeom ryo yeo sok seok ma kil gil \
        yon wi pyo myong ki ra na
        """.split(separator: " ").map { Array($0.utf8) }
    )

    private static let initials = [
        "tsch", "dsch", "dzs", "dzh", "tch", "cz", "dz", "dj", "ch", "jj", "kk", "tt", "pp", "ss", "sh", "k", "g", "n",
        "d", "t", "r", "l", "m", "b", "p", "s", "j", "h", "c", "",
    ]
    .map { Array($0.utf8) }
    private static let vowels: [([UInt8], String)] = [
        ("yeo", "io"), ("yae", "ie"), ("wae", "ue"), ("woo", "u"), ("yoo", "iu"), ("young", "iong"), ("ae", "e"),
        ("ai", "e"),
        ("eo", "o"),
        ("eu", "u"), ("ui", "ui"), ("oe", "ue"), ("oi", "ue"), ("ee", "i"), ("oo", "u"), ("ou", "u"), ("ya", "ia"),
        ("yo", "io"), ("yu", "iu"), ("ye", "ie"), ("wa", "ua"), ("wo", "uo"), ("we", "ue"), ("wi", "ui"), ("a", "a"),
        ("e", "e"), ("i", "i"), ("o", "o"), ("u", "u"), ("y", "i"),
    ].map { (Array($0.0.utf8), $0.1) }
    private static let finals = ["ngh", "ng", "mg", "ck", "k", "g", "n", "l", "r", "m", "p", "b", "t", "h", ""].map {
        Array($0.utf8)
    }

    /// The same name with its given names as one part, where it is built as a Korean name; none where it isn't.
    ///
    /// Where both ends may be the family name and nothing says which, both are taken, the first one first. Cyrillic letters
    /// tell fewer sounds apart.
    static func joined(_ name: PreparedName, isCyrillic: Bool) -> [PreparedName] {
        let parts = ordered(name)
        guard 2...3 ~= parts.count, parts.allSatisfy({ $0.kind == .word && $0.role != .patronymic }) else { return [] }
        let isFirst = surnames.contains(parts[0].text)
        let isLast = !(name.isFamilyFirst && isFirst) && surnames.contains(parts[parts.count - 1].text)
        return [
            isFirst ? joined(name, parts[0], parts[1...], isCyrillic) : nil,
            isLast ? joined(name, parts[parts.count - 1], parts.dropLast(), isCyrillic) : nil,
        ].compactMap { $0 }
    }

    private static func joined(
        _ name: PreparedName,
        _ family: NamePart,
        _ given: ArraySlice<NamePart>,
        _ isCyrillic: Bool
    ) -> PreparedName? {
        guard let exact = sounds(given.map(\.text)) else { return nil }
        let sounds = isCyrillic ? Vague.sounds(exact) : exact
        var part = NamePart(given.flatMap(\.text))
        part.looseness = family.looseness
        part.role = .given
        part.korean = sounds
        part.native = given.flatMap(\.native)
        part.weight = min(0.9, given.reduce(0) { $0 + $1.weight } * 0.8)
        var joined = name
        joined.parts = [family, part]
        joined.parts[0].role = .family
        joined.isFamilyFirst = true
        return joined
    }

    /// The parts, with a family name that was mistaken for the given one put first: `Mun Chol, Kim`.
    private static func ordered(_ name: PreparedName) -> [NamePart] {
        let parts = name.parts
        guard name.isFamilyFirst, parts.count == 3, parts[1].role == .family, surnames.contains(parts[2].text) else {
            return parts
        }
        return [parts[2], parts[0], parts[1]]
    }

    /// The coarse sounds of given names of one or two syllables; nil where a word is no Korean syllable.
    private static func sounds(_ words: [[UInt8]]) -> [UInt8]? {
        var sounds: [UInt8] = []
        var syllables = 0
        for word in words {
            var left = word[...]
            while !left.isEmpty {
                guard let (sound, rest) = syllable(left, isLast: words.count > 1) else { return nil }
                sounds += sound
                left = rest
                syllables += 1
            }
        }
        return syllables <= 2 ? sounds : nil
    }

    /// Reads one syllable; the longest one, unless that leaves a rest that is none.
    private static func syllable(_ text: ArraySlice<UInt8>, isLast: Bool) -> ([UInt8], ArraySlice<UInt8>)? {
        for initial in initials where text.starts(with: initial) {
            let afterInitial = text.dropFirst(initial.count)
            guard let (letters, sound) = vowels.first(where: { afterInitial.starts(with: $0.0) }) else { continue }
            let afterVowel = afterInitial.dropFirst(letters.count)
            for final in finals where afterVowel.starts(with: final) {
                let rest = afterVowel.dropFirst(final.count)
                if !rest.isEmpty, isLast || syllable(rest, isLast: true)?.1.isEmpty != true { continue }
                return (consonant(initial) + Array(sound.utf8) + consonant(final), rest)
            }
        }
        return nil
    }

    /// Voiced and unvoiced, plain and tense sounds are spelt at will.
    private static func consonant(_ text: [UInt8]) -> [UInt8] {
        switch String(decoding: text, as: UTF8.self) {
        case "k", "g", "kk", "ck": [0x6B]
        case "t", "d", "tt": [0x74]
        case "p", "b", "pp": [0x70]
        case "ch", "j", "jj", "c", "cz", "dz", "dj", "tch", "dzh", "dzs", "tsch", "dsch": [0x63]
        case "s", "ss", "sh": [0x73]
        case "r", "l": [0x6C]
        case "ng", "ngh", "mg": [0x4E]
        case "h": [0x68]
        default: text
        }
    }

    /// The likeness of two given names by their sounds: one other consonant makes another name.
    static func likeness(_ a: [UInt8], _ b: [UInt8]) -> Float {
        if a == b { return 0.97 }
        guard a.count == b.count else { return 0.4 }
        var cost: Float = 0
        for (x, y) in zip(a, b) where x != y {
            let isNear = (x == 0x6F || x == 0x75) && (y == 0x6F || y == 0x75)
            if Vague.mayBe(x, y) {
                cost += 0.02
            } else {
                cost += isNear ? 0.1 : Vague.isVowel(x) && Vague.isVowel(y) ? 0.35 : 0.6
            }
        }
        return max(0, 0.97 - cost)
    }

    /// The consonants of a given name by which it is sought, in all ways in which they may be meant.
    static func consonants(_ sounds: [UInt8]) -> [[UInt8]] {
        var ways: [[UInt8]] = [[]]
        for sound in sounds where !Vague.isVowel(sound) {
            let meant = sound == Vague.nasal ? [UInt8(0x6E), 0x4E] : [sound]
            ways = ways.flatMap { way in meant.map { way + [$0] } }
        }
        return ways
    }

    /// Sounds that Cyrillic letters leave open: `Ким Чен Ын` is Kim Jong Un.
    private enum Vague {
        /// `n` or `ng`.
        static let nasal: UInt8 = 0x4D
        private static let e: UInt8 = 0x45
        private static let i: UInt8 = 0x49

        static func sounds(_ sounds: [UInt8]) -> [UInt8] {
            sounds.map { sound in
                switch sound {
                case 0x6E, 0x4E: nasal
                case 0x65: e
                case 0x69: i
                default: sound
                }
            }
        }

        static func isVowel(_ sound: UInt8) -> Bool { sound == e || sound == i || Phones.isVowel(sound) }

        static func mayBe(_ x: UInt8, _ y: UInt8) -> Bool { means(x, y) || means(y, x) }

        private static func means(_ vague: UInt8, _ exact: UInt8) -> Bool {
            switch vague {
            case nasal: exact == 0x6E || exact == 0x4E
            case e: exact == 0x65 || exact == 0x6F
            case i: exact == 0x69 || exact == 0x75
            default: false
            }
        }
    }
}
