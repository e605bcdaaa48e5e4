import Chaos
import Foundation
import Fuzzing
import Ingestion
import Logging
import Messages
import SimulatedDisk
import Storage
import Testing
import Transport
import ZeroMQ

/// The oracle is worth something only if it says so when a promise is broken: each of these breaks one on purpose, and
/// does the same once more without the fault.
@Suite(.timeLimit(.minutes(5)))
struct OracleTests {
    // MARK: a worker that says DONE too early

    @Test(arguments: [true, false])
    func `a worker that says DONE before the next queue's OK loses articles when it dies`(isEager: Bool) async throws {
        let line = try Line()
        let victim = SocketThread(named: "victim") { try Self.work(line, isEager: isEager, dyingAt: 60) }
        try await line.produce()
        try await victim.join()
        let logger = Logger(label: "honest") { _ in SwiftLogNoOpLogHandler() }
        let honest = try StageWorker(
            .init(stage: "s", worker: "honest", input: line.endpoint("articles"), output: line.endpoint("verdicts")),
            logger: logger
        )
        let working = Task { try await honest.run(ready: {}) { PassOn() } }
        await line.stored(isEager ? Line.load.count - 60 : Line.load.count)
        honest.stop()
        try await working.value
        let (tally, violations) = try await line.judge()
        show("a worker that says DONE \(isEager ? "before" : "after") OK, killed", tally, violations)
        #expect(tally.promised == Line.load.count)
        #expect(tally.lost == (isEager ? 60 : 0))
        #expect(violations.map(\.kind) == (isEager ? [.lost] : []))
    }

