/// One part of a name, ready to be compared.
package struct NamePart: Sendable, Equatable {
    package enum Role: UInt8, Sendable {
        case unknown, family, given, patronymic
    }

    package enum Kind: UInt8, Sendable {
        case word, initial, number
        /// A word of a body's name that says what kind of body it is.
        case generic
    }

    /// Plain Latin letters, lower case.
    package var text: [UInt8]
    package var phones: [UInt8]
    var skeleton: [UInt8]
    package var kind: Kind = .word
    package var role: Role = .unknown
    /// How much may be left to chance when this part is compared.
    var looseness: Looseness = .strict
    /// Parts with one concept mean the same in several languages; 0 for none.
    var concept: UInt16 = 0
    /// The sets of given names that stand for one another to which it belongs.
    var groups: [UInt16] = []
    /// The characters of a Chinese or Korean name in its own script.
    var native: [Unicode.Scalar] = []
    /// The coarse sounds of a Korean given name.
    var korean: [UInt8]?
    /// How much it tells: about 0.2 for `company`, 0.5 for `Muhammad`, 1 for a rare name.
    package var weight: Float = 1

    init(_ text: [UInt8]) {
        self.text = text
        phones = Phones.of(text)
        skeleton = Phones.skeleton(phones)
    }

    /// A part whose sounds are known already; it is compared but not sought by its consonants.
    init(text: [UInt8], phones: [UInt8]) {
        self.text = text
        self.phones = phones
        skeleton = []
    }

    package var string: String { String(decoding: text, as: UTF8.self) }
}

/// How exactly a script writes sounds down.
enum Looseness: UInt8, Sendable, Comparable {
    /// Syllable by syllable in a fixed spelling: Chinese and Korean names in their own script. One letter makes another name.
    case exact
    /// Letter by letter.
    case strict
    /// Short vowels unwritten or inherent: Arabic, Hebrew, the scripts of India.
    case abjad
    /// Syllables that fit foreign names badly: kana, Hangul, Chinese.
    case syllabic

    init(_ script: Script) {
        self =
            switch script {
            case .latin, .cyrillic, .greek: .strict
            case .arabic, .hebrew: .abjad
            case .other: .abjad
            case .han, .hangul, .kana: .syllabic
            }
    }

    static func < (a: Looseness, b: Looseness) -> Bool { a.rawValue < b.rawValue }

    /// How two words are compared: as loosely as the looser one is written, exactly only where neither is loose.
    static func between(_ a: Looseness, _ b: Looseness) -> Looseness {
        a == .exact || b == .exact ? (max(a, b) <= .strict ? .exact : max(a, b)) : max(a, b)
    }
}

/// A name taken apart.
package struct PreparedName: Sendable, Equatable {
    package var kind: ListEntry.Kind
    package var parts: [NamePart]
    /// The classes of legal form that it carries: `LLC`, `JSC`.
    package var forms: [String] = []
    /// Whether the family name is known to come first: it stood before a comma, or the language has it so.
    var isFamilyFirst = false

    /// The parts that tell somebody apart, in order.
    var weight: Float { parts.reduce(0) { $0 + $1.weight } }
}
