import FoundationEssentials
import Messages
import Testing

@testable import Ingestion

@Suite(.timeLimit(.minutes(5)))
struct JournalInspectionTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID())").path

    private func article(_ number: Int) -> Journal.Acceptance {
        Journal.Acceptance(
            id: ArticleID(rawValue: "a-\(number)"),
            contentHash: ContentHash(title: "\(number)", body: ""),
            acceptedAt: Timestamp(milliseconds: 0),
            frame: Array("{\"n\":\(number)}".utf8)
        )
    }

    @Test func `an open journal is looked at without a change`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let journal = try Journal(at: folder, options: .init(minimumFreeShare: 0))
        try journal.append(accepted: [article(1), article(2)])
        let end = JournalSettlement(
            key: 2,
            id: ArticleID(rawValue: "a-2"),
            outcome: .filtered,
            stage: "store",
            reason: "old",
            settledAt: Timestamp(milliseconds: 0)
        )
        try journal.append(accepted: [], settled: [end])
        let path = "\(folder)/\(SegmentFile.name(1))"
        let whole = try Data(contentsOf: URL(filePath: path))
        try (whole + Data([0xFF, 1, 2])).write(to: URL(filePath: path))

        let inspection = JournalInspection(of: folder)
        let report = try inspection.report()
        #expect(report.counts == journal.counts)
        #expect(report.openArticles == 1)
        #expect(report.segments == 1)
        #expect(report.damage.isEmpty)
        #expect(report.cutOff.count == 1)
        var entries: [String] = []
        try inspection.forEachEntry { entry in
            switch entry {
            case .accepted(let article, _, _): entries.append("accepted \(article.id)")
            case .settled(let settlement, _, _): entries.append("\(settlement.outcome) \(settlement.id)")
            case .unreadable(_, let bytes): entries.append("\(bytes.count) bytes")
            }
        }
        #expect(entries == ["accepted a-1", "accepted a-2", "filtered a-2", "3 bytes"])
        #expect(try Data(contentsOf: URL(filePath: path)).count == whole.count + 3)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["lock", SegmentFile.name(1)])
    }

    @Test func `damage in an old record is told`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            let journal = try Journal(at: folder, options: .init(minimumFreeShare: 0))
            for number in 1...3 { try journal.append(accepted: [article(number)]) }
        }
        let path = URL(filePath: "\(folder)/\(SegmentFile.name(1))")
        var bytes = try Data(contentsOf: path)
        bytes[SegmentFile.headLength + 40] ^= 1
        try bytes.write(to: path)
        let report = try JournalInspection(of: folder).report()
        #expect(report.damage.count == 1)
        #expect(report.counts.damaged == 1)
        #expect(report.counts.inFlight == 2)
    }
}
