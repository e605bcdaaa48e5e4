import Language

/// Finds the names of the gazetteer in a document, the longest first at every place.
package struct GazetteerMatcher: Sendable {
    package struct Match: Sendable {
        package var tokens: Range<Int>
        package var entry: GazetteerEntry
    }

    private static let longest = 8
    private let gazetteer: Gazetteer

    package init(gazetteer: Gazetteer) {
        self.gazetteer = gazetteer
    }

    /// The longest name that begins at the token and means one of the senses, or nil.
    package func match(
        at start: Int,
        before end: Int,
        in document: Document,
        senses: GazetteerEntry.Senses = .anything.union(.shortForm)
    ) -> Match? {
        var found: Match?
        var hash: UInt64 = 0
        for index in start..<min(end, start + Self.longest) {
            hash = index == start ? document.folded[index] : WordHash.phrase(hash, document.folded[index])
            guard let entry = gazetteer.entry(hash) else { break }
            if !entry.senses.isDisjoint(with: senses), hasCapitals(entry, start..<index + 1, document) {
                found = Match(tokens: start..<index + 1, entry: entry)
            }
            guard entry.senses.contains(.prefix) else { break }
        }
        return found
    }

    /// What is known of just these tokens, or nil.
    package func entry(_ tokens: Range<Int>, in document: Document) -> GazetteerEntry? {
        guard tokens.count <= Self.longest, let first = tokens.first else { return nil }
        var hash = document.folded[first]
        for index in tokens.dropFirst() { hash = WordHash.phrase(hash, document.folded[index]) }
        guard let entry = gazetteer.entry(hash), hasCapitals(entry, tokens, document) else { return nil }
        return entry.senses.isDisjoint(with: .anything.union(.shortForm)) ? nil : entry
    }

    /// Whether the words are written as a name: with a capital, and as an acronym where it is one.
    private func hasCapitals(_ entry: GazetteerEntry, _ tokens: Range<Int>, _ document: Document) -> Bool {
        let flags = document.tokens[tokens.lowerBound].flags
        let last = document.tokens[tokens.upperBound - 1].flags
        if entry.senses.contains(.exactCapitals), tokens.count == 1 {
            return flags.contains(.allCapitals) || flags.contains(.abbreviation) || flags.contains(.hasDigit)
        }
        return flags.contains(.capitalised) || last.contains(.capitalised) || flags.contains(.hasDigit)
            || document.first(tokens.lowerBound) == "a" && tokens.count == 1 && flags.contains(.hasHyphen)
    }
}
