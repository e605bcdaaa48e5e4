import Language

/// 64-bit hashes of words and phrases; the same on every machine and run, as model files depend on them.
package struct WordHash: Sendable {
    package private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

    package init() {}

    package mutating func mix(_ word: UInt64) {
        value = Self.mixed(value, word)
    }

    package static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return (product.high ^ product.low) &+ word &* 0x2545_F491_4F6C_DD1D
    }

    /// The hash of a word as written, with typographic apostrophes and hyphens made plain.
    package static func exact(_ scalars: some Sequence<Unicode.Scalar>) -> UInt64 {
        var hash = WordHash()
        for scalar in scalars { hash.mix(UInt64(scalar.plain)) }
        return hash.value
    }

    /// The hash of a word without regard to case.
    package static func folded(_ scalars: some Sequence<Unicode.Scalar>) -> UInt64 {
        var hash = WordHash()
        for scalar in scalars { hash.mix(UInt64(scalar.folded)) }
        return hash.value
    }

    package static func exact(_ word: String) -> UInt64 { exact(word.unicodeScalars) }
    package static func folded(_ word: String) -> UInt64 { folded(word.unicodeScalars) }

    /// The hash of a phrase out of the hashes of its words.
    package static func phrase(_ first: UInt64, _ next: UInt64) -> UInt64 {
        mixed(first, next ^ 0xA5A5_A5A5_5A5A_5A5A)
    }
}

extension Unicode.Scalar {
    /// The code point with typographic apostrophes and hyphens made plain.
    var plain: UInt32 {
        if value < 0x80 { return value }
        if isApostrophe { return 0x27 }
        return isHyphen ? 0x2D : value
    }

    /// The lower-case code point; only the letters whose lower case is one code point change.
    var folded: UInt32 {
        if value < 0x80 { return 0x41...0x5A ~= value ? value | 0x20 : value }
        if isApostrophe { return 0x27 }
        if isHyphen { return 0x2D }
        switch value {
        case 0xC0...0xDE where value != 0xD7: return value + 0x20
        case 0x391...0x3A9, 0x410...0x42F: return value + 0x20
        case 0x400...0x40F: return value + 0x50
        case 0x100...0x24F, 0x370...0x1FFF:
            let lower = properties.lowercaseMapping.unicodeScalars
            return lower.count == 1 ? lower.first?.value ?? value : value
        default: return value
        }
    }
}
