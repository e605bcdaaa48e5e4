import Language
package import Messages

/// A run of tokens that a layer of the extraction takes for a name or a value.
package struct Span: Sendable, Equatable {
    package var tokens: Range<Int>
    package var kind: EntityKind
    package var confidence: Double

    package init(_ tokens: Range<Int>, _ kind: EntityKind, confidence: Double = 1) {
        self.tokens = tokens
        self.kind = kind
        self.confidence = confidence
    }
}
