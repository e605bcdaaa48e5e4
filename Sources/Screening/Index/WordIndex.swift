/// All words of the listed names, found by what stays alike through misspelling and transliteration.
struct WordIndex: Sendable {
    private(set) var words: [NamePart] = []
    private var places: [[UInt8]: UInt32] = [:]
    /// Keys in ascending order, and for each the word it belongs to.
    private var keys: [UInt32] = []
    private var owners: [UInt32] = []

    /// The number of a word, new or known; words are told apart by their spelling and looseness.
    mutating func add(_ word: NamePart) -> UInt32 {
        let key = word.text + [word.looseness.rawValue]
        if let place = places[key] { return place }
        let place = UInt32(words.count)
        places[key] = place
        words.append(word)
        return place
    }

    /// Sorts the keys; to be called once, after the last word.
    mutating func seal() {
        var pairs: [(key: UInt32, owner: UInt32)] = []
        for (place, word) in words.enumerated() where word.kind != .initial {
            for key in Self.keys(of: word) { pairs.append((key, UInt32(place))) }
        }
        pairs.sort { ($0.key, $0.owner) < ($1.key, $1.owner) }
        keys = pairs.map(\.key)
        owners = pairs.map(\.owner)
        places = [:]
    }

    /// Calls for each word that shares a key with this one, without repeats, in ascending order.
    func candidates(for word: NamePart) -> [UInt32] {
        var found: [UInt32] = []
        for key in Self.keys(of: word) {
            var at = lowerBound(key)
            while at < keys.count, keys[at] == key {
                found.append(owners[at])
                at += 1
            }
        }
        found.sort()
        var unique: [UInt32] = []
        for place in found where unique.last != place { unique.append(place) }
        return unique
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

    /// The keys of a word: its consonants, the same with one of them left out, its synonyms and Korean sounds.
    private static func keys(of word: NamePart) -> [UInt32] {
        var keys: [UInt32] = []
        if word.concept != 0 { keys.append(hash([UInt8(word.concept & 255), UInt8(word.concept >> 8)], 1)) }
        for group in word.groups { keys.append(hash([UInt8(group & 255), UInt8(group >> 8)], 2)) }
        if let korean = word.korean { keys.append(hash(korean.filter { !Phones.isVowel($0) }, 3)) }
        let skeleton = word.skeleton
        if skeleton.count < 2 {
            keys.append(hash(word.phones, 4))
            keys.append(hash(skeleton + [word.phones.first ?? 0], 5))
            return keys
        }
        keys.append(hash(skeleton, 6))
        if skeleton.count > 2 {
            for left in skeleton.indices {
                var rest = skeleton
                rest.remove(at: left)
                // A doubled class that meets itself is one sound, as in the skeleton.
                if left > 0, left < rest.count, rest[left] == rest[left - 1] { rest.remove(at: left) }
                keys.append(hash(rest, 6))
            }
        }
        return keys
    }

    private static func hash(_ bytes: [UInt8], _ seed: UInt32) -> UInt32 {
        var hash: UInt32 = 2_166_136_261 &+ seed
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return hash
    }
}
