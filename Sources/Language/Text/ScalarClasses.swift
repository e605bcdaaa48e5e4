/// What a code point is to the tokenizer: the few classes that it asks for, quick for ASCII and Latin letters.
extension Unicode.Scalar {
    package var isDigit: Bool { 0x30...0x39 ~= value }

    /// A letter, or a mark or joiner that belongs to the letter before it.
    package var isLetter: Bool {
        if value < 0x80 { return 0x61...0x7A ~= value | 0x20 }
        if 0xC0...0x24F ~= value { return value != 0xD7 && value != 0xF7 }
        if 0x300...0x36F ~= value || value == 0xAD || value == 0x200C || value == 0x200D { return true }
        if 0x2000...0x2BFF ~= value || 0x3000...0x3004 ~= value { return false }
        if properties.isAlphabetic { return true }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark: return !isVariationSelector
        default: return false
        }
    }

    package var isUppercase: Bool {
        if value < 0x80 { return 0x41...0x5A ~= value }
        return properties.isUppercase || properties.generalCategory == .titlecaseLetter
    }

    package var isLowercase: Bool {
        if value < 0x80 { return 0x61...0x7A ~= value }
        return properties.isLowercase
    }

    /// Its small letter, where that is one code point.
    package var small: Unicode.Scalar { Self.single(properties.lowercaseMapping) ?? self }

    /// Its capital, where that is one code point.
    package var capital: Unicode.Scalar { Self.single(properties.uppercaseMapping) ?? self }

    private static func single(_ mapping: String) -> Unicode.Scalar? {
        mapping.unicodeScalars.count == 1 ? mapping.unicodeScalars.first : nil
    }

    package var isBlank: Bool {
        if value < 0x80 { return value == 0x20 || 0x09...0x0D ~= value || value < 0x20 || value == 0x7F }
        return value == 0xFEFF || value == 0x200B || 0x80...0x9F ~= value || properties.isWhitespace
    }

    package var isLineBreak: Bool { value == 0x0A || value == 0x0D || value == 0x2028 || value == 0x2029 }

    package var isApostrophe: Bool { value == 0x27 || value == 0x2019 || value == 0x2BC || value == 0x2018 }

    /// A hyphen that joins two halves of a word; dashes between words are none.
    package var isHyphen: Bool { value == 0x2D || value == 0x2010 || value == 0x2011 }

    /// A dash between words or a hyphen.
    package var isDash: Bool { isHyphen || 0x2012...0x2015 ~= value || value == 0x2212 }

    /// Han, kana and other letters of scripts that write no blanks, where every letter is a token.
    package var standsAlone: Bool {
        0x3040...0x30FF ~= value || 0x3400...0x4DBF ~= value || 0x4E00...0x9FFF ~= value
            || 0xF900...0xFAFF ~= value || 0x20000...0x3FFFF ~= value
    }

    package var isVariationSelector: Bool { 0xFE00...0xFE0F ~= value }

    /// Whether it continues an emoji: a joiner, a selector, a skin tone or a tag.
    var extendsEmoji: Bool {
        value == 0x200D || isVariationSelector || 0x1F3FB...0x1F3FF ~= value || 0xE0020...0xE007F ~= value
    }

    /// A currency, mathematical or other sign, or an emoji: anything that is neither letter, digit nor punctuation.
    var isSymbol: Bool {
        if value < 0x80 { return "$+<=>^`|~#@%&".unicodeScalars.contains(self) }
        switch properties.generalCategory {
        case .currencySymbol, .mathSymbol, .otherSymbol, .modifierSymbol, .privateUse, .unassigned: return true
        default: return false
        }
    }
}
