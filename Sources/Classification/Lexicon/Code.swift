internal import Synchronization

/// A country or a body that acts or is hit: ISO 3166-1 alpha-2, or a name such as `ECOWAS`.
///
/// A small number, so that sets of codes are bits and tables are arrays.
struct Code: Hashable, Sendable {
    let number: UInt16

    /// All numbers are below this.
    static let limit = 1024
    /// Codes of two letters have the first numbers, in the order of the alphabet.
    private static let pairs: UInt16 = 26 * 26

    private init(number: UInt16) { self.number = number }

    @inline(__always)
    private init(_ first: Unicode.Scalar, _ second: Unicode.Scalar) {
        number = UInt16(truncatingIfNeeded: (first.value - 65) * 26 + second.value - 65)
    }

    static var eu: Code { Code("E", "U") }
    static var un: Code { Code("U", "N") }
    static var g7: Code { Code(number: pairs) }

    /// - Returns: nil unless the text is two letters from A to Z or a name that a lexicon knows.
    init?(_ text: String) {
        if let pair = Self.pair(text) {
            self = pair
        } else if let place = Self.names.withLock({ $0.places[text] }) {
            number = Self.pairs + place
        } else {
            return nil
        }
    }

    /// A code of a lexicon's files, which is known from then on.
    ///
    /// - Returns: nil for an empty text, and where there is no room for another name.
    static func known(_ text: String) -> Code? {
        if let pair = Self.pair(text) { return pair }
        guard !text.isEmpty, let place = names.withLock({ $0.add(text) }) else { return nil }
        return Code(number: pairs + place)
    }

    private static func pair(_ text: String) -> Code? {
        let bytes = text.utf8
        guard bytes.count == 2, let first = bytes.first, let second = bytes.last, 65...90 ~= first, 65...90 ~= second
        else { return nil }
        return Code(number: UInt16(first - 65) * 26 + UInt16(second - 65))
    }

    var isPair: Bool { number < Self.pairs }

    var isCountry: Bool { isPair && self != .eu && self != .un }

    /// Whether two lists have the same codes in any order; no code stands in a list twice.
    static func areSame(_ one: Codes, _ other: Codes) -> Bool {
        one.count == other.count && one.allSatisfy(other.contains)
    }

    var text: String {
        guard isPair else { return Self.names.withLock { $0.texts[Int(number - Self.pairs)] } }
        return String(decoding: [UInt8(65 + number / 26), UInt8(65 + number % 26)], as: UTF8.self)
    }

    /// The names of more or less than two letters.
    ///
    /// Only lexicons add to them, so that no article changes what another one gives.
    private struct Names {
        private(set) var texts = ["G7", "ECOWAS"]
        private(set) var places: [String: UInt16] = ["G7": 0, "ECOWAS": 1]

        mutating func add(_ text: String) -> UInt16? {
            if let place = places[text] { return place }
            guard texts.count < Code.limit - Int(Code.pairs) else { return nil }
            let place = UInt16(texts.count)
            texts.append(text)
            places[text] = place
            return place
        }
    }

    private static let names = Mutex(Names())
}

extension Code: Comparable {
    /// The order of the texts.
    static func < (one: Code, other: Code) -> Bool {
        one.isPair && other.isPair ? one.number < other.number : one.text < other.text
    }
}

extension Code: FeaturePart {
    var nameHash: NameHash {
        guard isPair else { return NameHash(text) }
        var hash = NameHash(value: 0, scale: 1)
        hash.add(UInt8(65 + number / 26))
        hash.add(UInt8(65 + number % 26))
        return hash
    }

    var partName: String { text }
}

/// A set of codes, a bit for each.
struct CodeSet: Sendable {
    private var words: [UInt64] = []

    init() {}

    init(_ codes: some Sequence<Code>) { for code in codes { insert(code) } }

    init(_ texts: String) { self.init(texts.split(separator: " ").compactMap { Code(String($0)) }) }

    @inline(__always)
    func contains(_ code: Code) -> Bool {
        let word = Int(code.number >> 6)
        return word < words.count && words[word] & 1 << UInt64(code.number & 63) != 0
    }

    /// - Returns: Whether the code is new.
    @discardableResult
    mutating func insert(_ code: Code) -> Bool {
        if words.isEmpty { words = Array(repeating: 0, count: Code.limit / 64) }
        let (word, bit) = (Int(code.number >> 6), UInt64(1) << UInt64(code.number & 63))
        defer { words[word] |= bit }
        return words[word] & bit == 0
    }
}

/// The place of each code in an order.
struct CodeRanks: Sendable {
    private var ranks: [UInt8]
    /// The place of a code that has none, and of all that are so far behind.
    static let none = 9

    init(_ codes: [Code]) {
        ranks = Array(repeating: UInt8(Self.none), count: codes.isEmpty ? 0 : Code.limit)
        for (place, code) in codes.prefix(Self.none).enumerated() { ranks[Int(code.number)] = UInt8(place) }
    }

    @inline(__always)
    subscript(code: Code) -> Int {
        let number = Int(code.number)
        return number < ranks.count ? Int(ranks[number]) : Self.none
    }
}

/// A number for each of some codes, in the order in which they were met.
struct CodeWeights {
    private(set) var codes: [Code] = []
    private var weights: [Double] = []

    mutating func add(_ code: Code, _ weight: Double) {
        if let index = codes.firstIndex(of: code) {
            weights[index] += weight
        } else {
            codes.append(code)
            weights.append(weight)
        }
    }

    mutating func scale(by factor: Double, where isMeant: (Code) -> Bool) {
        for index in codes.indices where isMeant(codes[index]) { weights[index] *= factor }
    }

    /// The codes from the heaviest to the lightest; of two that are alike, the first of the alphabet.
    var ranking: [Code] {
        codes.indices.sorted { (weights[$1], codes[$0]) < (weights[$0], codes[$1]) }.map { codes[$0] }
    }
}
