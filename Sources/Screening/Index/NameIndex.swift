/// The listed names, found by names that are like them.
///
/// A search never scans: the words of the name lead to words like them, these to the names that hold them, and only the
/// names with the most of the wanted weight are compared in full.
struct NameIndex: Sendable {
    struct Name: Sendable {
        /// Place of the entry among all entries.
        var entry: UInt32
        var quality: ListName.Quality
        var text: String
        var readings: [PreparedName]
    }

    struct Hit: Sendable {
        var name: Int
        var score: Float
    }

    private(set) var names: [Name] = []
    private var words = WordIndex()
    /// For each word the names that hold it.
    private var postings: [[UInt32]] = []
    private static let compared = 48

    /// Adds a name; `seal` must follow the last one.
    mutating func add(_ name: Name) {
        let place = UInt32(names.count)
        names.append(name)
        for reading in name.readings {
            for part in reading.parts where part.kind != .initial { post(part, place) }
            for pair in Self.joined(reading.parts) { post(pair, place) }
        }
    }

    private mutating func post(_ part: NamePart, _ name: UInt32) {
        let word = Int(words.add(part))
        if word == postings.count { postings.append([]) }
        if postings[word].last != name { postings[word].append(name) }
    }

    mutating func seal() { words.seal() }

    /// Neighbours written as one word, and the whole of a short name so.
    private static func joined(_ parts: [NamePart]) -> [NamePart] {
        guard parts.count > 1 else { return [] }
        return (1..<parts.count).compactMap { place in
            let pair = parts[(place - 1)...place]
            guard pair.allSatisfy({ $0.kind == .word || $0.kind == .generic }) else { return nil }
            var part = NamePart(pair.flatMap(\.text))
            part.looseness = pair.map(\.looseness).max() ?? .strict
            part.weight = pair.reduce(0) { $0 + $1.weight }
            return part
        }
    }

    /// The names most like this one, the best first.
    ///
    /// - Parameters:
    ///   - readings: The name that is looked for.
    ///   - least: Names below this score are left out.
    ///   - isWanted: Whether a listed name comes into question at all.
    /// - Returns: Places of names with their scores.
    func search(_ readings: [PreparedName], least: Float, isWanted: (Name) -> Bool = { _ in true }) -> [Hit] {
        var search = Search(count: names.count)
        for reading in readings { collect(reading, into: &search) }
        var matcher = NameMatcher()
        var hits: [Hit] = []
        for place in search.best(Self.compared, where: { isWanted(names[$0]) }) {
            let score = matcher.score(readings, names[place].readings)
            if score >= least { hits.append(Hit(name: place, score: score)) }
        }
        hits.sort { ($1.score, $0.name) < ($0.score, $1.name) }
        return hits
    }

    private func collect(_ reading: PreparedName, into search: inout Search) {
        var similarity = Similarity()
        for part in reading.parts + Self.joined(reading.parts) where part.kind != .initial {
            var found = words.like(part, &similarity)
            found.sort { ($1.likeness, $0.word) < ($0.likeness, $1.word) }
            search.begin()
            for (word, likeness) in found {
                let worth = likeness * likeness * min(part.weight, words.weights[Int(word)])
                for name in postings[Int(word)] { search.add(worth, to: Int(name)) }
            }
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
        var left = touched.filter { sums[$0] >= highest * 0.4 && isWanted($0) }
        left.sort { sums[$0] != sums[$1] ? sums[$0] > sums[$1] : $0 < $1 }
        return Array(left.prefix(count))
    }
}
