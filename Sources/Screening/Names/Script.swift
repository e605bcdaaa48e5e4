/// The writing systems that names are told apart by.
package enum Script: UInt8, Sendable {
    case latin, cyrillic, greek, arabic, hebrew, indic, han, hangul, kana, other

    init(_ scalar: Unicode.Scalar) {
        self =
            switch scalar.value {
            case 0x00...0x24F, 0x1E00...0x1EFF, 0xFF10...0xFF5A: .latin
            case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
            case 0x400...0x52F, 0x1C80...0x1C8F: .cyrillic
            case 0x590...0x5FF, 0xFB1D...0xFB4F: .hebrew
            case 0x900...0xDFF: .indic
            case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFC: .arabic
            case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: .han
            case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7A3: .hangul
            case 0x3041...0x30FF, 0xFF66...0xFF9F: .kana
            default: .other
            }
    }

    /// Whether the script leaves short vowels unwritten.
    package var isAbjad: Bool { self == .arabic || self == .hebrew }
}
