import Language

/// A set of words, asked by their case-folded hashes.
struct WordSet: Sendable {
    private let hashes: Set<UInt64>

    /// Makes the set of words parted by blanks.
    init(_ words: String) {
        hashes = Set(words.split(whereSeparator: \.isWhitespace).map { WordHash.folded($0.unicodeScalars) })
    }

    func contains(_ folded: UInt64) -> Bool { hashes.contains(folded) }
}

extension Document {
    /// Whether the token at the index is there and one of the words.
    func isOne(of words: WordSet, at index: Int) -> Bool {
        tokens.indices.contains(index) && words.contains(folded[index])
    }

    /// Whether the token at the index is there and begins with a capital.
    func isCapitalised(_ index: Int) -> Bool {
        tokens.indices.contains(index) && tokens[index].isCapitalised
    }
}
