import Language
import Messages

/// The names of a document, none of them overlapping another.
struct SpanTable: Sendable {
    private(set) var spans: [Span] = []
    /// For each token the number of its span, or -1.
    private var owners: [Int]

    init(count: Int) {
        owners = Array(repeating: -1, count: count)
    }

    /// The name that the token is in, or nil.
    func span(at token: Int) -> Span? {
        guard owners.indices.contains(token), owners[token] >= 0 else { return nil }
        return spans[owners[token]]
    }

    func isFree(_ tokens: Range<Int>) -> Bool {
        tokens.allSatisfy { owners[$0] < 0 }
    }

    /// Adds the name where nothing else stands; false where something does.
    @discardableResult
    mutating func add(_ span: Span) -> Bool {
        guard !span.tokens.isEmpty, isFree(span.tokens) else { return false }
        for token in span.tokens { owners[token] = spans.count }
        spans.append(span)
        return true
    }

    /// Adds the name in place of all that overlap it.
    mutating func force(_ span: Span) {
        for token in span.tokens { remove(at: token) }
        add(span)
    }

    /// Takes out the name that the token is in.
    mutating func remove(at token: Int) {
        guard let span = span(at: token) else { return }
        let number = owners[span.tokens.lowerBound]
        for token in span.tokens { owners[token] = -1 }
        spans[number].tokens = span.tokens.lowerBound..<span.tokens.lowerBound
    }

    /// The names in the order of the text.
    var ordered: [Span] {
        spans.filter { !$0.tokens.isEmpty }.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    }
}
