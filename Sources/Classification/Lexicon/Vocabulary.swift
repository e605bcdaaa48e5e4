import Language
internal import Synchronization

/// The words and names met first, which are mostly the common ones, kept from article to article.
final class Vocabulary: Sendable {
    private let table = Mutex(Table())
    private let names = Mutex<[String: KnownName]>([:])
    private let auxiliaries = Mutex<Auxiliaries?>(nil)

    /// The words of the tokens of a text, in their order.
    func words(of text: TokenizedText, _ lexicon: Lexicon) -> [KnownWord] {
        let (scalars, tokens) = (text.text.scalars, text.tokens)
        return table.withLock { table in
            var words: [KnownWord] = []
            words.reserveCapacity(tokens.count)
            for index in tokens.indices {
                let key = table.key(scalars, tokens[index].offsets)
                if let word = table[key] {
                    words.append(word)
                } else {
                    let isKept = tokens[index].offsets.count <= Self.longest
                    let word = KnownWord(text.string(index), lexicon, key: key, isWord: isKept)
                    if isKept { table.insert(word) }
                    words.append(word)
                }
            }
            return words
        }
    }

    /// What is known of each of some names, in their order.
    func names(_ texts: some Sequence<String>, _ lexicon: Lexicon) -> [KnownName] {
        names.withLock { names in
            texts.map { text in
                if let name = names[text] { return name }
                let name = KnownName(text, lexicon)
                if text.utf8.count <= Self.longestName {
                    if names.count == Self.mostNames { names.removeAll(keepingCapacity: true) }
                    names[text] = name
                }
                return name
            }
        }
    }

    func auxiliaries(_ lexicon: Lexicon) -> Auxiliaries {
        auxiliaries.withLock { known in
            let auxiliaries = known ?? Auxiliaries(lexicon)
            known = auxiliaries
            return auxiliaries
        }
    }

    private static let mostNames = 10_000
    private static let longestName = 60

    /// What is longer than any word, as hostile texts have it, is not kept.
    private static let longest = 40

    /// Open addressing by keys that are hashes already.
    ///
    /// When it is full, it is emptied: what is common comes back at once.
    private struct Table {
        /// Some hundred bytes each.
        private static let capacity = 20_000
        private static let size = 65_536

        private var slots: [KnownWord?] = Array(repeating: nil, count: size)
        private var count = 0
        /// Nobody can write words that all fall on one place, or one word that is taken for another.
        private let seed = UInt64.random(in: 1...UInt64.max)

        func key(_ scalars: [Unicode.Scalar], _ offsets: Range<Int>) -> UInt64 {
            var key = seed
            for index in offsets {
                key = (key ^ UInt64(scalars[index].value)) &* 0xD6E8_FEB8_6659_FD93
                key ^= key >> 32
            }
            return key
        }

        subscript(key: UInt64) -> KnownWord? { slots[slot(key)] }

        mutating func insert(_ word: KnownWord) {
            if count == Self.capacity {
                slots = Array(repeating: nil, count: Self.size)
                count = 0
            }
            slots[slot(word.key)] = word
            count += 1
        }

        private func slot(_ key: UInt64) -> Int {
            var slot = Int(truncatingIfNeeded: key) & (Self.size - 1)
            while let word = slots[slot], word.key != key { slot = (slot + 1) & (Self.size - 1) }
            return slot
        }
    }
}
