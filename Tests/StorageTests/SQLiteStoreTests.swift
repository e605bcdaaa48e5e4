import FoundationEssentials
import Glibc
import Messages
import Testing

@testable import Storage

@Suite(.timeLimit(.minutes(5)))
struct SQLiteStoreTests {
    private let fixture: StoreFixture
    private var store: any Store { fixture.store }

    private var path: String { "\(fixture.folder)/inner/store.sqlite" }

    init() throws { fixture = try StoreFixture(.sqlite) }

    @Test func `files are for their owner alone`() throws {
        _ = try store.store([Sample.item(Sample.article("a"))])
        for suffix in ["", "-wal", "-shm"] {
            var status = stat()
            #expect(unsafe stat(path + suffix, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600, "\(suffix)")
        }
    }

    @Test func `what is no store is refused with a sentence`() throws {
        let text = "\(fixture.folder)/notes.txt"
        try "plain text, long enough to be looked at as a database header, which it is not at all".write(
            toFile: text,
            atomically: true,
            encoding: .utf8
        )
        for path in [text, "\(fixture.folder)/missing.sqlite"] {
            do throws(StoreError) {
                _ = try SQLiteStore(reading: path)
                Issue.record("opened \(path)")
            } catch {
                #expect(error.code == .notOurs)
                #expect(error.reason.contains(path))
            }
        }
    }

    @Test func `storing waits for the text index once too much is behind`() throws {
        let fixture = try StoreFixture(.sqlite, awaitingText: 5)
        for batch in 0..<4 {
            _ = try fixture.store.store(
                (0..<4).map { Sample.item(Sample.article("a\(batch)-\($0)"), key: UInt64(batch * 4 + $0 + 1)) }
            )
        }
        #expect(try fixture.store.counts().awaitingText <= 8)
        while try fixture.store.maintain() {}
        #expect(try fixture.store.counts().awaitingText == 0)
    }
}
