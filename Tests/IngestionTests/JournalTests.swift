import Fuzzing
import Messages
import SimulatedDisk
import Testing

@testable import Ingestion

@Suite(.timeLimit(.minutes(5)))
struct JournalTests {
    private static let time = Timestamp(milliseconds: 1_718_884_800_000)
    private let options = Journal.Options(segmentBytes: 2000, remembered: 30)

    private func article(_ number: Int, size: Int = 100) -> Journal.Acceptance {
        Journal.Acceptance(
            id: ArticleID(rawValue: "a-\(number)"),
            contentHash: ContentHash(title: "\(number)", body: ""),
            acceptedAt: Self.time,
            frame: Array("{\"n\":\(number),\"x\":\"\(String(repeating: "é", count: size / 2))\"}".utf8)
        )
    }

    private func end(_ key: UInt64, _ number: Int, _ outcome: JournalOutcome = .stored) -> JournalSettlement {
        JournalSettlement(
            key: key,
            id: ArticleID(rawValue: "a-\(number)"),
            outcome: outcome,
            stage: "store",
            reason: "",
            settledAt: Self.time
        )
    }

    @Test func `accepted articles are there after a restart until they end`() throws {
        let disk = SimulatedDisk()
        let journal = try Journal(at: "/j", options: options, files: disk)
        #expect(try journal.append(accepted: [article(1), article(2), article(3)]) == 1..<4)
        try journal.append(accepted: [], settled: [end(2, 2, .quarantined)])

        let again = try Journal(at: "/j", options: options, files: disk.afterKill())
        #expect(again.openKeys == [1, 3])
        #expect(again.damage.isEmpty)
        #expect(again.counts.accepted == 3)
        #expect(again.counts.quarantined == 1)
        #expect(again.counts.inFlight == 2)
        let read = try again.read(3)
        #expect(read.id.rawValue == "a-3")
        #expect(read.frame == article(3).frame)
        #expect(read.contentHash == article(3).contentHash)
        #expect(read.acceptedAt == Self.time)
        #expect(try again.append(accepted: [article(4)]) == 4..<5)
    }

    @Test func `a settlement counts once, and only with the id that was accepted`() throws {
        let journal = try Journal(at: "/j", options: options, files: SimulatedDisk())
        try journal.append(accepted: [article(1)])
        try journal.append(accepted: [], settled: [end(1, 99), end(7, 7)])
        #expect(journal.openKeys == [1])
        try journal.append(accepted: [], settled: [end(1, 1, .filtered), end(1, 1, .stored)])
        try journal.append(accepted: [], settled: [end(1, 1, .stored)])
        #expect(journal.counts.filtered == 1)
        #expect(journal.counts.stored == 0)
        #expect(journal.counts.inFlight == 0)
    }

    @Test func `segments go once all of their articles have ended, and counts and memory stay`() throws {
        let disk = SimulatedDisk()
        let journal = try Journal(at: "/j", options: options, files: disk)
        for number in 1...200 {
            let key = try journal.append(accepted: [article(number)]).lowerBound
            if number != 5 { try journal.append(accepted: [], settled: [end(key, number)]) }
        }
        #expect(disk.paths.count { $0.contains("segment-") } <= 2)
        let restarted = try Journal(at: "/j", options: options, files: disk.afterKill())
        for journal in [journal, restarted] {
            #expect(journal.openKeys == [5])
            #expect(journal.counts.accepted == 200)
            #expect(journal.counts.stored == 199)
            #expect(try journal.read(5).frame == article(5).frame)
            var index = try DuplicateIndex(journal: journal)
            #expect(index.answer(article(200).id, article(200).contentHash) == .duplicate(key: 200))
            #expect(index.answer(article(190).id, article(1).contentHash) == .conflict(key: 190))
            #expect(index.answer(article(201).id, article(201).contentHash) == .new)
        }
        try restarted.append(accepted: [], settled: [end(5, 5)])
        for number in 201...260 {
            let key = try restarted.append(accepted: [article(number)]).lowerBound
            #expect(key == UInt64(number))
            try restarted.append(accepted: [], settled: [end(key, number)])
        }
        #expect(restarted.counts.stored == 260)
        #expect(restarted.openKeys.isEmpty)
    }

    @Test func `a second opener is refused`() {
        let disk = SimulatedDisk()
        disk.isLockedElsewhere = true
        expect(.locked) { _ = try Journal(at: "/j", files: disk) }
    }

    @Test func `limits refuse articles and still take settlements`() throws {
        let disk = SimulatedDisk()
        let small = Journal.Options(segmentBytes: 2000, maximumBytes: 1000, minimumFreeShare: 0.1)
        let journal = try Journal(at: "/j", options: small, files: disk)
        try journal.append(accepted: [article(1, size: 500)])
        expect(.full) { try journal.append(accepted: [article(2, size: 500)]) }
        try journal.append(accepted: [], settled: [end(1, 1)])
        #expect(journal.counts.stored == 1)
        disk.free = 0.05
        expect(.full) { try journal.append(accepted: [article(3, size: 10)]) }
        disk.free = 0.5
        disk.isFull = true
        expect(.full) { try journal.append(accepted: [article(3, size: 10)]) }
        disk.isFull = false
        #expect(try journal.append(accepted: [article(3, size: 10)]) == 2..<3)
        let again = try Journal(at: "/j", options: small, files: disk.afterKill())
        #expect(again.damage.isEmpty)
        #expect(again.openKeys == [2])
    }

