internal import Logging
internal import Storage
internal import Transport

/// A time during which the store can't be read; it is told of once, not at every attempt.
struct StoreOutage {
    /// Between two attempts to read it.
    private static let pause = Duration.milliseconds(500)

    private let logger: Logger
    private var until: Instant?

    init(_ logger: Logger) { self.logger = logger }

    /// Whether the store was away at the last attempt.
    var isOn: Bool { until != nil }

    /// Whether it is time to try again, or nothing is wrong.
    func isOver(at now: Instant) -> Bool { until.map { $0 <= now } ?? true }

    mutating func begin(_ error: StoreError, at now: Instant) {
        if until == nil {
            logger.error("the store can't be read; the feed waits for it", metadata: ["reason": "\(error)"])
        }
        until = now + Self.pause
    }

    mutating func end() {
        if until != nil { logger.notice("the store is back") }
        until = nil
    }
}
