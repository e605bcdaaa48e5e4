import Language
import Messages

/// Knows the headlines inside a body, where capitals say nothing: a name there counts only if it is known or stands elsewhere too.
struct Headlines: Sendable {
    private let isHeadline: [Bool]
    /// Hashes of the capitalised words of running text.
    private let seen: Set<UInt64>

    init(_ document: Document) {
        var marks = [Bool](repeating: false, count: document.tokens.count)
        var seen: Set<UInt64> = []
        for sentence in document.sentences {
            let isTitle = Self.isTitle(sentence.tokens, document)
            for token in sentence.tokens {
                marks[token] = isTitle
                if !isTitle, document.isCapitalised(token) { seen.insert(document.folded[token]) }
            }
        }
        isHeadline = marks
        self.seen = seen
    }

    /// A line without a final stop whose longer words nearly all have capitals.
    private static func isTitle(_ sentence: Range<Int>, _ document: Document) -> Bool {
        guard let last = sentence.last, document.tokens[last].kind == .word,
            document.tokens[sentence.lowerBound].flags.contains(.lineStart)
        else { return false }
        let words = sentence.filter { document.tokens[$0].kind == .word && document.tokens[$0].offsets.count > 3 }
        let capitals = words.filter { document.isCapitalised($0) }.count
        return words.count >= 3 && capitals * 5 >= words.count * 4
    }

    /// Whether the name is to be believed where it stands.
    func believes(_ span: Span, in document: Document) -> Bool {
        guard isHeadline[span.tokens.lowerBound] else { return true }
        let words = span.tokens.filter { document.isCapitalised($0) }
        return span.kind == .person && words.count == 2 || words.allSatisfy { seen.contains(document.folded[$0]) }
    }
}
