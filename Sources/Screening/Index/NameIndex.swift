/// The listed names, found by names that are like them.
///
/// A search never scans: the words of the name lead to words like them, these to the names that hold them, and only the
/// names with the most of the wanted weight are compared in full. Everything lies in flat arrays, so that an index can be
/// written to a file and read back as it is.
struct NameIndex: Sendable {
    struct Hit: Sendable {
        var name: Int
        var score: Float
    }

    var words = WordTable()
    /// For each word the names that hold it.
    var postings = FlatNumbers()
    /// For each name its entry, quality, what bears it, its text, and where its readings begin.
    var entries: [UInt32] = []
    var qualities: [UInt8] = []
    var kinds: [UInt8] = []
    var texts = FlatBytes()
    var readingStarts: [UInt32] = [0]
    /// For each reading its words and their roles, its legal forms, and whether the family name comes first.
    var parts = FlatNumbers()
    var roles: [UInt8] = []
    var forms: [UInt16] = []
    var isFamilyFirst: [UInt8] = []
    var formSets: [[String]] = [[]]

    /// For each name whether one of its words is an initial, which no search finds by itself.
    private var hasInitial: [Bool] = []

    private static let compared = 32

    /// To be called when no name will be added any more.
    mutating func prepare() {
        words.prepare()
        let isInitial = words.kinds.map { $0 == NamePart.Kind.initial.rawValue }
        hasInitial = (0..<count).map { name in
            let readings = Int(readingStarts[name])..<Int(readingStarts[name + 1])
            return readings.contains { parts.range($0).contains { isInitial[Int(parts.values[$0])] } }
        }
    }

    var count: Int { entries.count }

    func kind(_ name: Int) -> ListEntry.Kind { ListEntry.Kind.allCases[Int(kinds[name])] }
    func quality(_ name: Int) -> ListName.Quality { ListName.Quality.allCases[Int(qualities[name])] }
    func text(_ name: Int) -> String { texts.string(name) }

    /// The readings of a listed name, put together from the table of words.
    func readings(_ name: Int) -> [PreparedName] {
        (Int(readingStarts[name])..<Int(readingStarts[name + 1])).map { reading in
            let range = parts.range(reading)
            var prepared = PreparedName(kind: kind(name), parts: [])
            prepared.parts = range.map { at in
                words.part(Int(parts.values[at]), role: NamePart.Role(rawValue: roles[at]) ?? .unknown)
            }
            prepared.forms = formSets[Int(forms[reading])]
            prepared.isFamilyFirst = isFamilyFirst[reading] != 0
            return prepared
        }
    }

    /// Neighbours written as one word.
    static func joined(_ parts: [NamePart]) -> [NamePart] {
        guard parts.count > 1 else { return [] }
        return (1..<parts.count).compactMap { place in
            let pair = parts[(place - 1)...place]
            guard pair.allSatisfy({ $0.kind == .word || $0.kind == .generic }) else { return nil }
            var part = NamePart(pair.flatMap(\.text))
            part.looseness = pair.map(\.looseness).max() ?? .strict
            part.phones = Phones.of(part.text, part.looseness)
            part.weight = pair.reduce(0) { $0 + $1.weight }
            return part
        }
    }

    /// The names most like this one, the best first.
    ///
    /// - Parameters:
    ///   - readings: The name that is looked for.
    ///   - least: Names below this score are left out.
    ///   - isWanted: Whether a listed name of this kind comes into question at all.
    /// - Returns: Places of names with their scores.
    func search(_ readings: [PreparedName], least: Float, isWanted: (ListEntry.Kind) -> Bool) -> [Hit] {
        var search = Search(count: count)
        for reading in readings { collect(reading, into: &search) }
        let matcher = NameMatcher()
        var hits: [Hit] = []
        let bound = ScoreBound(readings)
        let places = search.best(Self.compared, isWanted: { isWanted(kind($0)) }) { name, met, covered in
            hasInitial[name] || bound.most(met: met, covered: covered) >= least
        }
        for place in places {
            let score = matcher.score(readings, self.readings(place))
            if score >= least { hits.append(Hit(name: place, score: score)) }
        }
        hits.sort { ($1.score, $0.name) < ($0.score, $1.name) }
        return hits
    }

