import Language
import Messages

/// Finds weapons and goods that are named plainly, by a list of phrases.
struct GoodsMatcher: Sendable {
    private var categories: [UInt64: String] = [:]
    private var prefixes: Set<UInt64> = []

    /// Reads `goods.tsv`: a phrase in lower case, a tab, a category.
    init(path: String) throws(GazetteerError) {
        var splitter = NameSplitter()
        try GazetteerTable(path, columns: 2).rows { fields in
            let words = splitter.words(fields[0])
            guard var hash = words.first else { return }
            for word in words.dropFirst() {
                prefixes.insert(hash)
                hash = WordHash.phrase(hash, word)
            }
            categories[hash] = String(fields[1])
        }
    }

    func goods(in document: Document, taken: [Bool]) -> [Goods] {
        var found: [Goods] = []
        var at = 0
        while at < document.tokens.count {
            guard !taken[at], let (tokens, category) = match(at, document) else {
                at += 1
                continue
            }
            found.append(Goods(offsets: document.offsets(tokens), text: document.string(tokens), category: category))
            at = tokens.upperBound
        }
        return found
    }

    private func match(_ start: Int, _ document: Document) -> (Range<Int>, String)? {
        var best: (Range<Int>, String)?
        var hash = document.folded[start]
        for at in start..<min(start + 5, document.tokens.count) {
            if at > start { hash = WordHash.phrase(hash, document.folded[at]) }
            if let category = categories[hash] { best = (start..<at + 1, category) }
            guard prefixes.contains(hash) else { break }
        }
        return best
    }
}
