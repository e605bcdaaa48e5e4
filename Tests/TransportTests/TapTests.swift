import Messages
import Testing
import ZeroMQ

@testable import Transport

@Suite(.timeLimit(.minutes(5)))
struct TapTests {
    private let core = QueueCore(
        QueueConfiguration(name: "articles", endpoint: "inproc://tap", length: 1000, lease: .seconds(10), attempts: 3),
        epoch: "e",
        isExit: false
    )

    private func say(_ peer: String, _ command: Command, _ header: String, _ payload: [String], at time: Int64) throws {
        let now = Instant(nanoseconds: time * 1_000_000_000)
        let frames = payload.map { Frame($0) }
        #expect(try core.receive(from: Peer(Frame(peer)), command, Header(Frame(header)), frames, now: now))
    }

    private func put(_ number: Int, _ text: String, at time: Int64 = 1) throws {
        try say("p", .put, #"{"n":\#(number),"id":"a\#(number)"}"#, ["{}", text], at: time)
    }

    /// Ids of the copies that go to a tap now.
    private func copies(to peer: String) throws -> [String] {
        defer { core.outgoing = [] }
        return try core.outgoing.filter { $0.command == .tap && !$0.payload.isEmpty && $0.peer == Peer(Frame(peer)) }
            .map { try #require(Header(Frame($0.header))["id"]?.string) }
    }

    @Test func `a tap gets as many copies as it asked for, and the queue keeps every message`() throws {
        try say("t", .tap, #"{"credit":2}"#, [], at: 1)
        for number in 1...5 { try put(number, "x") }
        #expect(try copies(to: "t") == ["a1", "a2"])
        #expect(core.depth == 5)
        try say("t", .tap, #"{"credit":1}"#, [], at: 2)
        try put(6, "x", at: 2)
        try put(7, "x", at: 2)
        #expect(try copies(to: "t") == ["a6"])
    }

    @Test(arguments: [
        ("sanction", ["a1", "a3"]), ("", ["a1", "a2", "a3"]), ("banks.", ["a1"]), ("none such", []), ("é", ["a2"]),
    ])
    func `only messages that hold the text come`(match: String, ids: [String]) throws {
        try say("t", .tap, #"{"credit":100,"match":"\#(match)"}"#, [], at: 1)
        try put(1, "sanctions on banks.")
        try put(2, "café")
        try put(3, "sanction")
        #expect(try copies(to: "t") == ids)
    }

    @Test func `a tap that falls silent gets nothing more, and two don't take from each other`() throws {
        try say("t", .tap, #"{"credit":10}"#, [], at: 1)
        try say("u", .tap, #"{"credit":10}"#, [], at: 8)
        try put(1, "x", at: 9)
        let both = core.outgoing
        #expect(try copies(to: "t").isEmpty)
        core.outgoing = both
        #expect(try copies(to: "u") == ["a1"])
    }

    @Test func `more taps than a queue bears are told that they get nothing`() throws {
        for number in 1...9 { try say("t\(number)", .tap, #"{"credit":1}"#, [], at: 1) }
        let credits = try core.outgoing.map { try Header(Frame($0.header))["credit"]?.integer }
        #expect(credits == [1, 1, 1, 1, 1, 1, 1, 1, 0])
    }

    @Test func `the status tells how long workers were busy, and how long they worked`() throws {
        try say("w", .ready, #"{"credit":8,"worker":"w","stage":"extract"}"#, [], at: 1)
        try put(1, "x", at: 1)
        core.flush(now: Instant(nanoseconds: 1_000_000_000))
        let job = try #require(core.outgoing.first { $0.command == .job })
        let lease = try Header(Frame(job.header)).requiredInteger("lease")
        try say("w", .done, #"{"lease":[\#(lease)],"took":[40000]}"#, [], at: 3)
        let status = try JSONParser.parse(core.json)
        #expect(status["workers"]?.array?.first?["busySeconds"]?.double == 2)
        let stage = try #require(status["stages"]?.array?.first)
        #expect(stage["stage"]?.string == "extract")
        #expect(stage["work"]?["sum"]?.double == 0.04)
    }
}
