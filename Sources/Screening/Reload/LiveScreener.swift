import Synchronization

/// The screener of a running worker, replaced as a whole when the lists on disk change.
///
/// Whoever took ``current`` keeps it for the article in hand; nobody ever sees half of a reload.
package final class LiveScreener: Sendable {
    private let screener: Mutex<Screener>

    package init(_ screener: Screener) {
        self.screener = Mutex(screener)
    }

    package var current: Screener { screener.withLock { $0 } }

    /// Puts newer lists in place of the old ones.
    package func replace(with newer: Screener) {
        screener.withLock { $0 = newer }
    }
}
