import Language

/// Turns the words of a document into the hashed features of the tagger.
///
/// A feature is a 64-bit hash of its template and values. Features of one word in its place (the word itself, the one
/// before, …) depend on the word alone, so that they are worked out once for each distinct word.
package struct FeatureExtractor: Sendable {
    package let words: WordTable
    package let gazetteer: Gazetteer
    private let matcher: GazetteerMatcher

    package init(words: WordTable, gazetteer: Gazetteer) {
        self.words = words
        self.gazetteer = gazetteer
        matcher = GazetteerMatcher(gazetteer: gazetteer)
    }

    /// The words of a document, reduced to distinct ones.
    package struct Reduced: Sendable {
        /// Index of each token's word among the distinct ones.
        package let types: [Int32]
        let distinct: [WordType]
        /// The distinct words' hashes.
        let hashes: [UInt64]
        /// What was known of them before.
        let known: [WordMemory.Entry?]
        /// What the longest name of the gazetteer at each token is and where the token lies in it; 0 for none.
        let names: [UInt64]
        package var count: Int { distinct.count }
    }

    package func reduce(_ document: Document) -> Reduced { reduce(document, memory: nil) }

    /// With what is known of words from other documents.
    func reduce(_ document: Document, memory: WordMemory?) -> Reduced {
        var numbers: [UInt64: Int32] = [:]
        numbers.reserveCapacity(document.tokens.count / 2)
        var firsts: [Int] = []
        var types: [Int32] = []
        types.reserveCapacity(document.tokens.count)
        for index in document.tokens.indices {
            let hash = document.exact[index]
            if let number = numbers[hash] {
                types.append(number)
                continue
            }
            numbers[hash] = Int32(firsts.count)
            types.append(Int32(firsts.count))
            firsts.append(index)
        }
        let hashes = firsts.map { document.exact[$0] }
        let known = memory?.entries(of: hashes) ?? Array(repeating: nil, count: hashes.count)
        let distinct = zip(firsts, known).map { index, known in
            known?.type
                ?? WordType(
                    document.text.scalars[document.tokens[index].offsets],
                    token: document.tokens[index],
                    exact: document.exact[index],
                    folded: document.folded[index],
                    words: words,
                    gazetteer: gazetteer
                )
        }
        return Reduced(types: types, distinct: distinct, hashes: hashes, known: known, names: names(document))
    }

    private func names(_ document: Document) -> [UInt64] {
        var names = [UInt64](repeating: 0, count: document.tokens.count)
        for sentence in document.sentences {
            var at = sentence.tokens.lowerBound
            while at < sentence.tokens.upperBound {
                guard let match = matcher.match(at: at, before: sentence.tokens.upperBound, in: document) else {
                    at += 1
                    continue
                }
                let senses = UInt64(match.entry.senses.intersection(.anything.union(.shortForm)).rawValue)
                for index in match.tokens {
                    let position: UInt64 =
                        index == match.tokens.lowerBound ? 1 : index == match.tokens.upperBound - 1 ? 2 : 3
                    names[index] = senses << 3 | (match.tokens.count == 1 ? 4 : position)
                }
                at = match.tokens.upperBound
            }
        }
        return names
    }

    // MARK: Templates

    /// Where a word stands seen from the token that is labelled.
    package enum Role: Int, CaseIterable, Sendable {
        case twoBefore, before, here, after, twoAfter
        static let offsets = [-2, -1, 0, 1, 2]
        package var offset: Int { Self.offsets[rawValue] }
    }

    @inline(__always)
    private static func feature(_ template: UInt64, _ value: UInt64) -> UInt64 {
        WordHash.mixed(template &* 0x9E37_79B9_7F4A_7C15, value)
    }

    @inline(__always)
    private static func feature(_ template: UInt64, _ first: UInt64, _ second: UInt64) -> UInt64 {
        WordHash.mixed(feature(template, first), second)
    }

    /// The features of a distinct word in one role; a style of text has copies of those that are told to be strong.
    package func features(
        of type: Int,
        as role: Role,
        in reduced: Reduced,
        _ visit: (_ feature: UInt64, _ isStrong: Bool) -> Void
    ) {
        let word = reduced.distinct[type]
        let base = UInt64(role.rawValue + 1) * 100
        let isNear = role != .twoBefore && role != .twoAfter
        visit(Self.feature(base, word.folded), isNear)
        if word.cluster != 0 { visit(Self.feature(base + 1, word.cluster), isNear) }
        visit(Self.feature(base + 2, word.shortShape), isNear)
        if word.largestGroup != 0 { visit(Self.feature(base + 15, word.largestGroup), isNear) }
        if word.largestNews != 0 { visit(Self.feature(base + 19, word.largestNews), isNear) }
        guard isNear else { return }
        if word.news != 0 { visit(Self.feature(base + 20, word.news), role == .here) }
        if word.largerNews != 0 { visit(Self.feature(base + 21, word.largerNews), role == .here) }
        if word.group != 0 { visit(Self.feature(base + 16, word.group), role == .here) }
        if word.largerGroup != 0 { visit(Self.feature(base + 17, word.largerGroup), role == .here) }
        visit(Self.feature(base + 3, word.shape), false)
        visit(Self.feature(base + 4, word.senses), role == .here)
        visit(Self.feature(base + 5, word.habits), role == .here)
        if word.paths[0] != 0 {
            for depth in 0..<4 { visit(Self.feature(base + 6, word.paths[depth]), false) }
        }
        if word.affixes > 2 { visit(Self.feature(base + 7, word.suffixes[2]), role == .here) }
        guard role == .here else { return }
        visit(Self.feature(base + 8, 1), true)
        visit(Self.feature(base + 9, word.exact), true)
        for length in 0..<word.affixes { visit(Self.feature(base + 10, word.prefixes[length]), false) }
        for length in 0..<word.affixes { visit(Self.feature(base + 11, word.suffixes[length]), false) }
        for bit in 0..<16 where word.senses >> UInt64(bit) & 1 == 1 {
            visit(Self.feature(base + 12, UInt64(bit)), false)
        }
        visit(Self.feature(base + 13, word.shortShape, word.habits), false)
        if word.paths[0] != 0 { visit(Self.feature(base + 14, word.paths[1], word.shortShape), false) }
        if word.largerGroup != 0 { visit(Self.feature(base + 18, word.largerGroup, word.shortShape), false) }
        if word.largerNews != 0 { visit(Self.feature(base + 22, word.largerNews, word.shortShape), false) }
        if word.news != 0 { visit(Self.feature(base + 23, word.news, word.shortShape), false) }
    }

    /// A feature that every sentence has: how likely each style is beforehand.
    static let everySentence = feature(957, 1)

    /// The features by which the style of a sentence is told.
    package func styleFeatures(of sentence: Range<Int>, _ reduced: Reduced, _ visit: (UInt64) -> Void) {
        for token in sentence {
            let word = reduced.distinct[Int(reduced.types[token])]
            visit(Self.feature(950, word.folded))
            visit(Self.feature(951, word.shortShape))
            if word.news != 0 { visit(Self.feature(954, word.news)) }
            if word.largerNews != 0 { visit(Self.feature(955, word.largerNews)) }
            if word.senses != 0 { visit(Self.feature(956, word.senses, word.shortShape)) }
            if token + 1 < sentence.upperBound {
                visit(Self.feature(952, word.shortShape, reduced.distinct[Int(reduced.types[token + 1])].shortShape))
            }
        }
        visit(Self.feature(953, UInt64(min(sentence.count / 4, 12))))
        visit(Self.everySentence)
    }

    /// The features that need more than one word, and those of the sentence.
    package func contextFeatures(
        of token: Int,
        in sentence: Range<Int>,
        _ reduced: Reduced,
        isShouted: Bool,
        _ visit: (UInt64) -> Void
    ) {
        func word(_ offset: Int) -> WordType? {
            sentence.contains(token + offset) ? reduced.distinct[Int(reduced.types[token + offset])] : nil
        }
        func name(_ offset: Int) -> UInt64 { sentence.contains(token + offset) ? reduced.names[token + offset] : 1 }
        let (here, before, after) = (word(0), word(-1), word(1))
        guard let here else { return }
        let (b, a) = (before?.folded ?? 1, after?.folded ?? 2)
        let (cb, ca) = (before?.cluster ?? 2000, after?.cluster ?? 2000)
        let (sb, sa) = (before?.shortShape ?? 3, after?.shortShape ?? 4)
        visit(Self.feature(1, b, here.folded))
        visit(Self.feature(2, here.folded, a))
        visit(Self.feature(3, b, a))
        visit(Self.feature(4, cb, here.cluster))
        visit(Self.feature(5, here.cluster, ca))
        visit(Self.feature(6, cb, ca) ^ here.shortShape)
        visit(Self.feature(7, sb, here.shortShape) &+ sa)
        visit(Self.feature(8, b, here.shortShape))
        visit(Self.feature(9, a, here.shortShape))
        let (gb, gh, ga) = (before?.largerGroup ?? 2000, here.largerGroup, after?.largerGroup ?? 2000)
        visit(Self.feature(22, gb, gh))
        visit(Self.feature(23, gh, ga))
        visit(Self.feature(24, gb, ga) ^ here.shortShape)
        let (nb, nh, na) = (before?.largerNews ?? 2000, here.largerNews, after?.largerNews ?? 2000)
        visit(Self.feature(25, nb, nh))
        visit(Self.feature(26, nh, na))
        visit(Self.feature(27, nb, na) ^ here.shortShape)
        visit(Self.feature(10, name(0)))
        visit(Self.feature(11, name(-1)))
        visit(Self.feature(12, name(1)))
        visit(Self.feature(13, name(0), here.shortShape) &+ sb)
        visit(Self.feature(14, name(0), a))
        visit(Self.feature(15, name(0), b))
        if let two = word(-2) { visit(Self.feature(16, two.folded, b) ^ here.shortShape) }
        if let two = word(2) { visit(Self.feature(17, two.folded, a) ^ here.shortShape) }
        if before == nil { visit(Self.feature(18, here.habits, here.shortShape)) }
        if before == nil { visit(Self.feature(19, here.folded)) }
        if isShouted { visit(Self.feature(20, here.habits)) }
        if isShouted { visit(Self.feature(21, here.senses)) }
    }

    /// Whether nearly all words of the sentence begin with a capital or are in capitals, as in headlines.
    package func isShouted(_ sentence: Range<Int>, _ reduced: Reduced) -> Bool {
        var (words, capitals) = (0, 0)
        for token in sentence {
            let word = reduced.distinct[Int(reduced.types[token])]
            if word.flags.contains(.capitalised) { capitals += 1 }
            if word.flags.contains(.capitalised) || word.affixes > 2 { words += 1 }
        }
        return words > 3 && capitals * 10 >= words * 9
    }
}
