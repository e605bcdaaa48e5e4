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
        var offset = -1
        for scalar in text.unicodeScalars {
            offset += 1
            if isJoiner(scalar) { continue }
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
        let border = scalars.indices.dropFirst(3).first { place in
            scalars[place].properties.isUppercase && scalars[place - 1].properties.isLowercase
                && scalars[place - 2].properties.isLowercase && place + 1 < scalars.count
        }
        guard let border else { return [token] }
        var head = token
        var tail = token
        head.scalars = Array(scalars[..<border])
        tail.scalars = Array(scalars[border...])
        // Joiners may lie inside, so the border is only told where there are none.
        let isExact = token.offsets.count == scalars.count
        head.offsets =
            token.offsets.lowerBound..<(isExact ? token.offsets.lowerBound + border : token.offsets.upperBound)
        tail.offsets = (isExact ? head.offsets.upperBound : token.offsets.lowerBound)..<token.offsets.upperBound
        head.hasComma = false
        head.hasStop = false
        return [head] + withoutCamels(tail)
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
            default: token.text.append(contentsOf: letters.reading(scalar))
            }
        }
        if token.scalars.count > 2, token.scalars.suffix(2).elementsEqual(["'", "s"]) { token.text.removeLast() }
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