    @Test func `after a failed sync nothing is accepted until the journal is opened anew`() throws {
        let disk = SimulatedDisk()
        let journal = try Journal(at: "/j", options: options, files: disk)
        try journal.append(accepted: [article(1)])
        disk.failsToSync = true
        expect(.failed) { try journal.append(accepted: [article(2)]) }
        disk.failsToSync = false
        expect(.failed) { try journal.append(accepted: [article(3)]) }
        let again = try Journal(at: "/j", options: options, files: disk.afterKill())
        #expect(again.openKeys == [1, 2])
    }

    @Test func `a file cut at any byte gives every whole record before the cut`() throws {
        let disk = SimulatedDisk()
        let journal = try Journal(at: "/j", files: disk)
        var sizes = [SegmentFile.headLength]
        for number in 1...5 {
            try journal.append(accepted: [article(number)])
            sizes.append(journal.bytes)
        }
        let path = "/j/" + SegmentFile.name(1)
        let whole = try #require(disk[path])
        for length in 0...whole.count {
            let cut = SimulatedDisk()
            cut[path] = Array(whole.prefix(length))
            let again = try Journal(at: "/j", files: cut)
            let survivors = max(0, sizes.count { $0 <= length } - 1)
            #expect(again.openKeys == Array(1..<UInt64(survivors + 1)), "cut at byte \(length)")
            #expect(again.damage.isEmpty, "cut at byte \(length)")
            #expect(try again.append(accepted: [article(9)]).lowerBound == UInt64(survivors + 1))
            let third = try Journal(at: "/j", files: cut.afterKill())
            #expect(try third.read(UInt64(survivors + 1)).id.rawValue == "a-9")
        }
    }

    @Test func `a flipped bit costs one record at most, and is told`() throws {
        let disk = SimulatedDisk()
        let journal = try Journal(at: "/j", files: disk)
        for number in 1...5 { try journal.append(accepted: [article(number, size: 40)]) }
        let path = "/j/" + SegmentFile.name(1)
        let whole = try #require(disk[path])
        for bit in stride(from: 0, to: whole.count * 8, by: 9) {
            let flipped = SimulatedDisk()
            var bytes = whole
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            flipped[path] = bytes
            let again = try Journal(at: "/j", files: flipped)
            #expect(again.openKeys.count >= 4, "bit \(bit)")
            #expect(again.counts.accepted == again.counts.inFlight + again.counts.damaged)
            for key in again.openKeys { #expect(try again.read(key).frame == article(Int(key), size: 40).frame) }
            if again.openKeys != [1, 2, 3, 4] { #expect(!again.damage.isEmpty || !again.cutOff.isEmpty, "bit \(bit)") }
        }
    }

    @Test(arguments: [1, 2, 3, 4])
    func `whatever was acknowledged survives a crash at any operation`(seed: UInt64) throws {
        for diesAt in 1...120 {
            var random = SplitMix(seed: seed &* 1000 &+ UInt64(diesAt))
            let disk = SimulatedDisk()
            disk.diesAt = diesAt
            var ledger = Ledger()
            run(on: disk, until: 300, &ledger, &random)
            let after = random.chance(0.5) ? disk.afterKill() : disk.afterPowerCut(&random)
            try ledger.check(after, options, "seed \(seed), died at \(diesAt)")
            after.diesAt = random.chance(0.5) ? after.operations + random.below(40) : .max
            run(on: after, until: 340, &ledger, &random)
            try ledger.check(after.afterPowerCut(&random), options, "seed \(seed), died again after \(diesAt)")
        }
    }

    /// Accepts and settles at random until the disk dies or `until` articles were tried.
    private func run(on disk: SimulatedDisk, until: Int, _ ledger: inout Ledger, _ random: inout SplitMix) {
        guard let journal = try? Journal(at: "/j", options: options, files: disk) else { return }
        while ledger.tried < until {
            let batch = (0..<random.below(5)).map { article(ledger.tried + $0 + 1, size: random.below(300)) }
            let ending = ledger.open.sorted { $0.key < $1.key }.filter { _ in random.chance(0.3) }
            let settled = ending.map { end($0.key, $0.value) }
            ledger.tried += max(1, batch.count)
            for settlement in settled { ledger.end(settlement.key) }
            guard let keys = try? journal.append(accepted: batch, settled: settled) else { return }
            for (key, article) in zip(keys, batch) { ledger.accept(key, Int(article.id.rawValue.dropFirst(2)) ?? 0) }
        }
    }

    private func expect(_ code: JournalError.Code, _ body: () throws -> Void) {
        do {
            try body()
            Issue.record("expected an error: \(code)")
        } catch {
            #expect((error as? JournalError)?.code == code, "\(error)")
        }
    }
}

/// What a client knows: the articles that were acknowledged, and those of them whose end was reported.
private struct Ledger {
    var tried = 0
    private(set) var open: [UInt64: Int] = [:]
    private var acknowledged: [UInt64: Int] = [:]

    mutating func accept(_ key: UInt64, _ number: Int) {
        open[key] = number
        acknowledged[key] = number
    }

    mutating func end(_ key: UInt64) { open[key] = nil }

    func check(_ disk: SimulatedDisk, _ options: Journal.Options, _ place: Comment) throws {
        let journal = try Journal(at: "/j", options: options, files: disk.afterKill())
        #expect(journal.damage.isEmpty, place)
        #expect(journal.counts.damaged == 0, place)
        for (key, number) in open {
            #expect(try journal.read(key).id.rawValue == "a-\(number)", place)
        }
        #expect(Set(journal.openKeys).isSuperset(of: open.keys), place)
        #expect(journal.counts.accepted >= acknowledged.count, place)
        #expect(journal.counts.inFlight == journal.openKeys.count, place)
    }
}
