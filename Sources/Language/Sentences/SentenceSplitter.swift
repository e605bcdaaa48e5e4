package import Messages

/// One sentence, headline or list item as a range of tokens.
package struct TokenSentence: Sendable, Equatable {
    package var tokens: Range<Int>
    package var offsets: Offsets
    /// Index of the paragraph, from 0; text lines that end a sentence count as paragraphs only after a blank line.
    package var paragraph: Int

    package init(tokens: Range<Int>, offsets: Offsets, paragraph: Int) {
        self.tokens = tokens
        self.offsets = offsets
        self.paragraph = paragraph
    }
}

/// Cuts tokens into sentences; a line without final punctuation is one of its own unless it was wrapped.
package struct SentenceSplitter: Sendable {
    /// A longer sentence is cut, so that no input makes later steps slow.
    package static let longest = 600

    package init() {}

    package func sentences(of text: SourceText, tokens: [Token]) -> [TokenSentence] {
        var cutter = Cutter(text: text.scalars, tokens: tokens)
        return cutter.run()
    }
}

private struct Cutter {
    let text: [Unicode.Scalar]
    let tokens: [Token]
    var sentences: [TokenSentence] = []
    var start = 0
    var paragraph = 0

    mutating func run() -> [TokenSentence] {
        for index in tokens.indices {
            if index > start, breaksLine(before: index) { cut(before: index) }
            if index > 0, tokens[index].flags.contains(.paragraphStart) { paragraph += 1 }
            if index + 1 - start >= SentenceSplitter.longest { cut(before: index + 1) }
            if endsSentence(at: index) { cut(before: index + 1) }
        }
        cut(before: tokens.count)
        return sentences
    }

    private mutating func cut(before end: Int) {
        guard end > start else { return }
        let offsets = tokens[start].offsets.lowerBound..<tokens[end - 1].offsets.upperBound
        sentences.append(TokenSentence(tokens: start..<end, offsets: offsets, paragraph: paragraph))
        start = end
    }

    private func first(_ index: Int) -> Unicode.Scalar { text[tokens[index].offsets.lowerBound] }
    private func last(_ index: Int) -> Unicode.Scalar { text[tokens[index].offsets.upperBound - 1] }

    private func breaksLine(before index: Int) -> Bool {
        let flags = tokens[index].flags
        guard flags.contains(.lineStart) else { return false }
        return flags.contains(.paragraphStart) || !isWrapped(before: index)
    }

    /// Whether the line break before the token was made by wrapping a long line.
    private func isWrapped(before index: Int) -> Bool {
        var lineStart = index - 1
        while lineStart > start, !tokens[lineStart].flags.contains(.lineStart) { lineStart -= 1 }
        let length = tokens[index - 1].offsets.upperBound - tokens[lineStart].offsets.lowerBound
        if first(index).isLowercase { return true }
        return 50...100 ~= length && isFollowedByWrappedLine(index)
    }

    private func isFollowedByWrappedLine(_ index: Int) -> Bool {
        var next = index + 1
        while next < tokens.count, next < index + 40, !tokens[next].flags.contains(.lineStart) { next += 1 }
        guard next < tokens.count, tokens[next].flags.contains(.lineStart) else { return false }
        return !tokens[next].flags.contains(.paragraphStart) && first(next).isLowercase
    }

    private func endsSentence(at index: Int) -> Bool {
        guard index + 1 < tokens.count else { return false }
        guard tokens[index + 1].flags.contains(.spaceBefore) else { return false }
        let next = tokens[index + 1].kind == .punctuation && index + 2 < tokens.count ? index + 2 : index + 1
        if tokens[index].flags.contains(.abbreviation) { return endsWithAbbreviation(index, next: next) }
        guard let terminal = terminal(endingAt: index), !isListNumber(terminal) else { return false }
        if first(next).isLowercase, tokens[next].kind == .word { return false }
        return !(first(index + 1) == "-" || first(index + 1).isDash)
    }

    /// The index of the full stop, question or exclamation mark that ends at `index` or stands before closing quotes and brackets.
    private func terminal(endingAt index: Int) -> Int? {
        var at = index
        while at > start, at > index - 4, isCloser(at) { at -= 1 }
        guard tokens[at].kind == .punctuation || at != index && tokens[at].flags.contains(.abbreviation) else {
            return nil
        }
        return Self.terminals.contains(last(at)) ? at : nil
    }

    private static let terminals: Set<Unicode.Scalar> = [".", "!", "?", "…", "。", "！", "？", "؟", "।"]
    private static let closers: Set<Unicode.Scalar> = ["\"", "'", "”", "’", "»", ")", "]", "›"]

    private func isCloser(_ index: Int) -> Bool {
        tokens[index].offsets.count == 1 && Self.closers.contains(first(index))
            && !tokens[index].flags.contains(.spaceBefore)
    }

    /// `1.` or `(a)` at the start of a list item ends nothing.
    private func isListNumber(_ terminal: Int) -> Bool {
        terminal - start <= 2 && tokens[start].flags.contains(.lineStart) && terminal > start
            && (tokens[terminal - 1].kind == .number || tokens[terminal - 1].offsets.count == 1)
    }

    private func endsWithAbbreviation(_ index: Int, next: Int) -> Bool {
        let word = lowercased(index)
        if Abbreviations.titles.contains(word) { return false }
        guard tokens[next].kind == .word, first(next).isUppercase else { return false }
        return SentenceStarters.words.contains(lowercased(next))
    }

    private func lowercased(_ index: Int) -> String {
        var view = String.UnicodeScalarView()
        let offsets = tokens[index].offsets
        let end = tokens[index].flags.contains(.abbreviation) ? offsets.upperBound - 1 : offsets.upperBound
        view.append(contentsOf: text[offsets.lowerBound..<end])
        return String(view).lowercased()
    }
}

/// Words that, with a capital after an abbreviation, say that a sentence begins.
private enum SentenceStarters {
    static let words: Set<String> = [
        "the", "a", "an", "in", "on", "at", "it", "he", "she", "they", "we", "i", "you", "but", "and", "or", "this",
        "that",
        "these", "those", "there", "his", "her", "its", "their", "our", "if", "when", "while", "as", "after", "before",
        "since", "for", "from", "with", "by", "to", "under", "both", "some", "many", "most", "all", "no", "not", "one",
        "two", "three", "however", "meanwhile", "earlier", "last", "also", "what", "who", "how", "why", "where",
        "officials",
        "another", "other", "each", "such", "more", "several", "then", "now", "so", "yet", "asked", "although",
        "according",
        "separately", "because", "during", "until", "once", "despite", "among", "asset", "critics", "analysts",
        "sources",
    ]
}
