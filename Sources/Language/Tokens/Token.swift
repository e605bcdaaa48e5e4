package import Messages

/// A word, number or sign of a text.
package struct Token: Sendable, Equatable {
    package enum Kind: UInt8, Sendable {
        /// Letters, also with digits, hyphens, apostrophes and inner full stops: `al-Anbari`, `U.S.`, `F-16`, `'s`.
        case word
        /// Begins with a digit: `1,234.5`, `20th`, `2024-06-20`, `10bn`.
        case number
        case punctuation
        /// Currency signs, `%`, `+`, emoji.
        case symbol
        /// Web addresses, mail addresses and `@handles`.
        case url
    }

    package struct Flags: OptionSet, Sendable, Hashable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// First token of the text or after a blank line.
        package static let paragraphStart = Flags(rawValue: 1)
        /// First token of its line.
        package static let lineStart = Flags(rawValue: 2)
        /// A blank or line break stands before it.
        package static let spaceBefore = Flags(rawValue: 4)
        /// Its first letter is upper case.
        package static let capitalised = Flags(rawValue: 8)
        /// Two letters or more, all upper case.
        package static let allCapitals = Flags(rawValue: 16)
        package static let hasDigit = Flags(rawValue: 32)
        package static let hasHyphen = Flags(rawValue: 64)
        /// A word whose last sign is the full stop of an abbreviation, as in `Mr.` and `U.S.` and `J.`.
        package static let abbreviation = Flags(rawValue: 128)
        /// One capital letter and a full stop.
        package static let initial = Flags(rawValue: 256)
        /// The `'s` of a possessive (or of "is"), split from its word.
        package static let possessive = Flags(rawValue: 512)
    }

    package var kind: Kind
    package var offsets: Offsets
    package var flags: Flags

    package init(kind: Kind, offsets: Offsets, flags: Flags = []) {
        self.kind = kind
        self.offsets = offsets
        self.flags = flags
    }

    package var isWord: Bool { kind == .word }
    package var isCapitalised: Bool { flags.contains(.capitalised) }
}
