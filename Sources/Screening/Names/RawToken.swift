/// One word of a name as it stands in the text, before anything is known about it.
struct RawToken: Sendable, Equatable {
    /// Plain Latin letters and digits, lower case.
    var text: [UInt8]
    var script: Script
    /// The scalars as written, kept for scripts that are read by other rules than letter by letter.
    var scalars: [Unicode.Scalar]
    /// Whether a hyphen joins it to the word before.
    var isHyphenated = false
    /// Whether a full stop follows at once, as after an initial.
    var hasStop = false
    /// Whether a comma follows.
    var hasComma = false
    /// Whether it carried the Arabic article.
    var hasArticle = false
    /// Whether its reading is exact though its script is not an alphabet.
    var isExact = false
    /// Half-open, in code points of the source.
    var offsets: Range<Int> = 0..<0
}

/// Cuts a text into the words that names are made of.
struct Tokenizer: Sendable {
    let letters: LetterTables

    /// The words of a text, each with its reading in Latin letters.
    func tokens(_ text: String) -> [RawToken] {
        var tokens: [RawToken] = []
        var current: RawToken?
        var isHyphenated = false
        let scalars = Array(text.unicodeScalars)
        var possessive = -1
        for (offset, scalar) in scalars.enumerated() where offset != possessive {
            if isJoiner(scalar) {
                if current?.script == .latin, isPossessive(scalars, offset) { possessive = offset + 1 }
                continue
            }
            if isWordScalar(scalar) {
                let script = Script(scalar)
                if let token = current, breaks(token, script) {
                    tokens.append(token)
                    current = nil
                }
                append(scalar, script, offset, isHyphenated, to: &current)
                continue
            }
            if let token = current { tokens.append(token) }
            isHyphenated = current != nil && isHyphen(scalar)
            current = nil
            if scalar == "&" || scalar == "+" { tokens.append(ampersand(offset)) }
            if !tokens.isEmpty, tokens[tokens.count - 1].offsets.upperBound == offset {
                if scalar == "." { tokens[tokens.count - 1].hasStop = true }
                if scalar == "," || scalar == "،" || scalar == "、" { tokens[tokens.count - 1].hasComma = true }
            }
        }
        if let token = current { tokens.append(token) }
        return tokens.flatMap(Self.withoutCamels).map(read)
    }

    /// `VladimirPutin` and `SiemensAG` are two words each: where a small letter meets a capital.
    private static func withoutCamels(_ token: RawToken) -> [RawToken] {
        let scalars = token.scalars
        guard token.script == .latin || token.script == .cyrillic, scalars.count > 5 else { return [token] }
        // Joiners may lie inside, so where the parts lie is only told where there are none.
        let isExact = token.offsets.count == scalars.count
        func part(_ places: Range<Int>) -> RawToken {
            var part = token
            part.scalars = Array(scalars[places])
            if isExact {
                let start = token.offsets.lowerBound
                part.offsets = start + places.lowerBound..<start + places.upperBound
            }
            if places.upperBound < scalars.count { (part.hasComma, part.hasStop) = (false, false) }
            return part
        }
        var parts: [RawToken] = []
        var start = 0
        while scalars.count - start > 5, let border = border(in: scalars, from: start + 3) {
            parts.append(part(start..<border))
            start = border
        }
        return parts + [start == 0 ? token : part(start..<scalars.count)]
    }

    /// The first capital that follows two small letters and isn't the last letter.
    private static func border(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
        (start..<max(start, scalars.count - 1)).first { place in
            scalars[place].properties.isUppercase && scalars[place - 1].properties.isLowercase
                && scalars[place - 2].properties.isLowercase
        }
    }

    /// Whether an apostrophe begins the `'s` that ends a word and is none of it.
    private func isPossessive(_ scalars: [Unicode.Scalar], _ at: Int) -> Bool {
        guard scalars[at] == "'" || scalars[at] == "’", at + 1 < scalars.count,
            scalars[at + 1] == "s" || scalars[at + 1] == "S"
        else { return false }
        return at + 2 == scalars.count || !isWordScalar(scalars[at + 2]) && !isJoiner(scalars[at + 2])
    }

