/// What a text needs before it is in normal form, told in one pass over its bytes.
enum TextCensus {
    case clean
    /// Only composition may be needed.
    case uncomposed
    /// Line ends, a byte order mark or control characters must be dealt with first.
    case unclean

    /// Looks at every byte once; a text that could need composition is only suspected of it.
    ///
    /// Most text is told clean by the first byte of each character: nothing below U+0300 combines, nor do the Cyrillic
    /// letters, the CJK ideographs, the Hangul syllables and the usual punctuation (Unicode's `NFC_Quick_Check` and
    /// combining class say so). Anything else goes to the standard library's own quick check.
    static func isClean(_ text: String) -> TextCensus {
        let span = text.utf8Span.span
        var needsCheck = false
        var index = 0
        while index < span.count {
            let byte = span[index]
            if byte >= 0x20, byte < 0x7F {
                index += 1
                continue
            }
            switch byte {
            case 0x09, 0x0A: index += 1
            case 0..<0x80: return .unclean
            case 0xC2:
                guard span[index + 1] >= 0xA0 else { return .unclean }
                index += 2
            case 0xC3...0xCB, 0xD0, 0xD1: index += 2
            case 0xE2:
                if span[index + 1] == 0x80 {
                    guard span[index + 2] != 0xA8, span[index + 2] != 0xA9 else { return .unclean }
                    if span[index + 2] < 0x82 { needsCheck = true }
                } else if span[index + 1] != 0x82 {
                    needsCheck = true
                }
                index += 3
            case 0xE5...0xE9, 0xEB, 0xEC: index += 3
            case 0xEF where index == 0 && span[1] == 0xBB && span[2] == 0xBF: return .unclean
            default:
                needsCheck = true
                index += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            }
        }
        return needsCheck && !isComposed(text) ? .uncomposed : .clean
    }

    private static func isComposed(_ text: String) -> Bool {
        var utf8 = text.utf8Span
        return utf8.checkForNFC(quickCheck: true)
    }
}
