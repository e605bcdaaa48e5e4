import Language
import Messages

/// Names by rule alone: what the gazetteer knows, and runs of capitalised words with a cue for their kind.
package struct CapitalisedNames: Sendable {
    private let matcher: GazetteerMatcher
    private let gazetteer: Gazetteer

    package init(gazetteer: Gazetteer) {
        self.gazetteer = gazetteer
        matcher = GazetteerMatcher(gazetteer: gazetteer)
    }

    package func spans(in document: Document) -> [Span] {
        document.sentences.flatMap { spans(in: $0, of: document) }
    }

    private func spans(in sentence: TokenSentence, of document: Document) -> [Span] {
        var spans: [Span] = []
        var at = sentence.tokens.lowerBound
        while at < sentence.tokens.upperBound {
            guard let span = span(at: at, in: sentence, of: document) else {
                at += 1
                continue
            }
            spans.append(span)
            at = span.tokens.upperBound
        }
        return spans
    }

    private func span(at start: Int, in sentence: TokenSentence, of document: Document) -> Span? {
        let end = sentence.tokens.upperBound
        if let match = matcher.match(at: start, before: end, in: document, senses: .anything),
            let kind = Self.kind(match.entry)
        {
            let run = runEnd(from: start, before: end, in: document)
            if run <= match.tokens.upperBound || kind == .nationality {
                return Span(match.tokens, kind, confidence: 0.8)
            }
        }
        let run = start..<runEnd(from: start, before: end, in: document)
        guard run.count > 0, let kind = guess(run, in: sentence, of: document) else { return nil }
        return Span(run, kind, confidence: 0.5)
    }

    private static func kind(_ entry: GazetteerEntry) -> EntityKindChoice.Kind? { EntityKindChoice.kind(entry) }

    private func runEnd(from start: Int, before end: Int, in document: Document) -> Int {
        var at = start
        while at < end, document.tokens[at].kind == .word, document.tokens[at].isCapitalised { at += 1 }
        return at
    }

    private func guess(_ run: Range<Int>, in sentence: TokenSentence, of document: Document) -> EntityKindChoice.Kind? {
        let first = gazetteer.entry(document.folded[run.lowerBound])
        if let first, first.senses.contains(.givenName), run.count > 1 { return .person }
        let last = document.string(run.upperBound - 1)
        if EntityKindChoice.companyWords.contains(last) { return .organization }
        guard run.count > 1, run.lowerBound > sentence.tokens.lowerBound else { return nil }
        return .person
    }
}
