/// How common the words of names are, as weights for what they tell.
///
/// The table is fixed data and doesn't depend on the lists that are loaded, so a score stays the same when a list is added.
package struct Frequencies: Sendable {
    private var weights: [[UInt8]: Float] = [:]
    /// The same by the consonants alone, for scripts that write no vowels.
    private var consonants: [[UInt8]: Float] = [:]

    /// - Parameter table: Rows of a word in Latin letters, tab, its weight in hundredths (`frequent.tsv`).
    package init(table: [UInt8]) {
        for row in TableRows(table) {
            let fields = row.split(separator: "\t")
            guard fields.count == 2, let weight = Float(fields[1]) else { continue }
            let word = Array(fields[0].utf8)
            weights[word] = weight / 100
            let key = Self.consonants(word)
            if key.count > 1 { consonants[key] = min(weight / 100, consonants[key] ?? 1) }
        }
    }

    /// From about 0.15 for the commonest to 1 for a word that isn't in the table.
    func weight(_ word: [UInt8]) -> Float { min(weights[word] ?? 1, Self.most(word.count)) }

    /// A word of two letters is never rare enough to tell somebody apart.
    private static func most(_ length: Int) -> Float { length < 3 ? 0.5 : length == 3 ? 0.75 : 1 }

    /// The weight of a word whose vowels aren't written, or not surely.
    func weight(ofConsonants word: [UInt8]) -> Float { consonants[Self.consonants(word)] ?? 1 }

    private static func consonants(_ word: [UInt8]) -> [UInt8] { Phones.of(word).filter { !Phones.isVowel($0) } }
}
