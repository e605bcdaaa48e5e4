/// All words of the listed names, found by what stays alike through misspelling and transliteration.
struct WordIndex: Sendable {
    private(set) var words: [NamePart] = []
    private var places: [[UInt8]: UInt32] = [:]
    /// Keys in ascending order, and for each the word it belongs to.
    private var keys: [UInt32] = []
    private var owners: [UInt32] = []
    /// The sounds of all words one after the other, and where each word's begin.
    private var sounds: [UInt8] = []
    private var starts: [UInt32] = [0]
    /// For each word whether its sounds tell all there is to compare.
    private var isPlain: [Bool] = []
    private var loosenesses: [Looseness] = []
    private(set) var weights: [Float] = []
    /// For each word which letters it has, a bit each.
    private var letters: [UInt32] = []

    /// The number of a word, new or known; words are told apart by their spelling and looseness.
    mutating func add(_ word: NamePart) -> UInt32 {
        let key = word.text + [word.looseness.rawValue]
        if let place = places[key] { return place }
        let place = UInt32(words.count)
        places[key] = place
        words.append(word)
        sounds += word.phones
        starts.append(UInt32(sounds.count))
        isPlain.append(word.korean == nil && word.concept == 0 && word.groups.isEmpty && word.kind == .word)
        loosenesses.append(word.looseness)
        weights.append(word.weight)
        letters.append(Self.letters(of: word))
        return place
    }

    private static func letters(of word: NamePart) -> UInt32 {
        word.text.reduce(0) { $0 | 1 << UInt32($1 & 31) }
    }

    /// Sorts the keys; to be called once, after the last word.
    mutating func seal() {
        var pairs: [UInt64] = []
        for (place, word) in words.enumerated() where word.kind != .initial {
            for key in WordKeys(word).stored { pairs.append(UInt64(key) << 32 | UInt64(place)) }
        }
        pairs.sort()
        keys = pairs.map { UInt32(truncatingIfNeeded: $0 >> 32) }
        owners = pairs.map { UInt32(truncatingIfNeeded: $0) }
        places = [:]
    }

    /// The words like this one with their likeness, in ascending order of their places.
    func like(_ word: NamePart, _ similarity: inout Similarity) -> [(word: UInt32, likeness: Float)] {
        var found: [(word: UInt32, likeness: Float)] = []
        var last: UInt32?
        for place in candidates(for: word) where place != last {
            last = place
            let likeness = likeness(word, Int(place), &similarity)
            if likeness >= Similarity.least { found.append((place, likeness)) }
        }
        return found
    }

    private func likeness(_ word: NamePart, _ place: Int, _ similarity: inout Similarity) -> Float {
        guard isPlain[place] else { return similarity.of(word, words[place]) }
        let other = loosenesses[place]
        let looseness = Looseness.between(word.looseness, other)
        let theirs = sounds.span.extracting(Int(starts[place])..<Int(starts[place + 1]))
        let likeness =
            other > word.looseness
            ? similarity.ofSounds(theirs, word.phones.span, looseness)
            : similarity.ofSounds(word.phones.span, theirs, looseness)
        guard likeness < Similarity.least, looseness == .strict, word.text.count > 5,
            (letters[place] ^ Self.letters(of: word)).nonzeroBitCount <= 2
        else { return likeness }
        return similarity.of(word, words[place])
    }

    /// The words that share a key with this one, sorted, with repeats.
    private func candidates(for word: NamePart) -> [UInt32] {
        var found: [UInt32] = []
        for key in WordKeys(word).wanted {
            var at = lowerBound(key)
            while at < keys.count, keys[at] == key {
                found.append(owners[at])
                at += 1
            }
        }
        found.sort()
        return found
    }

    private func lowerBound(_ key: UInt32) -> Int {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
