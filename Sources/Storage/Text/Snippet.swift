/// The part of a text in which the most of what was looked for stands.
enum Snippet {
    /// How many words it has at most.
    static let length = 24

    static func of(_ body: String, _ expression: TextExpression) -> String {
        let words = Words.of(body)
        guard let last = words.indices.last else { return "" }
        let hits = hits(words, expression.wanted)
        let start = best(hits, words.count)
        let end = min(start + length - 1, last)
        let utf8 = Array(body.utf8)
        let from = start == 0 ? 0 : words[start].range.lowerBound
        let to = end == last ? utf8.count : words[end].range.upperBound
        return (start == 0 ? "" : "…") + String(decoding: utf8[from..<to], as: UTF8.self) + (end == last ? "" : "…")
    }

    /// For each word, the phrases that begin there.
    private static func hits(_ words: [Words.Word], _ wanted: [(words: [String], isPrefix: Bool)]) -> [[Int]] {
        let phrases = wanted.map { phrase in (words: phrase.words.map { Array($0.utf8) }, isPrefix: phrase.isPrefix) }
        return words.indices.map { index in
            phrases.indices.filter { number in
                let phrase = phrases[number]
                guard index + phrase.words.count <= words.count else { return false }
                return phrase.words.indices.allSatisfy { place in
                    let isOpen = phrase.isPrefix && place == phrase.words.count - 1
                    let word = words[index + place].text
                    return isOpen ? word.starts(with: phrase.words[place]) : word == phrase.words[place]
                }
            }
        }
    }

    /// Where the window begins that holds the most different phrases; then that with the most of them; then the first.
    private static func best(_ hits: [[Int]], _ count: Int) -> Int {
        var best = (start: 0, distinct: 0, total: 0)
        for start in 0..<max(1, count - length + 1) where start == 0 || !hits[start].isEmpty {
            let window = hits[start..<min(start + length, count)].flatMap { $0 }
            let distinct = Set(window).count
            if (distinct, window.count) > (best.distinct, best.total) { best = (start, distinct, window.count) }
        }
        // A few words before the first hit, for the reader.
        guard best.start > 0 else { return 0 }
        return max(0, min(best.start - 4, count - length))
    }
}
