/// The words that have a meaning of their own in names: titles, company forms, particles, generic words.
package struct NameWords: Sendable {
    enum Kind: String, Sendable {
        case form, generic, domain, given, title, honorific, demonym, son, particle, ship, article, ordinary, organ
    }

    struct Word: Sendable {
        var kind: Kind
        var key: String
        /// Number of the key among the keys of its kind, from 1.
        var number: UInt16
        /// The ISO code of the country that it names, if it names one.
        var country: String? { key.dropping("country ") }
    }

    /// Phrases of up to six words, keyed by their words with blanks between.
    private var phrases: [[UInt8]: [Word]] = [:]
    /// The first words of phrases longer than one word.
    private var beginnings: Set<[UInt8]> = []
    private static let longest = 8
    /// The ISO codes of the concepts that are countries.
    private var countries: [UInt16: String] = [:]

    /// - Parameters:
    ///   - table: Rows of kind, tab, key, tab, the words (`words.tsv`).
    ///   - tokenizer: Reads the words as names are read.
    init(table: [UInt8], tokenizer: Tokenizer) {
        var numbers: [String: UInt16] = [:]
        for row in TableRows(table) {
            let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 3, let kind = Kind(rawValue: String(fields[0])) else { continue }
            let key = String(fields[1])
            let number = numbers[key] ?? UInt16(numbers.count + 1)
            numbers[key] = number
            let word = Word(kind: kind, key: key, number: number)
            if let country = word.country { countries[number] = country }
            let words = tokenizer.tokens(String(fields[2])).map(\.text)
            guard !words.isEmpty, words.count <= Self.longest, !words.contains([]) else { continue }
            add(words, word)
        }
    }

    private mutating func add(_ words: [[UInt8]], _ word: Word) {
        let phrase = Array(words.joined(separator: [0x20]))
        if phrases[phrase]?.contains(where: { $0.kind == word.kind && $0.key == word.key }) != true {
            phrases[phrase, default: []].append(word)
        }
        if words.count > 1 { beginnings.insert(words[0]) }
    }

    /// Whether one word is of this kind.
    func isKind(_ word: [UInt8], _ kind: Kind) -> Bool {
        phrases[word]?.contains { $0.kind == kind } ?? false
    }

    /// The ISO code of the country that a concept is; nil for other concepts.
    func country(of concept: UInt16) -> String? { countries[concept] }

    func words(_ word: [UInt8]) -> [Word] { phrases[word] ?? [] }

    /// The longest phrase of one of these kinds that begins at a place.
    func phrase(in tokens: ArraySlice<RawToken>, _ kinds: Set<Kind>) -> (word: Word, length: Int)? {
        guard let first = tokens.first else { return nil }
        let longest = beginnings.contains(first.text) ? min(Self.longest, tokens.count) : 1
        for length in stride(from: longest, through: 1, by: -1) {
            let phrase = Array(tokens.prefix(length).map(\.text).joined(separator: [0x20]))
            if let word = phrases[phrase]?.first(where: { kinds.contains($0.kind) }) { return (word, length) }
        }
        return nil
    }

    /// The longest phrase of one of these kinds that ends the tokens.
    func ending(of tokens: ArraySlice<RawToken>, _ kinds: Set<Kind>) -> (word: Word, length: Int)? {
        for length in stride(from: min(Self.longest, tokens.count), through: 1, by: -1) {
            let phrase = Array(tokens.suffix(length).map(\.text).joined(separator: [0x20]))
            if let word = phrases[phrase]?.first(where: { kinds.contains($0.kind) }) { return (word, length) }
        }
        return nil
    }
}