    private func append(
        _ scalar: Unicode.Scalar,
        _ script: Script,
        _ offset: Int,
        _ isHyphenated: Bool,
        to current: inout RawToken?
    ) {
        var token =
            current
            ?? RawToken(
                text: [],
                script: script,
                scalars: [],
                isHyphenated: isHyphenated,
                offsets: offset..<offset
            )
        token.scalars.append(scalar)
        token.offsets = token.offsets.lowerBound..<(offset + 1)
        current = token
    }

    private func ampersand(_ offset: Int) -> RawToken {
        RawToken(text: Array("and".utf8), script: .latin, scalars: [], offsets: offset..<(offset + 1))
    }

    private func read(_ token: RawToken) -> RawToken {
        guard !token.scalars.isEmpty else { return token }
        switch token.script {
        case .arabic: return ArabicReading.read(token, letters)
        case .greek: return GreekReading.read(latin(token))
        default: return latin(token)
        }
    }

    private func latin(_ token: RawToken) -> RawToken {
        var token = token
        for scalar in token.scalars {
            switch scalar.value {
            case 0x30...0x39, 0x61...0x7A: token.text.append(UInt8(scalar.value))
            case 0x41...0x5A: token.text.append(UInt8(scalar.value + 0x20))
            default:
                if token.script == .kana, let vowel = SmallKana.vowel(scalar) {
                    SmallKana.append(vowel, isGlide: SmallKana.isGlide(scalar), to: &token.text)
                } else {
                    token.text.append(contentsOf: letters.reading(scalar))
                }
            }
        }
        return token
    }

    /// Chinese characters and kana don't mix with other letters in one word.
    private func breaks(_ token: RawToken, _ script: Script) -> Bool {
        token.script != script
            && (script == .han || token.script == .han || script == .hangul || token.script == .hangul)
    }

    private func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 {
            return 0x30...0x39 ~= scalar.value || 0x41...0x5A ~= scalar.value || 0x61...0x7A ~= scalar.value
        }
        if isApostrophe(scalar) { return true }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter, .nonspacingMark,
            .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
            return true
        default: return false
        }
    }

    /// Marks inside a word that part nothing: `Qa'ida`, `Yo'ng`, the zero-width joiners.
    private func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x201B, 0x2BB...0x2BF, 0x200B, 0x200D...0x200F, 0xAD, 0x640, 0xFEFF: true
        case 0x2060, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x55A }

    private func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || 0x2010...0x2015 ~= scalar.value || scalar.value == 0x200C
    }
}

/// The small kana that change the vowel of the syllable before: `ジョ` is `jo`, `フィ` is `fi`.
private enum SmallKana {
    private static let vowels: [UInt32: UInt8] = [
        0x30A1: 0x61, 0x30A3: 0x69, 0x30A5: 0x75, 0x30A7: 0x65, 0x30A9: 0x6F, 0x30E3: 0x61, 0x30E5: 0x75, 0x30E7: 0x6F,
    ]

    /// The vowel of a small kana, be it hiragana or katakana; nil for others.
    static func vowel(_ scalar: Unicode.Scalar) -> UInt8? {
        vowels[0x3041...0x3096 ~= scalar.value ? scalar.value + 0x60 : scalar.value]
    }

    static func isGlide(_ scalar: Unicode.Scalar) -> Bool {
        [0x3083, 0x3085, 0x3087, 0x30E3, 0x30E5, 0x30E7].contains(scalar.value)
    }

    /// Puts a vowel in place of the last one, with a `y` before it where a glide follows another sound than `j`, `sh`, `ch`.
    static func append(_ vowel: UInt8, isGlide: Bool, to text: inout [UInt8]) {
        if let last = text.last, Phones.isVowel(last) { text.removeLast() }
        let isSoft = text.last == 0x6A || text.last == 0x68 && [0x73, 0x63].contains(text.dropLast().last)
        if isGlide, !isSoft { text.append(0x79) }
        text.append(vowel)
    }
}
