/// Finds listed names word for word in running text: a trie over the normalised words of all names.
struct AliasAutomaton: Sendable {
    struct Find: Sendable {
        var name: Int
        /// Places of the words in the text.
        var words: Range<Int>
    }

    /// Hashes of the word sequences that begin a name, in ascending order, and for each the name that ends there from 1, or 0.
    var hashes: [UInt64] = []
    var names: [UInt32] = []

    init() {}

    init(_ index: NameIndex) {
        var ends: [UInt64: UInt32] = [:]
        for name in 0..<index.count {
            for reading in index.readings(name) where Self.isTelling(reading, index.quality(name)) {
                Self.add(reading.parts, name, to: &ends)
                if reading.isFamilyFirst, reading.kind == .person {
                    Self.add(Self.rotated(reading.parts), name, to: &ends)
                }
            }
        }
        let sorted = ends.sorted { $0.key < $1.key }
        hashes = sorted.map(\.key)
        names = sorted.map(\.value)
    }

    /// Names of one word, or of common words alone, would be found everywhere.
    private static func isTelling(_ name: PreparedName, _ quality: ListName.Quality) -> Bool {
        guard name.parts.count > 1 else {
            guard name.kind == .organization, quality != .weak, let part = name.parts.first else { return false }
            return part.kind == .word && part.text.count > 6 && part.weight > 0.8
        }
        return name.weight > 1.2 || name.kind == .organization && name.weight > 0.7
    }

    /// The family name put last.
    private static func rotated(_ parts: [NamePart]) -> [NamePart] {
        let family = parts.prefix { $0.role == .family }
        return Array(parts.dropFirst(family.count) + family)
    }

    private static func add(_ parts: [NamePart], _ name: Int, to ends: inout [UInt64: UInt32]) {
        var hash = start
        for (place, part) in parts.enumerated() {
            hash = next(hash, part.text)
            let end = place + 1 == parts.count ? UInt32(name + 1) : 0
            if ends[hash] == nil || ends[hash] == 0 { ends[hash] = end }
        }
    }

    private static let start: UInt64 = 14_695_981_039_346_656_037

    private static func next(_ state: UInt64, _ word: [UInt8]) -> UInt64 {
        Hash64.of([0x20], from: Hash64.of(word, from: state))
    }

    /// The longest names from each place on, without overlaps.
    func find(in texts: [[UInt8]]) -> [Find] {
        var finds: [Find] = []
        var start = 0
        while start < texts.count {
            if let find = longest(from: start, texts) {
                finds.append(find)
                start = find.words.upperBound
            } else {
                start += 1
            }
        }
        return finds
    }

    private func longest(from start: Int, _ texts: [[UInt8]]) -> Find? {
        var state = Self.start
        var best: Find?
        var at = start
        while at < texts.count {
            state = Self.next(state, texts[at])
            let place = hashes.lowerBound(state)
            guard place < hashes.count, hashes[place] == state else { break }
            at += 1
            if names[place] > 0 { best = Find(name: Int(names[place]) - 1, words: start..<at) }
        }
        return best
    }
}
