import Messages
import Testing

@testable import Ingestion

@Suite(.timeLimit(.minutes(5)))
struct ArticleIntakeTests {
    private let intake = ArticleIntake()
    private let noon = Timestamp(milliseconds: 1_718_884_800_000)

    private func result(_ json: String) -> Result<NormalisedArticle, Rejection> {
        intake.article(from: Array(json.utf8), receivedAt: noon)
    }

    @Test func `a full submission becomes an article with its frame`() throws {
        let json = """
            {"id":"a-1","url":"https://example.org/1","title":" A  treaty\\n","body":"One.\\n\\nTwo.","source":"Wire",
             "published":"2024-06-20T11:30:00+02:00","language":"en-GB","tags":["asia"],"unknown":[1,{"x":null}]}
            """
        let normalised = try result(json).get()
        let article = normalised.article
        #expect(article.id.rawValue == "a-1")
        #expect(article.title == "A treaty")
        #expect(article.body == "One.\n\nTwo.")
        #expect(article.published == "2024-06-20T09:30:00Z")
        #expect(article.language == "en")
        #expect(article.tags == ["asia"])
        #expect(article.receivedAt == "2024-06-20T12:00:00Z")
        #expect(try Article(json: JSONParser.parse(normalised.frame)) == article)
        #expect(article.contentHash == ContentHash(title: "A treaty", body: "One.\n\nTwo.").hexadecimal)
    }

