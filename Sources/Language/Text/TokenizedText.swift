/// A text with its tokens and sentences.
package struct TokenizedText: Sendable {
    package let text: SourceText
    package let tokens: [Token]
    package let sentences: [TokenSentence]

    package init(_ text: SourceText) {
        self.text = text
        tokens = Tokenizer().tokens(of: text)
        sentences = SentenceSplitter().sentences(of: text, tokens: tokens)
    }

    package init(_ body: String) {
        self.init(SourceText(body))
    }

    /// The token's text as written.
    package func string(_ index: Int) -> String { text[tokens[index].offsets] }
}
