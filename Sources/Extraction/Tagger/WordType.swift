import Language

/// One distinct word of a document with all that its features need, worked out once.
struct WordType: Sendable {
    let exact: UInt64
    let folded: UInt64
    let shape: UInt64
    let shortShape: UInt64
    let cluster: UInt64
    /// Paths of the Brown cluster down to four depths; all 0 for a word that has none.
    let paths: SIMD4<UInt64>
    /// Clusters of word vectors, from the smallest to the largest; 0 for a word that has none.
    let group: UInt64
    let largerGroup: UInt64
    let largestGroup: UInt64
    /// The same for the vectors from news.
    let news: UInt64
    let largerNews: UInt64
    let largestNews: UInt64
    let habits: UInt64
    let senses: UInt64
    /// The first one to four letters, those shorter than the word.
    let prefixes: SIMD4<UInt64>
    let suffixes: SIMD4<UInt64>
    /// How many of these there are.
    let affixes: Int
    let flags: Token.Flags

    init(
        _ scalars: ArraySlice<Unicode.Scalar>,
        token: Token,
        exact: UInt64,
        folded: UInt64,
        words: WordTable,
        gazetteer: Gazetteer
    ) {
        // A giant token has no more features than a long word.
        let scalars = scalars.prefix(40)
        self.exact = exact
        self.folded = folded
        flags = token.flags
        shape = Self.shape(scalars, isShort: false)
        shortShape = Self.shape(scalars, isShort: true)
        let entry = words.entry(exact) ?? Self.entryOfOtherCase(scalars, folded: folded, words: words)
        cluster = UInt64(entry?.cluster ?? 0)
        paths = Self.paths(entry, words)
        group = UInt64(entry?.group ?? 0)
        let larger = group > 0 && Int(group) < words.larger.count ? UInt64(words.larger[Int(group)]) : 0
        largerGroup = larger & 0xFFFF
        largestGroup = larger >> 16
        news = UInt64(entry?.news ?? 0)
        let widerNews = news > 0 && Int(news) < words.largerNews.count ? UInt64(words.largerNews[Int(news)]) : 0
        largerNews = widerNews & 0xFFFF
        largestNews = widerNews >> 16
        habits = entry.map { UInt64($0.bits >> 10) + 1 } ?? 0
        senses = UInt64(gazetteer.entry(folded)?.senses.subtracting([.prefix]).rawValue ?? 0)
        affixes = min(4, scalars.count - 1)
        var (prefixes, suffixes) = (SIMD4<UInt64>.zero, SIMD4<UInt64>.zero)
        for length in 1..<affixes + 1 {
            prefixes[length - 1] = WordHash.folded(scalars.prefix(length)) &+ UInt64(length)
            suffixes[length - 1] = WordHash.exact(scalars.suffix(length)) &+ UInt64(length)
        }
        self.prefixes = prefixes
        self.suffixes = suffixes
    }

    /// For a word in capitals, as in headlines: the entry of the capitalised word, or of the lower-case one.
    private static func entryOfOtherCase(_ scalars: ArraySlice<Unicode.Scalar>, folded: UInt64, words: WordTable)
        -> WordTable.Entry?
    {
        guard let first = scalars.first, first.isUppercase else { return nil }
        var title = WordHash()
        for (index, scalar) in scalars.enumerated() { title.mix(UInt64(index == 0 ? scalar.plain : scalar.folded)) }
        return words.entry(title.value) ?? words.entry(folded)
    }

    private static func paths(_ entry: WordTable.Entry?, _ words: WordTable) -> SIMD4<UInt64> {
        guard let cluster = entry?.cluster, cluster > 0, cluster < words.paths.count else { return .zero }
        let path = UInt64(words.paths[cluster])
        let depths: SIMD4<UInt64> = [4, 6, 8, 11]
        return (SIMD4(repeating: path) & (1 &<< depths &- 1)) &<< 4 | depths
    }

    /// `Xxxx-9` and, with runs made one, `Xx-9`.
    private static func shape(_ scalars: ArraySlice<Unicode.Scalar>, isShort: Bool) -> UInt64 {
        var hash = WordHash()
        var (last, run): (UInt64, Int) = (0, 0)
        for scalar in scalars {
            let symbol = Self.symbol(scalar)
            run = symbol == last ? run + 1 : 1
            last = symbol
            if run <= (isShort ? 1 : 4) { hash.mix(symbol) }
        }
        return hash.value
    }

    private static func symbol(_ scalar: Unicode.Scalar) -> UInt64 {
        if scalar.isUppercase { return 1 }
        if scalar.isLowercase { return 2 }
        if scalar.isDigit { return 3 }
        if scalar.isLetter { return 4 }
        return UInt64(scalar.plain) + 16
    }
}
