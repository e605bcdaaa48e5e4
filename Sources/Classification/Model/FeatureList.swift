/// The names of what is seen, as hashes; the names themselves only where somebody learns or reads them.
///
/// A name is put together of parts, so that a worker never builds the strings (``NameHash``).
struct FeatureList: Sendable {
    private(set) var keys: [UInt64] = []
    private(set) var names: [String] = []
    /// Features with a value of their own; all others count one.
    private(set) var numbers: [(key: UInt64, name: String, value: Double)] = []
    private let keepsNames: Bool
    /// The only features that are kept; nil for all.
    private let wanted: Set<UInt64>?

    init(keepsNames: Bool, only wanted: Set<UInt64>? = nil) {
        self.keepsNames = keepsNames
        self.wanted = wanted
        keys.reserveCapacity(256)
    }

    init(names: [String], numbers: [(name: String, value: Double)] = []) {
        self.init(keepsNames: true)
        for name in names { keep(NameHash(name)) { name } }
        for number in numbers { add(number.name, value: number.value) }
    }

    /// Empties the list for the next use of its room.
    mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
    }

    mutating func add(_ name: String, value: Double) { numbers.append((NameHash(name).spread, name, value)) }

    /// Takes the feature, unless others are wanted.
    @inline(__always)
    private mutating func keep(_ hash: NameHash, _ name: () -> String) {
        let key = hash.spread
        if let wanted, !wanted.contains(key) { return }
        keys.append(key)
        if keepsNames { names.append(name()) }
    }

    // A function for each form of name: parameter packs are not specialised, which costs as much as the hashing.

    @inline(__always)
    mutating func add(_ name: FeatureName) { keep(name.hash) { name.name } }

    @inline(__always)
    mutating func add<A: FeaturePart>(_ name: FeatureName, _ a: A) { keep(name.hash + a.hash) { name.name + a.name } }

    @inline(__always)
    mutating func add<A: FeaturePart, B: FeaturePart>(_ name: FeatureName, _ a: A, _ sign: FeatureName, _ b: B) {
        keep(name.hash + a.hash + sign.hash + b.hash) { name.name + a.name + sign.name + b.name }
    }

    @inline(__always)
    mutating func add<A: FeaturePart, B: FeaturePart, C: FeaturePart>(
        _ name: FeatureName,
        _ a: A,
        _ sign: FeatureName,
        _ b: B,
        _ next: FeatureName,
        _ c: C
    ) {
        keep(name.hash + a.hash + sign.hash + b.hash + next.hash + c.hash) {
            name.name + a.name + sign.name + b.name + next.name + c.name
        }
    }

    @inline(__always)
    mutating func add<A: FeaturePart>(of a: A) { keep(a.hash) { a.name } }

    @inline(__always)
    mutating func add<A: FeaturePart>(of a: A, _ name: FeatureName) { keep(a.hash + name.hash) { a.name + name.name } }

    @inline(__always)
    mutating func add<A: FeaturePart, B: FeaturePart>(of a: A, _ sign: FeatureName, _ b: B) {
        keep(a.hash + sign.hash + b.hash) { a.name + sign.name + b.name }
    }
}

/// What a feature's name can be made of.
protocol FeaturePart {
    var hash: NameHash { get }
    var name: String { get }
}

/// A feature's name, or a part of one, that stands in the code; its hash is a constant.
struct FeatureName: FeaturePart, ExpressibleByStringLiteral, Sendable {
    let hash: NameHash
    private let text: StaticString

    @inline(__always)
    init(stringLiteral text: StaticString) {
        hash = NameHash(literal: text)
        self.text = text
    }

    var name: String { "\(text)" }
}

/// A text whose hash was taken before.
struct NamedPart: FeaturePart, Sendable {
    let hash: NameHash
    let name: String

    init(_ name: String) {
        hash = NameHash(name)
        self.name = name
    }
}

/// The lemma of a word.
struct LemmaName: FeaturePart {
    private let parse: Parse
    private let word: Int
    let hash: NameHash

    @inline(__always)
    init(_ parse: Parse, _ word: Int) {
        self.parse = parse
        self.word = word
        hash = parse.words[word].lemmaHash
    }

    @inline(__always)
    init(_ parse: Parse, _ group: VerbGroup) {
        self.parse = parse
        word = group.main
        hash = group.lemmaHash
    }

    var name: String { parse.known.lemma(parse.words[word]).text }
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
    var hash: NameHash { parse.known.lower(parse.words[word]).hash }
    var name: String { parse.known.lower(parse.words[word]).text }
}

/// A governing word with its sign: "not-plan".
struct OperatorName: FeaturePart {
    private let parse: Parse
    private let word: Operator

    init(_ parse: Parse, _ word: Operator) {
        self.parse = parse
        self.word = word
    }

    var hash: NameHash {
        switch word.sign {
        case .none: word.word.lemmaHash
        case .not: NameHash(literal: "not-") + word.word.lemmaHash
        case .no: NameHash(literal: "no-") + word.word.lemmaHash
        }
    }
    var name: String { word.sign.rawValue + parse.known.lemma(word.word).text }
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
    var hash: NameHash { group.hash }
    var name: String { parse.phrase(group) ?? parse.lemma(group) }
}

extension Bool: FeaturePart {
    @inline(__always)
    var hash: NameHash { self ? NameHash(literal: "true") : NameHash(literal: "false") }
    var name: String { self ? "true" : "false" }
}

extension Int: FeaturePart {
    @inline(__always)
    var hash: NameHash { NameHash(digits: self) }
    var name: String { String(self) }
}

/// An enumeration whose cases' names are parts of features' names.
protocol FeatureEnumeration: FeaturePart, CaseIterable {
    static var hashes: [NameHash] { get }
    /// The place among all cases.
    var place: Int { get }
}

extension FeatureEnumeration {
    @inline(__always)
    var hash: NameHash { Self.hashes[place] }
}
