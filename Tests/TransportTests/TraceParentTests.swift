import Testing

@testable import Transport

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
}
