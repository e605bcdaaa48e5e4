import Messages
import Testing
import ZeroMQ

@testable import Transport

/// A queue with a clock of its own, and short words for what peers say to it.
private final class Bench {
    let core: QueueCore
    var now = Instant(nanoseconds: 1_000_000_000)
    private var sent = 0

    init(length: Int = 100, attempts: Int = 3, isExit: Bool = false) {
        let configuration = QueueConfiguration(
            name: "articles",
            endpoint: "inproc://x",
            length: length,
            lease: .seconds(10),
            attempts: attempts
        )
        core = QueueCore(configuration, epoch: "e", isExit: isExit)
    }

    func say(_ name: String, _ command: Command, _ header: String = "{}", _ payload: [String] = []) throws {
        let header = try Header(Frame(header))
        #expect(core.receive(from: Peer(Frame(name)), command, header, payload.map { Frame($0) }, now: now))
    }

    func put(_ id: String, from producer: String = "p") throws {
        sent += 1
        try say(producer, .put, #"{"n":\#(sent),"id":"\#(id)"}"#, [#"{"id":"\#(id)","key":\#(sent)}"#, "article"])
    }

    func ready(_ name: String, credit: Int = 8) throws {
        try say(name, .ready, #"{"credit":\#(credit),"worker":"\#(name)","stage":"extract"}"#)
    }

    /// What the queue sends now, as `peer COMMAND header`.
    func flush() -> [String] {
        core.flush(now: now)
        defer { core.outgoing = [] }
        return core.outgoing.map { message in
            let peer = String(decoding: message.peer.routingID, as: UTF8.self)
            return "\(peer) \(message.command.rawValue) \(String(decoding: message.header, as: UTF8.self))"
        }
    }

    /// Jobs handed out now: worker, id, attempt and lease.
    func jobs() throws -> [(worker: String, id: String, attempt: Int, lease: Int)] {
        core.flush(now: now)
        defer { core.outgoing = [] }
        return try core.outgoing.filter { $0.command == .job }.map { message in
            let header = try Header(Frame(message.header))
            return (
                String(decoding: message.peer.routingID, as: UTF8.self), header["id"]?.string ?? "",
                header["attempt"]?.integer ?? 0, header["lease"]?.integer ?? 0
            )
        }
    }

    func done(_ worker: String, _ lease: Int) throws { try say(worker, .done, #"{"lease":[\#(lease)]}"#) }
}

@Suite(.timeLimit(.minutes(5)))
struct QueueCoreTests {
    @Test func `a producer is told in one message of all that was taken`() throws {
        let bench = Bench()
        try bench.put("a")
        try bench.put("b")
        #expect(bench.flush() == [#"p OK {"n":[1,2]}"#])
    }

    @Test func `an article that is here already is confirmed but not taken twice`() throws {
        let bench = Bench()
        try bench.put("a")
        try bench.put("a")
        #expect(bench.flush() == [#"p OK {"n":[1,2]}"#])
        #expect(bench.core.depth == 1)
    }

    @Test func `a full queue says BUSY, and ROOM once a quarter is free`() throws {
        let bench = Bench(length: 4)
        for id in ["a", "b", "c", "d", "e"] { try bench.put(id) }
        #expect(bench.flush() == [#"p OK {"n":[1,2,3,4]}"#, #"p BUSY {"n":[5]}"#])
        try bench.ready("w")
        let jobs = try bench.jobs()
        try bench.done("w", jobs[0].lease)
        #expect(bench.flush() == ["p ROOM {}"])
    }

    @Test func `credit bounds what a worker holds, and workers take turns`() throws {
        let bench = Bench()
        for id in ["a", "b", "c", "d", "e"] { try bench.put(id) }
        try bench.ready("w1", credit: 2)
        try bench.ready("w2", credit: 2)
        #expect(try bench.jobs().map(\.worker) == ["w1", "w2", "w1", "w2"])
        #expect(bench.core.waiting.count == 1)
    }

    @Test func `a job stays in custody until its worker says DONE`() throws {
        let bench = Bench()
        try bench.put("a")
        try bench.ready("w")
        let job = try #require(try bench.jobs().first)
        #expect(bench.core.depth == 1)
        try bench.done("w", job.lease)
        #expect(bench.core.depth == 0)
        #expect(bench.core.bytes == 0)
    }

    @Test func `the jobs of a lost worker go to another at once, with the attempt counted`() throws {
        let bench = Bench()
        try bench.put("a")
        try bench.ready("w1")
        _ = try bench.jobs()
        try bench.ready("w2")
        bench.core.lost(Peer(Frame("w1")), because: "gone", now: bench.now)
        let jobs = try bench.jobs()
        #expect(jobs.map(\.worker) == ["w2"])
        #expect(jobs.map(\.attempt) == [2])
    }

    @Test func `a silent worker is given up after the heartbeat, one that says ALIVE is not`() throws {
        let bench = Bench()
        try bench.put("a")
        try bench.ready("w1")
        _ = try bench.jobs()
        try bench.ready("w2")
        for _ in 0..<8 {
            bench.now = bench.now + .milliseconds(400)
            try bench.say("w2", .alive)
            bench.core.tick(now: bench.now)
        }
        #expect(try bench.jobs().map(\.worker) == ["w2"])
        #expect(bench.core.roster.count == 1)
    }

    @Test func `a queue that was asleep itself blames nobody`() throws {
        let bench = Bench()
        try bench.ready("w1")
        bench.core.tick(now: bench.now)
        bench.now = bench.now + .seconds(60)
        bench.core.tick(now: bench.now)
        #expect(bench.core.roster.count == 1)
    }

    @Test func `a lease that runs out is taken back, and the late DONE changes nothing`() throws {
        let bench = Bench()
        try bench.put("a")
        try bench.ready("w1")
        let job = try #require(try bench.jobs().first)
        for _ in 0..<30 {
            bench.now = bench.now + .milliseconds(500)
            try bench.say("w1", .alive, #"{"lease":[]}"#)
            bench.core.tick(now: bench.now)
        }
        try bench.done("w1", job.lease)
        #expect(bench.core.depth == 1)
        #expect(bench.core.counters.late == 1)
    }

    @Test func `ALIVE with the lease keeps it`() throws {
        let bench = Bench()
        try bench.put("a")
        try bench.ready("w1")
        let job = try #require(try bench.jobs().first)
        for _ in 0..<30 {
            bench.now = bench.now + .milliseconds(500)
            try bench.say("w1", .alive, #"{"lease":[\#(job.lease)]}"#)
            bench.core.tick(now: bench.now)
        }
        try bench.done("w1", job.lease)
        #expect(bench.core.depth == 0)
    }

    @Test func `BYE hands every lease back unworked, without counting an attempt`() throws {
        let bench = Bench()
        try bench.put("a")
        try bench.put("b")
        try bench.ready("w1")
        _ = try bench.jobs()
        try bench.say("w1", .bye)
        try bench.ready("w2")
        let jobs = try bench.jobs()
        #expect(jobs.map(\.id) == ["a", "b"])
        #expect(jobs.map(\.attempt) == [1, 1])
    }

    @Test func `after the last attempt a job leaves with every error, and stays in custody until the exit has it`()
        throws
    {
        let bench = Bench(attempts: 2)
        try bench.put("a")
        try bench.ready("w")
        for _ in 0..<2 {
            let job = try #require(try bench.jobs().first)
            try bench.say("w", .retry, #"{"lease":\#(job.lease),"reason":"bad luck"}"#)
            bench.now = bench.now + .seconds(1)
            try bench.say("w", .alive)
            bench.core.tick(now: bench.now)
        }
        let leaving = try #require(bench.core.leaving.first)
        let envelope = try Envelope(json: JSONParser.parse(leaving.frames[0].bytes))
        #expect(envelope.exit?.kind == .quarantined)
        #expect(envelope.exit?.errors == ["w: bad luck", "w: bad luck"])
        #expect(envelope.exit?.attempts == 2)
        #expect(envelope.exit?.stage == "extract")
        #expect(bench.core.depth == 1)
        bench.core.exitConfirmed(leaving.token)
        #expect(bench.core.depth == 0)
    }

    @Test func `a retry that doesn't count never ends in quarantine`() throws {
        let bench = Bench(attempts: 2)
        try bench.put("a")
        try bench.ready("w")
        for _ in 0..<10 {
            let job = try #require(try bench.jobs().first)
            try bench.say("w", .retry, #"{"lease":\#(job.lease),"reason":"store is down","counted":false}"#)
            for _ in 0..<20 {
                bench.now = bench.now + .milliseconds(900)
                try bench.say("w", .alive)
                bench.core.tick(now: bench.now)
            }
        }
        #expect(bench.core.leaving.isEmpty)
        #expect(bench.core.depth == 1)
    }

    @Test func `a poisonous job runs alone at last, so that its neighbours survive`() throws {
        let bench = Bench(attempts: 5)
        for id in ["good1", "poison", "good2"] { try bench.put(id) }
        var finished: Set<String> = []
        for round in 0..<12 {
            let worker = "w\(round)"
            try bench.ready(worker)
            var isAlive = true
            while isAlive {
                let jobs = try bench.jobs()
                if jobs.isEmpty { break }
                if jobs.contains(where: { $0.id == "poison" }) {
                    bench.core.lost(Peer(Frame(worker)), because: "crashed", now: bench.now)
                    isAlive = false
                } else {
                    for job in jobs {
                        try bench.done(worker, job.lease)
                        finished.insert(job.id)
                    }
                }
            }
            if isAlive { try bench.say(worker, .bye) }
        }
        #expect(finished == ["good1", "good2"])
        #expect(bench.core.leaving.map(\.id) == ["poison"])
    }

    @Test func `a worker that the queue doesn't know is asked who it is`() throws {
        let bench = Bench()
        try bench.say("stranger", .alive)
        #expect(bench.flush().first?.hasPrefix("stranger WHO ") == true)
    }

    @Test(arguments: ["{}", #"{"n":1}"#, #"{"n":"x","id":3}"#])
    func `a PUT without number or id is answered with an error`(header: String) throws {
        let bench = Bench()
        try bench.say("p", .put, header, ["e", "a"])
        #expect(bench.flush().first?.hasPrefix("p ERROR ") == true)
        #expect(bench.core.depth == 0)
    }
}
