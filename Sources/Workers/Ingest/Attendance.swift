internal import Transport

/// Which of the processes that share a queue are there: each says so once a second.
struct Attendance {
    /// After so long a silence a process is taken for gone; it may be frozen, or cut off, and come back.
    static let patience = Duration.seconds(4)

    private var lastSeen: [String: Instant] = [:]
    private var lastLook: Instant?

    /// Takes note of who has shown up.
    ///
    /// - Parameters:
    ///   - present: The processes that have said that they are there since the last call.
    ///   - now: The time.
    /// - Returns: Those that have been silent for too long, once each, sorted.
    mutating func missing(after present: [String], now: Instant) -> [String] {
        // Whoever was asleep itself heard nobody.
        if let lastLook, now - lastLook > .seconds(1) { for process in lastSeen.keys { lastSeen[process] = now } }
        lastLook = now
        for process in present { lastSeen[process] = now }
        let gone = lastSeen.filter { now - $0.value > Self.patience }.keys.sorted()
        for process in gone { lastSeen[process] = nil }
        return gone
    }
}
