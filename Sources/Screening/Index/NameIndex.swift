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

    private static let compared = 32

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
        var matcher = NameMatcher()
        var hits: [Hit] = []
        for place in search.best(Self.compared, where: { isWanted(kind($0)) }) {
            let score = matcher.score(readings, self.readings(place))
            if score >= least { hits.append(Hit(name: place, score: score)) }
        }
        hits.sort { ($1.score, $0.name) < ($0.score, $1.name) }
        return hits
    }

    private func collect(_ reading: PreparedName, into search: inout Search) {
        var similarity = Similarity()
        var isListed: Set<[UInt8]> = []
        for part in reading.parts where part.kind != .initial {
            let found = words.like(part, &similarity)
            if found.contains(where: { $0.likeness == 1 }) { isListed.insert(part.text) }
            count(part, found, in: &search)
        }
        // Two long words that are listed as they are were hardly meant to be one.
        for place in reading.parts.indices.dropFirst() {
            let pair = reading.parts[(place - 1)...place]
            if pair.allSatisfy({ $0.text.count > 4 && isListed.contains($0.text) }) { continue }
            for part in Self.joined(Array(pair)) { count(part, words.like(part, &similarity), in: &search) }
        }
    }

    private func count(_ part: NamePart, _ found: [(word: UInt32, likeness: Float)], in search: inout Search) {
        search.begin()
        for (word, likeness) in found.sorted(by: { ($1.likeness, $0.word) < ($0.likeness, $1.word) }) {
            let worth = likeness * likeness * min(part.weight, words.weights[Int(word)])
            for at in postings.range(Int(word)) { search.add(worth, to: Int(postings.values[at])) }
        }
    }
}

/// Adds up how much of the wanted weight each name holds.
private struct Search {
    private var sums: [Float]
    /// The part of the wanted name that last counted for a name, so that no part counts twice.
    private var last: [UInt16]
    private var touched: [Int] = []
    private var part: UInt16 = 0

    init(count: Int) {
        sums = [Float](repeating: 0, count: count)
        last = [UInt16](repeating: 0, count: count)
    }

    mutating func begin() { part += 1 }

    mutating func add(_ worth: Float, to name: Int) {
        guard last[name] != part else { return }
        if last[name] == 0 { touched.append(name) }
        last[name] = part
        sums[name] += worth
    }

    /// The names with the highest sums, in that order.
    func best(_ count: Int, where isWanted: (Int) -> Bool) -> [Int] {
        let highest = touched.reduce(Float(0)) { max($0, sums[$1]) }
        var left = touched.filter { sums[$0] >= highest * 0.45 && isWanted($0) }
        left.sort { sums[$0] != sums[$1] ? sums[$0] > sums[$1] : $0 < $1 }
        return Array(left.prefix(count))
    }
}
