import Messages
import Testing
import ZeroMQ

@testable import Transport

/// A queue that random peers talk to, and what must be true of it after every word.
private struct QueueModel {
    let core: QueueCore
    var random: SeededGenerator
    var now = Instant(nanoseconds: 1_000_000_000)
    /// Ids that the queue has confirmed and that have not ended.
    private(set) var custody: Set<String> = []
    private(set) var ended = 0
    private var numbers = 0
    private var asked: [Int: String] = [:]
    private var tokens: [(token: Int, id: String)] = []

    init(seed: UInt64, isExit: Bool) {
        random = SeededGenerator(seed: seed)
        let configuration = QueueConfiguration(
            name: "articles",
            endpoint: "inproc://x",
            length: 20,
            bytes: 2000,
            lease: .seconds(4),
            attempts: 3,
            heartbeat: .seconds(2)
        )
        core = QueueCore(configuration, epoch: "e", isExit: isExit)
    }

    private func peer(_ name: String) -> Peer { Peer(Frame(name)) }

    mutating func say(_ name: String, _ command: Command, _ header: String, _ payload: [Frame] = []) throws {
        _ = core.receive(from: peer(name), command, try Header(Frame(header)), payload, now: now)
    }

    /// One random deed of a random peer, then everything that the queue has to say.
    mutating func step() throws {
        let worker = "w\(Int.random(in: 0..<5, using: &random))"
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<35: try put()
        case 35..<45: try say(worker, .ready, #"{"credit":\#(Int.random(in: 1...4, using: &random))}"#)
        case 45..<70: try finish(worker)
        case 70..<76: try giveUp(worker)
        case 76..<82: try say(worker, .alive, #"{"lease":\#(leases(of: worker))}"#)
        case 82..<84: try say(worker, .bye, "{}")
        case 84..<87: core.lost(peer(worker), because: "gone", now: now)
        case 87..<92: confirmExit()
        default: pass(.milliseconds(Int.random(in: 1...1500, using: &random)))
        }
        flush()
    }

    private mutating func put() throws {
        numbers += 1
        let id = "id\(Int.random(in: 0..<40, using: &random))"
        asked[numbers] = id
        let envelope = random.chance(5) ? "no envelope" : #"{"id":"\#(id)","key":\#(numbers)}"#
        try say("p\(numbers % 3)", .put, #"{"n":\#(numbers),"id":"\#(id)"}"#, [Frame(envelope), Frame("article")])
    }

    private func leases(of worker: String) -> [Int] {
        core.leased.filter { $0.value.holder == peer(worker) }.keys.sorted()
    }

    /// DONE for a lease: mostly its own, at times somebody else's or one that never was.
    private mutating func finish(_ worker: String) throws {
        let own = leases(of: worker)
        let candidates = random.chance(80) ? own : core.leased.keys.sorted() + [7]
        guard let lease = candidates.randomElement(using: &random) else { return }
        if own.contains(lease), let id = core.leased[lease]?.id { end(id) }
        try say(worker, .done, #"{"lease":[\#(lease)]}"#)
    }

    private mutating func giveUp(_ worker: String) throws {
        guard let lease = leases(of: worker).randomElement(using: &random) else { return }
        let command: Command = [.retry, .reject, .drop].randomElement(using: &random) ?? .retry
        try say(worker, command, #"{"lease":\#(lease),"reason":"r","counted":\#(random.chance(50))}"#)
    }

    private mutating func confirmExit() {
        guard let index = tokens.indices.randomElement(using: &random) else { return }
        let (token, id) = tokens.remove(at: index)
        end(id)
        core.exitConfirmed(token)
        core.exitConfirmed(token)
    }

    private mutating func end(_ id: String) {
        custody.remove(id)
        ended += 1
    }

    mutating func pass(_ time: Duration) {
        now = now + time
        core.tick(now: now)
    }

    mutating func flush() {
        core.flush(now: now)
        for message in core.outgoing where message.command == .ok {
            for number in (try? Header(Frame(message.header)).numbers("n")) ?? [] {
                if let id = asked.removeValue(forKey: number) { custody.insert(id) }
            }
        }
        core.outgoing = []
        tokens += core.leaving.map { ($0.token, $0.id) }
        core.leaving = []
    }

    /// What must always be true.
    func check() {
        let places = [
            core.waiting.map(\.id), core.alone.map(\.id), core.putOff.map(\.job.id), core.leased.values.map(\.id),
            core.exits.values.map(\.id),
        ].flatMap { $0 }
        #expect(places.count == Set(places).count, "a job is in two places")
        #expect(Set(places) == custody, "custody: confirmed and not ended = held")
        #expect(core.held == custody)
        let jobs = Array(core.waiting) + core.alone + core.putOff.map(\.job) + core.leased.values + core.exits.values
        #expect(core.bytes == jobs.reduce(0) { $0 + $1.bytes })
        #expect(jobs.allSatisfy { $0.attempt <= core.configuration.attempts || $0.isExiting })
        #expect(core.depth <= core.configuration.length)
        for peer in core.roster.peers {
            let worker = core.roster[peer]
            let holds = Set(core.leased.filter { $0.value.holder == peer }.keys)
            #expect(worker?.leases == holds, "the roster and the leases agree")
            #expect(holds.count <= worker?.credit ?? 0, "no more than the credit")
        }
        for (lease, job) in core.leased {
            #expect(job.lease == lease)
            #expect(job.holder.flatMap { core.roster[$0] } != nil, "whoever holds a job is known")
        }
    }

    /// A good worker comes, and all exits are recorded: nothing may stay behind.
    mutating func drain() throws {
        for name in 0..<5 { try say("w\(name)", .bye, "{}") }
        try say("good", .ready, #"{"credit":3}"#)
        for _ in 0..<2000 where !custody.isEmpty {
            flush()
            for lease in leases(of: "good") {
                if let id = core.leased[lease]?.id { end(id) }
                try say("good", .done, #"{"lease":\#(lease)}"#)
            }
            while !tokens.isEmpty { confirmExit() }
            try say("good", .alive, "{}")
            pass(.milliseconds(500))
        }
        flush()
    }
}

@Suite(.timeLimit(.minutes(5)))
struct QueueModelTests {
    @Test(arguments: 0..<40)
    func `whatever peers do, a confirmed article is in one place until it ends`(seed: Int) throws {
        var model = QueueModel(seed: UInt64(seed), isExit: seed % 4 == 3)
        for _ in 0..<1500 {
            try model.step()
            model.check()
        }
        #expect(model.ended > 100)
        try model.drain()
        model.check()
        #expect(model.custody.isEmpty)
        #expect(model.core.bytes == 0)
    }

    @Test(arguments: 0..<20)
    func `a header of any shape breaks no rule`(seed: Int) throws {
        var model = QueueModel(seed: UInt64(seed), isExit: false)
        var random = SeededGenerator(seed: UInt64(1000 + seed))
        for _ in 0..<1000 {
            try model.step()
            let command = Command.allCases.filter { $0 != .done && $0 != .put }.randomElement(using: &random) ?? .alive
            let worker = "w\(Int.random(in: 0..<5, using: &random))"
            try model.say(worker, command, randomHeader(&random), [Frame("x")])
            model.flush()
            model.check()
        }
    }
}

/// An object with the protocol's members, each of any type.
private func randomHeader(_ random: inout SeededGenerator) -> String {
    let values = [
        "null", "true", "-1", "0", "1", "9007199254740993", "1e300", "0.5", #""""#, #""x""#, "[]", "{}",
        "[1,2]", #"["x",null,[3]]"#, #"{"n":1}"#, "-9223372036854775808",
    ]
    let names = ["n", "id", "kind", "credit", "worker", "stage", "lease", "reason", "counted"]
    let members = names.filter { _ in random.chance(50) }.map { name in
        "\"\(name)\":\(values.randomElement(using: &random) ?? "0")"
    }
    return "{\(members.joined(separator: ","))}"
}