    @Test func `a sender's trace is kept with the article, and one that isn't well formed doesn't matter`() throws {
        let context = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        let traced = try result(#"{"title":"T","traceparent":"\#(context)"}"#).get()
        #expect(Article.traceparent(ofFrame: traced.frame) == context)
        let other = try result(#"{"title":"T","traceparent":"nonsense"}"#).get()
        #expect(other.article.traceparent == nil)
        #expect(other.id == traced.id)
    }

    @Test func `the content's hash is SHA-256 of title, line feed and body`() {
        #expect(
            ContentHash(title: "abc", body: "").hexadecimal
                == "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb"
        )
    }

    @Test func `an article without an id gets the same one each time, from what it says`() throws {
        let first = try result(#"{"title":"T","body":"B","source":"x"}"#).get()
        let second = try result(#"{"body":"B","title":"T","source":"y"}"#).get()
        let other = try result(#"{"body":"B.","title":"T"}"#).get()
        #expect(first.id == second.id)
        #expect(first.id != other.id)
        #expect(first.id.rawValue == String(first.article.contentHash.prefix(32)))
    }

    @Test(arguments: [
        ("", Rejection.Code.empty, ""),
        ("   ", .notJSON, "byte 3 (line 1, column 4)"),
        ("title: x", .notJSON, "byte 0 (line 1, column 1)"),
        (#"{"title":"x""#, .notJSON, "byte 12 (line 1, column 13)"),
        (#"[{"title":"x"}]"#, .notAnObject, ""),
        (#""title""#, .notAnObject, ""),
        ("{}", .missingText, ""),
        (#"{"title":" ","body":"\n"}"#, .missingText, ""),
        (#"{"title":null,"body":null}"#, .missingText, ""),
        (#"{"title":1}"#, .wrongType, "title"),
        (#"{"body":["x"]}"#, .wrongType, "body"),
        (#"{"title":"x","tags":"x"}"#, .wrongType, "tags"),
        (#"{"title":"x","tags":["a",2]}"#, .wrongType, "tags[1]"),
        (#"{"title":"x","id":7}"#, .wrongType, "id"),
        (#"{"title":"x","traceparent":{}}"#, .wrongType, "traceparent"),
        (#"{"title":"x","id":""}"#, .badID, "id"),
        (#"{"title":"x","id":"a\nb"}"#, .badID, "id"),
        (#"{"title":"x","id":"a\u0000"}"#, .badID, "id"),
        (#"{"title":"x","published":"yesterday"}"#, .badDate, "published"),
        (#"{"title":"x","published":"2024-02-30"}"#, .badDate, "published"),
        (#"{"title":"x","published":"2024-06-22"}"#, .badDate, "published"),
        (#"{"title":"x","language":"English, mostly"}"#, .badValue, "language"),
        (#"{"title":"x","format":"rtf"}"#, .badValue, "format"),
        (#"{"title":"x\u0000"}"#, .controlCharacter, "title, character 1"),
        (#"{"body":"ab\u0008c"}"#, .controlCharacter, "body, character 2"),
        (#"{"title":"\ud800"}"#, .invalidUTF8, "byte 10 (line 1, column 11)"),
    ])
    func `a bad submission is refused with a code, a place and a sentence`(
        json: String,
        code: Rejection.Code,
        place: String
    ) {
        guard case .failure(let rejection) = result(json) else {
            Issue.record("accepted: \(json)")
            return
        }
        #expect(rejection.code == code)
        #expect(rejection.place == place)
        #expect(!rejection.reason.isEmpty)
    }

    @Test func `bytes that are no UTF-8 are refused with their place`() {
        let bytes = Array(#"{"title":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
        guard case .failure(let rejection) = intake.article(from: bytes, receivedAt: noon) else {
            Issue.record("accepted")
            return
        }
        #expect(rejection.code == .invalidUTF8)
        #expect(rejection.place.hasPrefix("byte 10 "))
    }

    @Test func `sizes and depths beyond the limits are refused`() {
        let long = #"{"title":""# + String(repeating: "a", count: 2_000_000) + #""}"#
        let deep = #"{"title":"x","x":"# + String(repeating: "[", count: 10_000)
        let wordy = #"{"title":"x","id":""# + String(repeating: "a", count: 201) + #""}"#
        for (json, code) in [(long, Rejection.Code.tooLarge), (deep, .tooDeep), (wordy, .badID)] {
            guard case .failure(let rejection) = result(json) else {
                Issue.record("accepted: \(json.prefix(40))")
                continue
            }
            #expect(rejection.code == code)
        }
    }

    @Test func `a byte order mark before JSON is passed over`() throws {
        #expect(try result("\u{FEFF}{\"title\":\"x\"}").get().article.title == "x")
    }

    @Test func `a language is detected only where none is given`() throws {
        let intake = ArticleIntake { text in text.hasPrefix("Ein") ? "de" : nil }
        let detected = try intake.article(from: Array(#"{"body":"Ein Satz."}"#.utf8), receivedAt: noon).get()
        let given = try intake.article(from: Array(#"{"body":"Ein Satz.","language":"nl"}"#.utf8), receivedAt: noon)
            .get()
        #expect(detected.article.language == "de")
        #expect(given.article.language == "nl")
    }

    @Test func `a plain text keeps its first line in the body`() throws {
        let text = "\nA treaty\nSigned  on Wednesday.\n\n“Yes”, he said.\n"
        let article = try intake.article(fromText: Array(text.utf8), receivedAt: noon).get().article
        #expect(article.title == "A treaty")
        #expect(article.body == text)
    }

    @Test func `the title of a text in one long line ends between words`() throws {
        let text = String(repeating: "word ", count: 200)
        let article = try intake.article(fromText: Array(text.utf8), receivedAt: noon).get().article
        #expect(article.title.hasSuffix("word…"))
        #expect(article.title.unicodeScalars.count <= PlainText.longestTitle + 1)
    }

    @Test func `a plain text that is no UTF-8 is refused with line and column`() {
        let result = intake.article(fromText: Array("ab\ncd".utf8) + [0xFF], receivedAt: noon)
        guard case .failure(let rejection) = result else {
            Issue.record("accepted")
            return
        }
        #expect(rejection.code == .invalidUTF8)
        #expect(rejection.place == "byte 5 (line 2, column 3)")
    }

    @Test func `HTML bodies become text whether they are called HTML or not`() throws {
        let html = #"<p>Russia &amp; Iran</p><p>signed a <b>treaty</b>.</p>"#
        for json in [
            #"{"title":"a &amp; b","format":"html","body":"\#(html)"}"#, #"{"title":"a &amp; b","body":"\#(html)"}"#,
        ] {
            let article = try result(json).get().article
            #expect(article.body == "Russia & Iran\n\nsigned a treaty.")
            #expect(article.title == "a & b")
        }
        #expect(try result(#"{"format":"text","body":"\#(html)"}"#).get().article.body == html)
    }
}
