/// All words of the listed names, found by what stays alike through misspelling and transliteration.
struct WordTable: Sendable {
    /// What only some words have.
    struct Extra: Sendable, Equatable {
        var groups: [UInt16]
        var korean: [UInt8]?
        var native: [Unicode.Scalar]
    }

    var texts = FlatBytes()
    var sounds = FlatBytes()
    var kinds: [UInt8] = []
    var loosenesses: [UInt8] = []
    var concepts: [UInt16] = []
    var weights: [Float] = []
    /// For each word which letters it has, a bit each.
    var letters: [UInt32] = []
    /// For each word the place of its extra from 1, or 0.
    var extraPlaces: [UInt32] = []
    var extras: [Extra] = []
    /// Keys in ascending order, and for each the word it belongs to.
    var keys: [UInt32] = []
    var owners: [UInt32] = []

    /// All words as they are compared; made once, because a search compares a great many.
    private var parts: [NamePart] = []

    var count: Int { kinds.count }

    /// To be called when no word will be added any more.
    mutating func prepare() { parts = (0..<count).map(read) }

    mutating func append(_ word: NamePart) {
        texts.append(word.text)
        sounds.append(word.phones)
        kinds.append(word.kind.rawValue)
        loosenesses.append(word.looseness.rawValue)
        concepts.append(word.concept)
        weights.append(word.weight)
        letters.append(Self.letters(of: word))
        let extra = Extra(groups: word.groups, korean: word.korean, native: word.native)
        let isPlain = extra.groups.isEmpty && extra.korean == nil && extra.native.isEmpty
        if !isPlain { extras.append(extra) }
        extraPlaces.append(isPlain ? 0 : UInt32(extras.count))
    }

    /// The word as it is compared.
    func part(_ place: Int, role: NamePart.Role = .unknown) -> NamePart {
        var part = parts[place]
        part.role = role
        return part
    }

    private func read(_ place: Int) -> NamePart {
        var part = NamePart(text: Array(texts[place]), phones: Array(sounds[place]))
        part.kind = NamePart.Kind(rawValue: kinds[place]) ?? .word
        part.looseness = Looseness(rawValue: loosenesses[place]) ?? .strict
        part.concept = concepts[place]
        part.weight = weights[place]
        if extraPlaces[place] > 0 {
            let extra = extras[Int(extraPlaces[place]) - 1]
            if !extra.groups.isEmpty { part.groups = extra.groups }
            if extra.korean != nil { part.korean = extra.korean }
            if !extra.native.isEmpty { part.native = extra.native }
        }
        return part
    }

    /// The words like this one with their likeness, in ascending order of their places.
    func like(_ word: NamePart) -> [(word: UInt32, likeness: Float)] {
        var found: [(word: UInt32, likeness: Float)] = []
        var last: UInt32?
        let own = Self.letters(of: word)
        for place in candidates(for: word) where place != last {
            last = place
            let likeness = likeness(word, own, Int(place))
            if likeness >= Similarity.least { found.append((place, likeness)) }
        }
        return found
    }

    private func likeness(_ word: NamePart, _ own: UInt32, _ place: Int) -> Float {
        guard extraPlaces[place] == 0, concepts[place] == 0, kinds[place] == NamePart.Kind.word.rawValue,
            let other = Looseness(rawValue: loosenesses[place])
        else { return Similarity.of(word, part(place)) }
        let looseness = Looseness.between(word.looseness, other)
        let theirs = sounds.bytes.span.extracting(sounds.range(place))
        let likeness =
            other > word.looseness
            ? Similarity.ofSounds(theirs, word.phones.span, looseness)
            : Similarity.ofSounds(word.phones.span, theirs, looseness)
        guard likeness < Similarity.least, looseness == .strict, word.text.count > 5,
            (letters[place] ^ own).nonzeroBitCount <= 2
        else { return likeness }
        return Similarity.of(word, part(place))
    }

    private static func letters(of word: NamePart) -> UInt32 {
        word.text.reduce(0) { $0 | 1 << UInt32($1 & 31) }
    }

    /// The words that share a key with this one, sorted, with repeats.
    private func candidates(for word: NamePart) -> [UInt32] {
        var found: [UInt32] = []
        for key in WordKeys.wanted(word) {
            var at = keys.lowerBound(key)
            while at < keys.count, keys[at] == key {
                found.append(owners[at])
                at += 1
            }
        }
        found.sort()
        return found
    }
}
