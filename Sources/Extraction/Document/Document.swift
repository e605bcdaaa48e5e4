package import Language
package import Messages

/// A text in tokens as the extraction sees it: compounds split, every word with its hashes.
package struct Document: Sendable {
    package let text: SourceText
    package let tokens: [Token]
    package let sentences: [TokenSentence]
    /// Hashes of the tokens as written.
    package let exact: [UInt64]
    /// Hashes of the tokens without regard to case.
    package let folded: [UInt64]

    /// Makes the document of a body of running text.
    package init(_ body: String, gazetteer: Gazetteer) {
        let text = SourceText(body)
        let whole = Tokenizer().tokens(of: text)
        let tokens = CompoundSplitter(gazetteer: gazetteer).split(whole, of: text)
        let sentences = SentenceSplitter().sentences(of: text, tokens: tokens)
        self.init(text: text, tokens: tokens, sentences: sentences)
    }

    /// Makes the document of sentences whose tokens are given.
    package init(sentences given: [[String]]) {
        var text = ""
        var tokens: [Token] = []
        var sentences: [TokenSentence] = []
        var count = 0
        for (number, words) in given.enumerated() where !words.isEmpty {
            let first = tokens.count
            for word in words {
                text += word
                text += " "
                let length = word.unicodeScalars.count
                tokens.append(Self.token(word, at: count..<count + length))
                count += length + 1
            }
            let offsets = tokens[first].offsets.lowerBound..<count - 1
            sentences.append(TokenSentence(tokens: first..<tokens.count, offsets: offsets, paragraph: number))
        }
        self.init(text: SourceText(text), tokens: tokens, sentences: sentences)
    }

    private static func token(_ word: String, at offsets: Offsets) -> Token {
        var token = Tokenizer().tokens(of: SourceText(word)).first ?? Token(kind: .punctuation, offsets: offsets)
        token.offsets = offsets
        token.flags.insert(.spaceBefore)
        return token
    }

    private init(text: SourceText, tokens: [Token], sentences: [TokenSentence]) {
        self.text = text
        self.tokens = tokens
        self.sentences = sentences
        exact = tokens.map { WordHash.exact(text.scalars[$0.offsets]) }
        folded = tokens.map { WordHash.folded(text.scalars[$0.offsets]) }
    }

    package func string(_ token: Int) -> String { text[tokens[token].offsets] }

    /// The text from the first to the last token of the range.
    package func string(_ range: Range<Int>) -> String { text[offsets(range)] }

    package func offsets(_ range: Range<Int>) -> Offsets {
        tokens[range.lowerBound].offsets.lowerBound..<tokens[range.upperBound - 1].offsets.upperBound
    }

    package func first(_ token: Int) -> Unicode.Scalar { text.scalars[tokens[token].offsets.lowerBound] }

    /// Whether the token is the sign.
    package func isSign(_ token: Int, _ sign: Unicode.Scalar) -> Bool {
        tokens.indices.contains(token) && tokens[token].offsets.count == 1 && first(token) == sign
    }
}
