import Foundation
import Messages
import Pipeline
import Testing
import Transport
import ZeroMQ

/// Bad input on both ways in: a clear answer or a counter, and processes that stay up.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct BadInputTests {
    private static let cases: [(name: String, bytes: [UInt8], code: String)] = [
        ("empty", [], "empty"),
        ("50 MB", Array(repeating: UInt8(ascii: "a"), count: 50_000_000), "too-large"),
        ("no JSON", Array("breaking news".utf8), "not-json"),
        ("an array", Array("[1,2]".utf8), "not-an-object"),
        ("neither title nor body", Array(#"{"id":"x"}"#.utf8), "missing-text"),
        ("a number as title", Array(#"{"title":5,"body":"b"}"#.utf8), "wrong-type"),
        ("invalid UTF-8", Array(#"{"title":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8), "invalid-utf8"),
        ("a NUL byte", Array(#"{"title":"a\u0000b"}"#.utf8), "control-character"),
        ("10,000 levels", Array((#"{"title":"# + String(repeating: "[", count: 10_000)).utf8), "too-deep"),
    ]

    @Test func `each bad submission is answered with its reason, on the push socket counted, and work goes on`() throws
    {
        let pipeline = try LivePipeline(passThrough: true)
        let context = try Context()
        let socket = try Socket(.dealer, in: context)
        try socket.connect(pipeline.file.ingest.submit.connect)
        let push = try Socket(.push, in: context, [.linger(10_000)])
        try push.connect(pipeline.file.ingest.push.connect)
        for (number, bad) in Self.cases.enumerated() {
            try socket.send([Frame("SUBMIT"), Frame(#"{"n":\#(number)}"#), Frame(bad.bytes)])
            let receipt = try Self.answer(socket)
            #expect(receipt.number == number, "\(bad.name)")
            #expect(receipt.status == .rejected, "\(bad.name)")
            #expect(receipt.code == bad.code, "\(bad.name): \(receipt.reason ?? "")")
            #expect(receipt.reason?.isEmpty == false, "\(bad.name)")
            try push.send([Frame(bad.bytes)])
        }
        try push.send([Frame(#"{"id":"good","title":"Good","body":"news"}"#)])

        let first = #"{"id":"same","title":"T","body":"one"}"#
        let statuses = try [first, first, #"{"id":"same","title":"T","body":"two"}"#].map { text in
            try socket.send([Frame(text)])
            return try Self.bareAnswer(socket)
        }
        #expect(statuses.map(\.status) == [.accepted, .duplicate, .rejected])
        #expect(statuses.last?.code == "id-conflict")

        let documents = try pipeline.interdict("subscribe", "--since", "0", "--count", "2", "--json")
        #expect(try LivePipeline.seqs(documents) == [1, 2])
        let status = try #require(try StatusClient().ask(pipeline.file.ingest.submit.connect, within: 5000))
        let counts = try JSONParser.parse(status)
        #expect(counts["pushRejected"]?.integer == Self.cases.count)
        #expect(counts["rejected"]?.integer == Self.cases.count + 1)
        #expect(try pipeline.interdict("down").code == 0)
    }

    private static func next(_ socket: borrowing Socket) throws -> [Frame] {
        var poller = Poller()
        _ = poller.add(socket)
        while true {
            if let frames = try socket.receive() { return frames }
            try poller.wait(milliseconds: 1000)
        }
    }

    private static func answer(_ socket: borrowing Socket) throws -> Receipt {
        let frames = try next(socket)
        try #require(frames.count == 2)
        #expect(frames[0].text == "RECEIPT")
        return try Receipt(json: JSONParser.parse(frames[1].bytes))
    }

    private static func bareAnswer(_ socket: borrowing Socket) throws -> Receipt {
        let frames = try next(socket)
        try #require(frames.count == 1)
        return try Receipt(json: JSONParser.parse(frames[0].bytes))
    }
}
