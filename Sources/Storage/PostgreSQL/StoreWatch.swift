internal import CPostgreSQL
internal import Glibc
internal import Synchronization

/// Hears from a PostgreSQL server that the feed has grown; it has a connection of its own.
///
/// A notification may be missed while the server is away: whoever reads the feed looks once in a while by itself.
package final class StoreWatch: Sendable {
    private let url: String
    private let wakeup: Int32
    private let isStopping: Atomic<Bool> = Atomic(false)

    init(_ url: String) {
        self.url = url
        wakeup = interdict_pq_eventfd()
    }

    deinit { close(wakeup) }

    /// Ends ``run(_:)``; may be called from any thread.
    package func stop() {
        isStopping.store(true, ordering: .relaxed)
        interdict_pq_eventfd_signal(wakeup)
    }

    /// Listens on the calling thread until ``stop()``; a server that is away is tried again with growing waits.
    ///
    /// - Parameter grown: Is called when the feed has grown, and once after each new connection.
    package func run(_ grown: () -> Void) {
        var backOff = BackOff()
        var generator = SystemRandomNumberGenerator()
        while !isStopping.load(ordering: .relaxed) {
            do {
                let connection = try Connection(url)
                try connection.execute("LISTEN \(FeedWriter.channel)")
                backOff.reset()
                grown()
                try listen(connection, grown)
            } catch {
                // The reason shows where the store itself is used; here only the waits matter.
                wait(nil, backOff.next(using: &generator))
            }
        }
    }

    private func listen(_ connection: Connection, _ grown: () -> Void) throws {
        while !isStopping.load(ordering: .relaxed) {
            wait(connection.descriptor, .seconds(30))
            if try connection.takeNotifications() { grown() }
        }
    }

    /// Waits until the descriptor is readable, ``stop()`` was called or the time is over.
    private func wait(_ descriptor: Int32?, _ time: Duration) {
        var descriptors = [
            pollfd(fd: wakeup, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        let milliseconds = Int32(time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000)
        _ = unsafe poll(&descriptors, 2, milliseconds)
    }
}
