import FoundationEssentials
import Glibc
import Messages
import Testing

@testable import Ingestion

@Suite(.timeLimit(.minutes(5)))
struct SystemFilesTests {
    @Test func `a journal on the machine's disk is private, locked and read again`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID())/inner").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let frame = Array("{}".utf8)
        do {
            let journal = try Journal(at: folder, options: .init(minimumFreeShare: 0))
            try journal.append(
                accepted: [
                    .init(
                        id: ArticleID(rawValue: "x"),
                        contentHash: ContentHash(title: "", body: ""),
                        acceptedAt: Timestamp(milliseconds: 0),
                        frame: frame
                    )
                ]
            )
            #expect(throws: JournalError.self) { _ = try Journal(at: folder) }
        }
        let journal = try Journal(at: folder, options: .init(minimumFreeShare: 0))
        #expect(try journal.read(1).frame == frame)
        #expect(throws: JournalError.self) { try journal.read(2) }
        #expect(mode(folder) == 0o700)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            #expect(mode("\(folder)/\(name)") == 0o600, "\(name)")
        }
    }

    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return status.st_mode & 0o777
    }

    @Test func `a folder that can't be made is named in the error`() {
        do throws(JournalError) {
            _ = try Journal(at: "/proc/nowhere/journal")
            Issue.record("opened")
        } catch {
            #expect(error.code == .io)
            #expect(error.reason.contains("/proc/nowhere"))
        }
    }

    @Test(arguments: [
        ("", UInt32(0)), ("123456789", 0xE306_9283), ("The quick brown fox jumps over the lazy dog", 0x2262_0404),
    ])
    func `check sums are CRC-32C`(text: String, sum: UInt32) {
        #expect(CRC32C.checksum(Array(text.utf8)[...]) == sum)
    }
}