    /// A worker by hand: takes jobs, says DONE or not, and is gone before it has passed anything on.
    private static func work(_ line: Line, isEager: Bool, dyingAt limit: Int) throws {
        let socket = try Socket(.dealer, in: Context(), [.linger(2000)])
        try socket.connect(line.endpoint("articles"))
        try socket.send([Frame("READY"), Frame(#"{"credit":\#(limit),"worker":"victim"}"#)])
        var poller = Poller()
        _ = poller.add(socket)
        var taken = 0
        while taken < limit {
            try poller.wait(milliseconds: 1000)
            while taken < limit, let frames = try socket.receive() {
                guard frames[0].text == "JOB" else { continue }
                taken += 1
                let lease = try JSONParser.parse(frames[1].bytes)["lease"]?.integer ?? 0
                if isEager { try socket.send([Frame("DONE"), Frame(#"{"lease":\#(lease)}"#)]) }
            }
        }
        // A queue answers in order: with this answer it has heard every DONE.
        try socket.send([Frame("STATUS"), Frame("{}")])
        while true {
            try poller.wait(milliseconds: 1000)
            while let frames = try socket.receive() {
                if frames[0].text == "STATUS" { return }
            }
        }
    }

    // MARK: a journal that isn't synced

    @Test(arguments: [true, false])
    func `a journal without fsync loses articles in a power cut`(isSynced: Bool) throws {
        let load = ChaosLoad(count: 300, size: 200, seed: 5)
        let ledger = Ledger(count: load.count)
        let disk = SimulatedDisk()
        let options = Journal.Options(segmentBytes: 20_000)
        let journal = try Journal(at: "/j", options: options, files: disk)
        // Only now, or there would not even be a file.
        disk.ignoresSync = !isSynced
        for number in 0..<load.count {
            try journal.append(accepted: [acceptance(number, load)])
            ledger.note(Receipt(number: nil, status: .accepted), of: number)
        }
        var random = SplitMix(seed: 9)
        let after = try Journal(at: "/j", options: options, files: disk.afterPowerCut(&random))
        let store = try emptyStore()
        _ = try store.store(after.openKeys.map { key in item(try after.read(key)) })
        let (tally, violations) = Oracle(load, ledger, try StoreFacts(store, load)).judge()
        show("a journal \(isSynced ? "with" : "without") fsync, power cut", tally, violations)
        #expect(tally.promised == load.count)
        #expect((tally.lost > 0) == !isSynced)
        #expect(violations.map(\.kind) == (isSynced ? [] : [.lost]))
    }

    private func acceptance(_ number: Int, _ load: ChaosLoad) -> Journal.Acceptance {
        let article = Article(id: load.id(number), title: load.title(number), body: load.body(number))
        return Journal.Acceptance(
            id: article.id,
            contentHash: ContentHash(title: article.title, body: article.body),
            acceptedAt: .now,
            frame: article.json
        )
    }

    private func item(_ article: JournalledArticle) -> StoreItem {
        let envelope = Envelope(id: article.id, key: article.key, accepted: 1, traceparent: "")
        return Self.item(article.id, article.key, article.frame, rules: "none", envelope)
    }

    private static func item(
        _ id: ArticleID,
        _ key: UInt64,
        _ frame: [UInt8],
        rules: String,
        _ envelope: Envelope
    ) -> StoreItem {
        StoreItem(
            key: key,
            id: id,
            article: frame,
            extraction: Extraction(model: "none").json,
            verdict: Verdict(rules: rules, relevance: .none).json,
            envelope: envelope.json
        )
    }

    // MARK: a store that doesn't know what it has

    @Test(arguments: [true, false])
    func `a store without idempotence has articles twice after a replay`(isIdempotent: Bool) throws {
        let load = ChaosLoad(count: 100, size: 200, seed: 6)
        let ledger = Ledger(count: load.count)
        let store = try emptyStore()
        for delivery in 0..<2 {
            // To the store another version is another document: this is what it would be without its check.
            let rules = isIdempotent ? "none" : "delivery \(delivery)"
            let numbers = delivery == 0 ? 0..<100 : 40..<70
            _ = try store.store(
                numbers.map { number in
                    let article = Article(id: load.id(number), title: load.title(number), body: load.body(number))
                    let envelope = Envelope(id: article.id, key: UInt64(number + 1), accepted: 1, traceparent: "")
                    return Self.item(article.id, envelope.key, article.json, rules: rules, envelope)
                }
            )
        }
        for number in 0..<load.count { ledger.note(Receipt(number: nil, status: .accepted), of: number) }
        let (tally, violations) = Oracle(load, ledger, try StoreFacts(store, load)).judge()
        show("a store \(isIdempotent ? "with" : "without") idempotence, 30 articles delivered again", tally, violations)
        #expect(tally.twice == (isIdempotent ? 0 : 30))
        #expect(violations.map(\.kind) == (isIdempotent ? [] : [.twice]))
    }

    // MARK: what else an end may lack

    @Test func `gaps, strangers, changed texts and wrong subscribers are told`() throws {
        let load = ChaosLoad(count: 10, size: 200, seed: 7)
        let ledger = Ledger(count: load.count)
        let store = try emptyStore()
        _ = try store.store(
            [0, 1, 2, 3].map { number in
                let id = number == 3 ? ArticleID(rawValue: "of-somebody-else") : load.id(number)
                let body = number == 2 ? "Another text." : load.body(number)
                let article = Article(id: id, title: load.title(number), body: body)
                let envelope = Envelope(id: id, key: UInt64(number + 1), accepted: 1, traceparent: "")
                return Self.item(id, envelope.key, article.json, rules: "none", envelope)
            }
        )
        var subscriber = SubscriberRecord(name: "all", topic: "")
        for seq in [1, 3, 3, 9] { subscriber.note(seq, of: seq == 1 ? 5 : seq - 1) }
        var account = Oracle.Account()
        (account.accepted, account.stored, account.inFlight) = (5, 3, 1)
        let facts = try StoreFacts(store, load)
        let violations = Oracle(load, ledger, facts, account: account, subscribers: [subscriber]).judge().violations
        let kinds = Set(violations.map(\.kind))
        #expect(kinds == [.stranger, .damaged, .subscriber, .audit])
        let words = violations.filter { $0.kind == .subscriber }.map(\.sentence).joined(separator: "; ")
        for sentence in ["2 documents never came", "should not have come", "came twice", "with another article"] {
            #expect(words.contains(sentence), "\(words)")
        }
    }

    private func emptyStore() throws -> SQLiteStore {
        let path = FileManager.default.temporaryDirectory.appending(path: "oracle-\(UUID().uuidString)/store.sqlite")
            .path
        return try SQLiteStore(at: path) { .now }
    }

    private func show(_ what: String, _ tally: Oracle.Tally, _ violations: [Oracle.Violation]) {
        let found =
            violations.isEmpty ? "every invariant held" : violations.map { "BROKEN: \($0)" }.joined(separator: "; ")
        print("oracle on \(what): \(tally.promised) promised, \(tally.stored) stored; \(found)")
    }
}

private struct PassOn: StageHandler {
    mutating func handle(_ batch: [Work]) -> [Outcome] { batch.map { .done($0.frames) } }
}
