/// Builds an index of names, one name after the other.
struct NameIndexBuilder {
    private struct WordKey: Hashable {
        var text: [UInt8]
        var looseness: UInt8
        var kind: UInt8
        var weight: Float
        var korean: [UInt8]?
        var native: [Unicode.Scalar]
    }

    private var index = NameIndex()
    private var places: [WordKey: UInt32] = [:]
    private var postings: [[UInt32]] = []
    private var keys: [UInt64] = []
    private var formPlaces: [[String]: UInt16] = [[]: 0]

    mutating func add(_ name: ListName, of entry: UInt32, _ readings: [PreparedName]) {
        guard let first = readings.first else { return }
        let place = UInt32(index.count)
        index.entries.append(entry)
        index.qualities.append(UInt8(ListName.Quality.allCases.firstIndex(of: name.quality) ?? 0))
        index.kinds.append(UInt8(ListEntry.Kind.allCases.firstIndex(of: first.kind) ?? 0))
        index.texts.append(name.text.utf8)
        for reading in readings { add(reading, place) }
        index.readingStarts.append(UInt32(index.forms.count))
    }

    private mutating func add(_ reading: PreparedName, _ name: UInt32) {
        index.parts.append(reading.parts.map { post($0, name) })
        index.roles.append(contentsOf: reading.parts.map(\.role.rawValue))
        index.forms.append(number(of: reading.forms))
        index.isFamilyFirst.append(reading.isFamilyFirst ? 1 : 0)
        for pair in NameIndex.joined(reading.parts) { _ = post(pair, name) }
    }

    private mutating func number(of forms: [String]) -> UInt16 {
        if let number = formPlaces[forms] { return number }
        let number = UInt16(index.formSets.count)
        formPlaces[forms] = number
        index.formSets.append(forms)
        return number
    }

    /// The number of a word, which from now on leads to the name too.
    private mutating func post(_ part: NamePart, _ name: UInt32) -> UInt32 {
        let key = WordKey(
            text: part.text,
            looseness: part.looseness.rawValue,
            kind: part.kind.rawValue,
            weight: part.weight,
            korean: part.korean,
            native: part.native
        )
        let word = places[key] ?? UInt32(index.words.count)
        if Int(word) == index.words.count {
            places[key] = word
            index.words.append(part)
            postings.append([])
            if part.kind != .initial {
                for key in WordKeys.stored(part) { keys.append(UInt64(key) << 32 | UInt64(word)) }
            }
        }
        if part.kind != .initial, postings[Int(word)].last != name { postings[Int(word)].append(name) }
        return word
    }

    /// The index of all names added.
    mutating func build() -> NameIndex {
        keys.sort()
        index.words.keys = keys.map { UInt32(truncatingIfNeeded: $0 >> 32) }
        index.words.owners = keys.map { UInt32(truncatingIfNeeded: $0) }
        index.postings = FlatNumbers(postings)
        index.prepare()
        return index
    }
}
