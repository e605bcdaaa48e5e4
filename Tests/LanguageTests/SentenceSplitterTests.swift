import Language
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SentenceSplitterTests {
    static let cases: [[String]] = [
        ["Mr. Smith met Gen. Lee of the U.S. Army on Jan. 5.", "He left."],
        ["He lives in the U.S.", "The Treasury does not."],
        ["\"It is over,\" she said.", "\"What now?\" he asked.", "Nothing."],
        ["MOSCOW, Aug. 6 (Press) - The ministry spoke.", "It said no."],
        ["He said: “We will not.”", "They left (for now).", "Then rain!"],
        ["Prices rose 3.5 percent to $1.25.", "J. K. Rowling did not care."],
        ["Acme Inc. was fined.", "Was it?", "Yes…", "It was."],
    ]

    @Test(arguments: cases)
    func `sentences end where a reader ends them`(expected: [String]) {
        #expect(sentences(expected.joined(separator: " ")) == expected)
    }

    @Test func `headlines, list items and lines without a final stop are sentences of their own`() {
        let body = "Big Alliance Made\nThe pact was signed.\nNext Part\n- The first item. More of it.\n1. A number"
        #expect(
            sentences(body) == [
                "Big Alliance Made", "The pact was signed.", "Next Part", "- The first item.", "More of it.",
                "1. A number",
            ]
        )
    }

    @Test func `a wrapped line goes on`() {
        let body = """
            The ministry in the capital told reporters late on Tuesday that
            Russia and its allies would answer any further step of the union
            with measures of their own.
            """
        #expect(sentences(body).count == 1)
    }

    @Test func `paragraphs are counted by blank lines`() {
        let text = TokenizedText("One. Two.\n\nThree\n\n\nFour.")
        #expect(text.sentences.map(\.paragraph) == [0, 0, 1, 2])
    }

    @Test func `no sentence is longer than the limit`() {
        let text = TokenizedText(String(repeating: "word ", count: 5_000))
        #expect(text.sentences.allSatisfy { $0.tokens.count <= SentenceSplitter.longest })
        #expect(text.sentences.map(\.tokens.count).reduce(0, +) == 5_000)
    }

    private func sentences(_ body: String) -> [String] {
        let text = TokenizedText(body)
        return text.sentences.map { text.text[$0.offsets] }
    }
}