    private func collect(_ reading: PreparedName, into search: inout Search) {
        var isListed: Set<[UInt8]> = []
        for part in reading.parts where part.kind != .initial {
            let found = words.like(part)
            if found.contains(where: { $0.likeness == 1 }) { isListed.insert(part.text) }
            count(part, found, in: &search)
        }
        // Two long words that are listed as they are were hardly meant to be one.
        for place in reading.parts.indices.dropFirst() {
            let pair = reading.parts[(place - 1)...place]
            if pair.allSatisfy({ $0.text.count > 4 && isListed.contains($0.text) }) { continue }
            for part in Self.joined(Array(pair)) { count(part, words.like(part), in: &search) }
        }
    }

    private func count(_ part: NamePart, _ found: [(word: UInt32, likeness: Float)], in search: inout Search) {
        search.begin(part.weight)
        for (word, likeness) in found.sorted(by: { ($1.likeness, $0.word) < ($0.likeness, $1.word) }) {
            let worth = likeness * likeness * min(part.weight, words.weights[Int(word)])
            for at in postings.range(Int(word)) { search.add(worth, to: Int(postings.values[at])) }
        }
    }
}

/// The highest score that a name can reach of which only its share in the wanted words is known.
private struct ScoreBound {
    private let weight: Float
    private let isPerson: Bool
    private let initials: Float

    init(_ readings: [PreparedName]) {
        weight =
            readings.map { reading in
                reading.parts.reduce(0) { $0 + ($1.kind == .initial ? 0 : Tally.restWeight($1)) }
            }.min() ?? 0
        isPerson = readings.first?.kind == .person
        initials = Float(readings.map { $0.parts.count { $0.kind == .initial } }.max() ?? 0) * 0.2
    }

    /// - Parameters:
    ///   - met: What the name holds of the wanted weight, by likeness.
    ///   - covered: The weight of the wanted words of which the name holds one that is like it.
    /// - Returns: A score that the name can't exceed.
    func most(met: Float, covered: Float) -> Float {
        // What a likeness is worth is at most so much more than its square.
        let met = met * 1.07 + initials
        let rest = max(0, weight - covered)
        return met / (met + Tally.omission(met, isPerson: isPerson) * rest)
    }
}

/// Adds up how much of the wanted weight each name holds.
private struct Search {
    private struct Sum {
        var met: Float = 0
        var covered: Float = 0
        /// The part of the wanted name that last counted for a name, so that no part counts twice.
        var last: UInt32 = 0
    }

    private var sums: [Sum]
    private var touched: [Int32] = []
    private var part: UInt32 = 0
    private var weight: Float = 0

    init(count: Int) {
        sums = [Sum](repeating: Sum(), count: count)
    }

    mutating func begin(_ weight: Float) {
        part += 1
        self.weight = weight
    }

    mutating func add(_ worth: Float, to name: Int) {
        guard sums[name].last != part else { return }
        if sums[name].last == 0 { touched.append(Int32(name)) }
        sums[name].last = part
        sums[name].met += worth
        sums[name].covered += weight
    }

    /// The names with the highest sums: all that may reach the score that is wanted, and a few others, because words may
    /// also meet that no key leads to.
    func best(
        _ count: Int,
        isWanted: (_ name: Int) -> Bool,
        mayReach: (_ name: Int, _ met: Float, _ covered: Float) -> Bool
    ) -> [Int] {
        let highest = touched.reduce(Float(0)) { max($0, sums[Int($1)].met) }
        var likely: [(met: Float, name: Int)] = []
        var others: [(met: Float, name: Int)] = []
        for touched in touched {
            let (name, sum) = (Int(touched), sums[Int(touched)])
            guard sum.met >= highest * 0.45, isWanted(name) else { continue }
            if mayReach(name, sum.met, sum.covered) {
                likely.append((sum.met, name))
            } else {
                others.append((sum.met, name))
            }
        }
        likely.sort { $0.met != $1.met ? $0.met > $1.met : $0.name < $1.name }
        others.sort { $0.met != $1.met ? $0.met > $1.met : $0.name < $1.name }
        return (likely.prefix(count) + others.prefix(count / 2)).map(\.name)
    }
}
