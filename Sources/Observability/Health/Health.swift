internal import Glibc
internal import Synchronization

/// What a process knows of its own state: which of its parts have what they need, and which of them still move.
package final class Health: Sendable {
    /// A part that reports: a connection, or a loop that must come round.
    package final class Part: Sendable {
        package let name: String
        private let ready = Atomic<Bool>(false)
        private let lastBeat = Atomic<Int>(0)

        init(_ name: String) { self.name = name }

        /// Whether the part has what it needs now.
        package var isReady: Bool {
            get { ready.load(ordering: .relaxed) }
            set { ready.store(newValue, ordering: .relaxed) }
        }

        /// Says that the part's loop has come round; from the first time on it has to do so again and again.
        package func beat() { lastBeat.store(Part.now, ordering: .relaxed) }

        /// Seconds since the last beat; 0 for a part without a loop.
        var silence: Int {
            let last = lastBeat.load(ordering: .relaxed)
            return last == 0 ? 0 : Part.now - last
        }

        private static var now: Int {
            var time = timespec()
            unsafe clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
            return time.tv_sec + 1
        }
    }

    /// How long a loop may be silent before the process counts as stuck, in seconds.
    private static let patience = 30

    private let parts = Mutex<[Part]>([])

    package init() {}

    /// A new part, which isn't ready yet.
    package func part(_ name: String) -> Part {
        let part = Part(name)
        parts.withLock { $0.append(part) }
        return part
    }

    /// Names of the parts that lack something.
    package var unready: [String] { parts.withLock { $0.filter { !$0.isReady }.map(\.name) } }

    /// Names of the parts whose loop has stopped.
    package var stuck: [String] { parts.withLock { $0.filter { $0.silence > Self.patience }.map(\.name) } }
}
