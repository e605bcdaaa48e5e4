import Foundation
import Messages
import Synchronization
import Testing

@testable import Storage

@Suite(.timeLimit(.minutes(5)))
struct ServerTests {
    @Test(.enabled(if: TestServer.url != nil, TestServer.missing))
    func `the tests run on PostgreSQL too`() throws {
        let url = try #require(TestServer.url)
        #expect(try Connection(url).query("SELECT current_setting('listen_addresses')").text(0, 0) == "")
        #expect(StoreKind.tested == StoreKind.allCases)
    }
}

@Suite(.enabled(if: TestServer.url != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct PostgreSQLStoreTests {
    /// Runs bodies side by side on threads of their own, for calls to a store block.
    private func sideBySide(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) async throws {
        try await withThrowingTaskGroup { group in
            for number in 0..<count {
                group.addTask {
                    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
                        Thread.detachNewThread {
                            done.resume(with: Result { try body(number) })
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `several writers make one feed without a gap, and readers see it grow in order`() async throws {
        let fixture = try StoreFixture(.postgreSQL)
        let address = fixture.address
        _ = try fixture.store.head()
        let (writers, batches, size) = (4, 12, 8)
        async let reading: [Int] = Self.follow(address, until: writers * batches * size)
        try await sideBySide(writers) { writer in
            let store = try address.open { Timestamp(milliseconds: 0) }
            for batch in 0..<batches {
                let results = try store.store(
                    (0..<size).map { number in
                        let id = "w\(writer)-\(batch)-\(number)"
                        return Sample.item(
                            Sample.article(id),
                            key: UInt64(writer * 1000 + batch * 10 + number),
                            verdict: Sample.verdict([Sample.event(.imposed, [.energy], ["EU"], ["X\(batch)"])])
                        )
                    }
                )
                #expect(results.count == size)
            }
        }
        #expect(try await reading == Array(1...(writers * batches * size)))
        let counts = try fixture.store.counts()
        #expect(counts.articles == writers * batches * size)
        #expect(counts.events == writers * batches * size)
        for batch in 0..<batches {
            let topic = "event.imposed.X\(batch)."
            #expect(try fixture.store.documents(after: 0, topicPrefix: topic, limit: 100).count == writers * size)
        }
    }

    /// Reads the feed as it grows; a place that appeared behind a later one would be missed.
    private static func follow(_ address: StoreAddress, until last: Int) async throws -> [Int] {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<[Int], any Error>) in
            Thread.detachNewThread {
                done.resume(
                    with: Result {
                        let store = try address.openForReading()
                        var seen: [Int] = []
                        while seen.last ?? 0 < last {
                            seen += try store.documents(after: seen.last ?? 0, topicPrefix: "", limit: 64).map(\.seq)
                        }
                        return seen
                    }
                )
            }
        }
    }

    @Test func `the same articles from several writers at once are stored once`() async throws {
        let fixture = try StoreFixture(.postgreSQL)
        let address = fixture.address
        let stored = Mutex<[String]>([])
        try await sideBySide(4) { writer in
            let store = try address.open { Timestamp(milliseconds: 0) }
            for batch in 0..<6 {
                // Two writers have the same articles, two others' have other ids and the same text.
                let items = (0..<10).map { number in
                    let id = writer < 2 ? "a\(batch)-\(number)" : "b\(writer)-\(batch)-\(number)"
                    return Sample.item(
                        Sample.article(id, body: "The text \(batch)-\(number)."),
                        key: UInt64(writer),
                        verdict: Sample.verdict([Sample.event(.imposed, [.energy], ["EU"], ["RU"])])
                    )
                }
                for (item, result) in zip(items, try store.store(items)) {
                    if case .stored = result { stored.withLock { $0.append("\(item.id)") } }
                }
            }
        }
        #expect(stored.withLock { $0.count } == 60)
        #expect(try fixture.store.documents(after: 0, topicPrefix: "", limit: 100).map(\.seq) == Array(1...60))
        let counts = try fixture.store.counts()
        #expect(counts.articles == 60)
        // What was written before the lock and not needed is gone again.
        #expect(counts.events == 60)
    }

    @Test func `a listener hears of what was stored`() async throws {
        let fixture = try StoreFixture(.postgreSQL)
        let watch = try #require(fixture.address.watch())
        let heard = AsyncStream<Void>.makeStream()
        Thread.detachNewThread { watch.run { heard.continuation.yield() } }
        var calls = heard.stream.makeAsyncIterator()
        await calls.next()
        _ = try fixture.store.store([Sample.item(Sample.article("a"))])
        await calls.next()
        watch.stop()
        #expect(try fixture.store.head() == 1)
    }

    @Test func `a connection that the server ended is made anew`() throws {
        let fixture = try StoreFixture(.postgreSQL)
        _ = try fixture.store.store([Sample.item(Sample.article("a"))])
        let url = try #require(TestServer.url)
        try Connection(url).query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE '%' || $1 || '%'",
            [.text("NOTIFY")]
        )
        #expect(try fixture.store.store([Sample.item(Sample.article("b"), key: 2)]) == [.stored(seq: 2)])
    }

    @Test func `what can't be kept as text is kept as bytes, and long names are found by their beginning`() throws {
        let fixture = try StoreFixture(.postgreSQL)
        let long = String(repeating: "Å", count: 5000)
        let name = Entity(id: EntityID(rawValue: "e1"), kind: .person, name: long, country: "RU", aliases: ["a\0b"])
        let words = (0..<40_000).map { "w\($0)" }.joined(separator: " ")
        let item = Sample.item(
            Sample.article("a", title: "Nul \0 in a title", body: "first \(words) \(long) last"),
            extraction: Sample.extraction([name])
        )
        #expect(try fixture.store.store([item]) == [.stored(seq: 1)])
        #expect(try fixture.store.document(of: item.id)?.article == item.article)
        #expect(try fixture.find { $0.entity = long } == ["a"])
        #expect(try fixture.find { $0.entity = "a\0b" } == ["a"])
        #expect(try fixture.find { $0.text = "first w39999" } == ["a"])
    }

    @Test func `a database without our tables, or with later ones, is refused`() throws {
        let fixture = try StoreFixture(.postgreSQL)
        func refusal() -> StoreError? {
            do throws(StoreError) {
                _ = try fixture.address.openForReading()
                return nil
            } catch {
                return error
            }
        }
        #expect(refusal()?.code == .notOurs)
        _ = try fixture.store.head()
        #expect(refusal() == nil)
        guard case .postgreSQL(let url) = fixture.address else { return }
        try Connection(url).execute("INSERT INTO interdict_migrations (name) VALUES ('99 things to come')")
        #expect(refusal()?.reason.contains("99 things to come") == true)
    }
}
