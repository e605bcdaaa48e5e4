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
    package var kind: Kind = .word
    package var role: Role = .unknown
    /// How much may be left to chance when this part is compared.
    var looseness: Looseness = .strict
    /// Parts with one concept mean the same in several languages; 0 for none.
    var concept: UInt16 = 0
    /// What only some parts have, behind one reference, because parts are copied a great deal.
    private var rare: Rare?
    /// How much it tells: about 0.2 for `company`, 0.5 for `Muhammad`, 1 for a rare name.
    package var weight: Float = 1

    init(_ text: [UInt8]) {
        self.text = text
        phones = Phones.of(text)
    }

    /// A part whose sounds are known already; it is compared but not sought by its consonants.
    init(text: [UInt8], phones: [UInt8]) {
        self.text = text
        self.phones = phones
    }

    private final class Rare: Sendable, Equatable {
        let groups: [UInt16]
        let native: [Unicode.Scalar]
        let korean: [UInt8]?

        init(groups: [UInt16], native: [Unicode.Scalar], korean: [UInt8]?) {
            self.groups = groups
            self.native = native
            self.korean = korean
        }

        static func == (a: Rare, b: Rare) -> Bool {
            a.groups == b.groups && a.native == b.native && a.korean == b.korean
        }
    }

    /// The sets of given names that stand for one another to which it belongs.
    var groups: [UInt16] {
        get { rare?.groups ?? [] }
        set { setRare(newValue, native, korean) }
    }

    /// The characters of a Chinese or Korean name in its own script.
    var native: [Unicode.Scalar] {
        get { rare?.native ?? [] }
        set { setRare(groups, newValue, korean) }
    }

    /// The coarse sounds of a Korean given name.
    var korean: [UInt8]? {
        get { rare?.korean }
        set { setRare(groups, native, newValue) }
    }

    private mutating func setRare(_ groups: [UInt16], _ native: [Unicode.Scalar], _ korean: [UInt8]?) {
        let isPlain = groups.isEmpty && native.isEmpty && korean == nil
        rare = isPlain ? nil : Rare(groups: groups, native: native, korean: korean)
    }

    /// The consonants in coarse classes, by which it is sought.
    var skeleton: [UInt8] { Phones.skeleton(phones) }

    package var string: String { String(decoding: text, as: UTF8.self) }
}

/// How exactly a script writes sounds down.
enum Looseness: UInt8, Sendable, Comparable {
    /// Syllable by syllable in a fixed spelling: Chinese and Korean names in their own script. One letter makes another name.
    case exact
    /// Letter by letter.
    case strict
    /// Letter by letter but for one vowel, which is inherent: the scripts of India.
    case abugida
    /// Short vowels unwritten: Arabic, Hebrew, Ethiopic with its own syllables.
    case abjad
    /// Syllables that fit foreign names badly: kana, Hangul, Chinese.
    case syllabic

    init(_ script: Script) {
        self =
            switch script {
            case .latin, .cyrillic, .greek: .strict
            case .arabic, .hebrew: .abjad
            case .indic: .abugida
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

    /// How many letters all parts have together.
    var letterCount: Int { parts.reduce(0) { $0 + $1.text.count } }

    /// The parts that tell somebody apart, in order.
    var weight: Float { parts.reduce(0) { $0 + $1.weight } }
}
