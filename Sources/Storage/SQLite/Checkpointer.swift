internal import GRDB
internal import Synchronization

/// Copies the write-ahead log into the database file on a thread and connection of its own.
///
/// A commit that had to do this would keep its batch waiting for 200 ms. A passive checkpoint never blocks writers or
/// readers; the writer's own checkpoint stays as the bound for the log's size and finds little left to copy.
final class Checkpointer: Sendable {
    /// Bytes that are written between two checkpoints.
    static let interval = 8 << 20
    /// Pages of the log at which a commit takes a hand in it.
    static let lastResort = 16_384

    private let queue: DatabaseQueue
    private let written = Atomic<Int>(0)
    private let isRunning = Atomic<Bool>(false)

    init(_ queue: DatabaseQueue) { self.queue = queue }

    /// Notes that so many bytes were committed.
    func note(_ bytes: Int) {
        let sum = written.add(bytes, ordering: .relaxed).newValue
        guard sum >= Self.interval,
            isRunning.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged
        else { return }
        written.store(0, ordering: .relaxed)
        queue.asyncWriteWithoutTransaction { db in
            // What fails here is left to the next one, and in the end to a commit, which reports it.
            try? db.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")
            self.isRunning.store(false, ordering: .releasing)
        }
    }
}
