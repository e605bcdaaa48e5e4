import Language
import Testing

@Suite(.timeLimit(.minutes(5)))
struct TokenizerTests {
    static let cases: [(String, [String])] = [
        ("Russia's U.S. envoy", ["Russia", "'s", "U.S.", "envoy"]),
        ("Kim Jong-un’s visit", ["Kim", "Jong-un", "’s", "visit"]),
        ("$1,234.5 million, up 3.5%", ["$", "1,234.5", "million", ",", "up", "3.5", "%"]),
        ("Mr. J. R. Smith of Acme Corp. said", ["Mr.", "J.", "R.", "Smith", "of", "Acme", "Corp.", "said"]),
        ("It ended. The next.The last", ["It", "ended", ".", "The", "next", ".", "The", "last"]),
        (
            "see https://a.example/x?y=1, or mail a.b@c.example.",
            [
                "see", "https://a.example/x?y=1", ",", "or", "mail", "a.b@c.example", ".",
            ]
        ),
        ("“No,” O’Brien said…", ["“", "No", ",", "”", "O’Brien", "said", "…"]),
        ("AT&T and F-16s on 2024-06-20", ["AT&T", "and", "F-16s", "on", "2024-06-20"]),
        ("制裁 👍🏽 ok", ["制", "裁", "👍🏽", "ok"]),
        ("(Resolution 1718/1988)", ["(", "Resolution", "1718/1988", ")"]),
        ("the states' oil -- and gas", ["the", "states", "'", "oil", "--", "and", "gas"]),
        ("Sana'a, Côte d'Ivoire", ["Sana'a", ",", "Côte", "d'Ivoire"]),
        ("a no. of them, No. 5", ["a", "no", ".", "of", "them", ",", "No.", "5"]),
        ("", []),
        (" \n ", []),
    ]

    @Test(arguments: cases)
    func `a text falls into the tokens that a reader sees`(text: String, expected: [String]) {
        let source = SourceText(text)
        let tokens = Tokenizer().tokens(of: source).map { source[$0.offsets] }
        #expect(tokens == expected)
    }

    @Test func `kinds and flags say what a token is`() {
        let source = SourceText("NATO paid 20 euros.\nMr. Lavrov\n\n- www.example.org")
        let tokens = Tokenizer().tokens(of: source)
        #expect(tokens.map(\.kind) == [.word, .word, .number, .word, .punctuation, .word, .word, .punctuation, .url])
        #expect(tokens[0].flags == [.paragraphStart, .lineStart, .capitalised, .allCapitals])
        #expect(tokens[5].flags.isSuperset(of: [.lineStart, .abbreviation, .capitalised]))
        #expect(!tokens[5].flags.contains(.paragraphStart))
        #expect(tokens[7].flags.contains(.paragraphStart))
    }

    @Test(arguments: ["x", "\"", "(", "A", ".", "-", "é", "制", "1,", "a.", "'s", "@", "\u{301}", "👩‍👩"])
    func `every code point but blanks is in just one token, however strange the text`(piece: String) {
        let source = SourceText(String(repeating: piece, count: 5_000))
        var at = 0
        for token in Tokenizer().tokens(of: source) {
            #expect(token.offsets.lowerBound == at && !token.offsets.isEmpty)
            at = token.offsets.upperBound
        }
        #expect(at == source.count)
    }

    @Test func `slices are taken by code points`() {
        let source = SourceText("é👍🏽x")
        #expect(source[1..<3] == "👍🏽")
        #expect(source[3..<99] == "x")
    }
}
