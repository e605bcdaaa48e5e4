import Fuzzing
import Messages
import Testing
import ZeroMQ

@testable import Transport

@Suite(.timeLimit(.minutes(60)))
struct FrameFuzzTests {
    private static let headers = [
        "{}", "{", "", "[]", "null", #"{"n":1,"id":"a"}"#, #"{"n":2,"id":"b"}"#, #"{"credit":3,"worker":"w"}"#,
        #"{"credit":-1}"#, #"{"credit":99999999999999999999}"#, #"{"lease":1}"#, #"{"lease":[1,2,3]}"#,
        #"{"lease":"x"}"#, #"{"n":[],"id":""}"#, #"{"n":-9223372036854775808,"id":"c"}"#, "\u{0}",
    ]

    /// Whatever peers say, a queue's books balance: what it took is waiting, leased, leaving, or done.
    @Test func `a queue takes any message of any peer, and loses nothing of what it took`() {
        var fuzzer = Fuzzer(rounds: 300)
        while fuzzer.goesOn() {
            let configuration = QueueConfiguration(name: "q", endpoint: "", length: 20, bytes: 4000, attempts: 2)
            let core = QueueCore(configuration, epoch: "e", isExit: fuzzer.random.chance(0.5))
            var now = Instant(nanoseconds: 1_000_000_000)
            for _ in 0..<200 {
                say(core, &fuzzer, now)
                now = now + .milliseconds(fuzzer.random.below(3000))
                if fuzzer.random.chance(0.3) { core.tick(now: now) }
                core.flush(now: now)
                if fuzzer.random.chance(0.2), let leaving = core.leaving.popLast() { core.exitConfirmed(leaving.token) }
                let places = core.waiting.count + core.alone.count + core.putOff.count + core.leased.count
                #expect(places + core.exits.count == core.depth, "seed \(fuzzer.seed)")
            }
        }
    }

    private func say(_ core: QueueCore, _ fuzzer: inout Fuzzer, _ now: Instant) {
        let peer = Peer(Frame([UInt8(fuzzer.random.below(4))]))
        if fuzzer.random.chance(0.05) { return core.lost(peer, because: "fuzz", now: now) }
        let command = Command.allCases[fuzzer.random.below(Command.allCases.count)]
        let header = Self.headers[fuzzer.random.below(Self.headers.count)]
        var leases = Array(header.utf8)
        if fuzzer.random.chance(0.5), let lease = core.leased.keys.min() {
            leases = Array(#"{"lease":\#(lease)}"#.utf8)
        }
        let payload = (0..<fuzzer.random.below(3)).map { _ in Frame(fuzzer.mutated(Array("{\"id\":\"a\"}".utf8))) }
        if let read = try? Header(Frame(leases)) { _ = core.receive(from: peer, command, read, payload, now: now) }
    }

    @Test func `envelopes, receipts, dispositions and published documents of any bytes are read or refused`() {
        var fuzzer = Fuzzer(rounds: 4000)
        var envelope = Envelope(id: ArticleID(rawValue: "a"), key: 7, accepted: 1, traceparent: "00-1-2-01")
        envelope.hops = [.init(stage: "s", worker: "w", attempt: 1, started: 1, ended: 2)]
        envelope.exit = .init(kind: .filtered, stage: "s", worker: "w", reason: "r", attempts: 1, errors: ["e"])
        let document = Array(
            #"{"schema":"interdict.classified/1","seq":41,"prev":{"":40,"article":3},"article":{}}"#.utf8
        )
        let whole = [
            envelope.json, Receipt(number: 1, id: "a", status: .rejected, code: "c", place: "p", reason: "r").json,
            Disposition(id: envelope.id, key: 7, kind: .stored).json, document,
        ]
        while fuzzer.goesOn() {
            let bytes = fuzzer.mutated(whole[fuzzer.random.below(whole.count)])
            _ = Feed.position(of: bytes)
            _ = Command(Frame(bytes))
            guard let value = try? JSONParser.parse(bytes) else { continue }
            if let read = try? Envelope(json: value) {
                #expect((try? Envelope(json: JSONParser.parse(read.json))) == read, "seed \(fuzzer.seed): \(bytes)")
            }
            _ = try? Receipt(json: value)
            _ = try? Disposition(json: value)
        }
    }
}
