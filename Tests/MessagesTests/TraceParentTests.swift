import Testing

@testable import Messages

@Suite(.timeLimit(.minutes(5)))
struct TraceParentTests {
    @Test func `an article's trace is the same each time, and unlike all others`() {
        let first = TraceParent.make(id: "a1", key: 1, time: 1000)
        #expect(first == TraceParent.make(id: "a1", key: 1, time: 1000))
        let others = (0..<1000).map { TraceParent.make(id: "a\($0)", key: UInt64($0), time: 1000) }
        #expect(Set(others.map { $0.split(separator: "-")[1] }).count == 1000)
        for text in others + [TraceParent.make()] {
            #expect(text.wholeMatch(of: /00-[0-9a-f]{32}-[0-9a-f]{16}-01/) != nil, "\(text)")
        }
    }

    @Test func `a hop keeps the trace and becomes the parent of the next`() {
        let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        let next = TraceParent.following(parent, span: "00f067aa0ba902b7")
        #expect(next == "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01")
        #expect(TraceParent.following("nonsense", span: "00f067aa0ba902b7") == "nonsense")
    }

    private static let client = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"

    private static let contexts: [(String, String?)] = [
        (client, client),
        ("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00-what-will-be", client),
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00-what-will-be", nil),
        ("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", nil),
        ("00-00000000000000000000000000000000-b7ad6b7169203331-00", nil),
        ("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-00", nil),
        ("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-00", nil),
        ("00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-00", nil),
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331", nil),
        ("0 -0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", nil),
        ("", nil),
    ]

    @Test(arguments: contexts)
    func `a context from outside is taken as the standard says`(text: String, context: String?) {
        #expect(TraceParent.reading(text) == context)
    }

    @Test func `the context is found at the end of an article's frame, and nowhere else`() {
        var article = Article(id: ArticleID(rawValue: "a"), title: "T", body: #"","traceparent":"\#(Self.client)"}"#)
        #expect(Article.traceparent(ofFrame: article.json) == nil)
        #expect(Article.traceparent(ofFrame: []) == nil)
        article.traceparent = Self.client
        #expect(Article.traceparent(ofFrame: article.json) == Self.client)
    }
}
