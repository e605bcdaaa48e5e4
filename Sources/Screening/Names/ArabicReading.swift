/// Reads words in Arabic script (Arabic, Persian, Pashto, Urdu) into Latin consonants.
///
/// Short vowels aren't written, so the reading holds only consonants and long vowels; comparison makes up for the rest.
enum ArabicReading {
    private static let alef: Unicode.Scalar = "\u{627}"
    private static let lam: Unicode.Scalar = "\u{644}"
    private static let allah: [Unicode.Scalar] = ["\u{627}", "\u{644}", "\u{644}", "\u{647}"]

    static func read(_ token: RawToken, _ letters: LetterTables) -> RawToken {
        var token = token
        var scalars = token.scalars.filter { !isMark($0) }.map(plain)
        if scalars == allah {
            token.text = Array("allah".utf8)
            return token
        }
        if scalars.count > 3, scalars[0] == alef, scalars[1] == lam {
            scalars.removeFirst(2)
            token.hasArticle = true
        }
        for (index, scalar) in scalars.enumerated() {
            // At the beginning an alef only carries the vowel behind it: `أون` is `un`.
            if index == 0, scalars.count > 2, scalar == alef, scalars[1] == "\u{648}" { continue }
            token.text.append(contentsOf: reading(scalar, at: index, of: scalars.count, letters))
        }
        return token
    }

    private static func reading(
        _ scalar: Unicode.Scalar,
        at index: Int,
        of count: Int,
        _ letters: LetterTables
    ) -> [UInt8] {
        switch scalar {
        case "\u{648}": index == 0 ? [0x77] : [0x75]
        case "\u{64A}", "\u{6CC}": index == 0 ? [0x79] : [0x69]
        case "\u{649}": index + 1 == count ? [0x61] : [0x69]
        case "\u{639}": index == 0 ? [0x61] : []
        default: letters.reading(scalar)
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        0x64B...0x65F ~= scalar.value || scalar.value == 0x670 || scalar.value == 0x621
    }

    /// The bare letter for a form with hamza or madda and for the Persian and Urdu forms of one letter.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x622, 0x623, 0x625, 0x671: alef
        case 0x6C1, 0x6BE, 0x6D5, 0x6C0, 0xFEE9...0xFEEC: "\u{647}"
        case 0xFE8D, 0xFE8E, 0xFE81...0xFE84: alef
        case 0xFEDD...0xFEE0: lam
        case 0xFEED, 0xFEEE: "\u{648}"
        case 0xFEF1...0xFEF4: "\u{64A}"
        default: scalar
        }
    }
}

/// Reads Greek words: some sounds are written with two letters.
enum GreekReading {
    private static let pairs: [(from: String, to: String)] = [
        ("mp", "b"), ("nt", "d"), ("gk", "g"), ("oi", "u"), ("ai", "e"), ("ei", "i"), ("tz", "dz"),
    ]

    /// - Parameter token: A token whose letters are read one by one, in which `ου` is `oi`.
    /// - Returns: The token as it sounds.
    static func read(_ token: RawToken) -> RawToken {
        var token = token
        var text = token.text
        for (from, to) in pairs {
            let (from, to) = (Array(from.utf8), Array(to.utf8))
            var at = 0
            while at + 1 < text.count {
                if text[at] == from[0], text[at + 1] == from[1] { text.replaceSubrange(at..<at + 2, with: to) }
                at += 1
            }
        }
        token.text = text
        return token
    }
}
