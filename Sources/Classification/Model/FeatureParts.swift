/// What a feature's name can be made of.
protocol FeaturePart {
    var nameHash: NameHash { get }
    var partName: String { get }
}

/// A feature's name, or a part of one, that stands in the code; its hash is a constant.
struct FeatureName: FeaturePart, ExpressibleByStringLiteral, Sendable {
    let nameHash: NameHash
    private let text: StaticString

    @inline(__always)
    init(stringLiteral text: StaticString) {
        nameHash = NameHash(literal: text)
        self.text = text
    }

    var partName: String { "\(text)" }
}

/// The lemma of a word.
struct LemmaName: FeaturePart {
    private let parse: Parse
    private let word: Int
    let nameHash: NameHash

    @inline(__always)
    init(_ parse: Parse, _ word: Int) {
        self.parse = parse
        self.word = word
        nameHash = parse.words[word].lemmaHash
    }

    @inline(__always)
    init(_ parse: Parse, _ group: VerbGroup) {
        self.parse = parse
        word = group.main
        nameHash = group.lemmaHash
    }

    var partName: String { parse.known.lemma(parse.words[word]).text }
}

/// A word in lower case, as written.
struct LowerName: FeaturePart {
    private let parse: Parse
    private let word: Int

    @inline(__always)
    init(_ parse: Parse, _ word: Int) {
        self.parse = parse
        self.word = word
    }

    @inline(__always)
    var nameHash: NameHash { parse.known.lower(parse.words[word]).hash }
    var partName: String { parse.known.lower(parse.words[word]).text }
}

/// A governing word with its sign: "not-plan".
struct OperatorName: FeaturePart {
    private let parse: Parse
    private let word: Operator

    init(_ parse: Parse, _ word: Operator) {
        self.parse = parse
        self.word = word
    }

    var nameHash: NameHash {
        switch word.sign {
        case .none: parse.words[word.word].lemmaHash
        case .not: NameHash(literal: "not-") + parse.words[word.word].lemmaHash
        case .no: NameHash(literal: "no-") + parse.words[word.word].lemmaHash
        }
    }
    var partName: String { word.sign.rawValue + parse.known.lemma(parse.words[word.word]).text }
}

/// A verb by its phrase where it has one, else by its lemma.
struct VerbName: FeaturePart {
    private let parse: Parse
    private let group: VerbGroup

    @inline(__always)
    init(_ parse: Parse, _ group: VerbGroup) {
        self.parse = parse
        self.group = group
    }

    @inline(__always)
    var nameHash: NameHash { group.hash }
    var partName: String { parse.phrase(group) ?? parse.lemma(group) }
}

extension Bool: FeaturePart {
    @inline(__always)
    var nameHash: NameHash { self ? NameHash(literal: "true") : NameHash(literal: "false") }
    var partName: String { self ? "true" : "false" }
}

extension Int: FeaturePart {
    @inline(__always)
    var nameHash: NameHash { NameHash(digits: self) }
    var partName: String { String(self) }
}
