/// Finds listed names word for word in running text: a trie over the normalised words of all names.
struct AliasAutomaton: Sendable {
    struct Find: Sendable {
        var name: Int
        /// Places of the words in the text.
        var words: Range<Int>
    }

    private struct Step: Hashable {
        var state: UInt32
        var word: UInt32
    }

    private var words: [[UInt8]: UInt32] = [:]
    private var steps: [Step: UInt32] = [:]
    /// For each state the name that ends there, if any.
    private var ends: [Int32] = [-1]

    init(_ index: NameIndex) {
        for (place, name) in index.names.enumerated() {
            for reading in name.readings where Self.isTelling(reading, name.quality) {
                add(reading.parts.map(\.text), place)
                if reading.isFamilyFirst, reading.kind == .person {
                    add(Self.rotated(reading.parts).map(\.text), place)
                }
            }
        }
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

    private mutating func add(_ texts: [[UInt8]], _ name: Int) {
        var state: UInt32 = 0
        for text in texts {
            let word = words[text] ?? UInt32(words.count)
            words[text] = word
            let step = Step(state: state, word: word)
            if let next = steps[step] {
                state = next
            } else {
                state = UInt32(ends.count)
                ends.append(-1)
                steps[step] = state
            }
        }
        if ends[Int(state)] < 0 { ends[Int(state)] = Int32(name) }
    }

    /// The longest names from each place on, without overlaps.
    func find(in texts: [[UInt8]]) -> [Find] {
        let numbers = texts.map { words[$0] }
        var finds: [Find] = []
        var start = 0
        while start < numbers.count {
            if let find = longest(from: start, numbers) {
                finds.append(find)
                start = find.words.upperBound
            } else {
                start += 1
            }
        }
        return finds
    }

    private func longest(from start: Int, _ numbers: [UInt32?]) -> Find? {
        var state: UInt32 = 0
        var best: Find?
        var at = start
        while at < numbers.count, let word = numbers[at], let next = steps[Step(state: state, word: word)] {
            state = next
            at += 1
            if ends[Int(state)] >= 0 { best = Find(name: Int(ends[Int(state)]), words: start..<at) }
        }
        return best
    }
}
