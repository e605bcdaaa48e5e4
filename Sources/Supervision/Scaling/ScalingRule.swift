/// Decides how many workers a stage should have, from looks at the queue that it takes from.
///
/// It grows when messages wait longer than `patience` in two looks in a row, by half of what is there. It shrinks one by one,
/// when nothing has waited for `calm`, and only where one worker less could still do the work: what a worker can do is
/// learnt while all of them are busy. So a steady load leads to a steady number.
package struct ScalingRule: Sendable {
    /// One look at a stage and its queue.
    package struct Look: Sendable {
        package let time: ContinuousClock.Instant
        /// Messages that wait for a worker.
        package let waiting: Int
        /// Messages done since the queue started.
        package let done: Int
        package let workers: Int
        /// Whether the next queue is so full that more workers would only wait for it.
        package let isBlocked: Bool

        package init(time: ContinuousClock.Instant, waiting: Int, done: Int, workers: Int, isBlocked: Bool) {
            self.time = time
            self.waiting = waiting
            self.done = done
            self.workers = workers
            self.isBlocked = isBlocked
        }
    }

    private let range: ClosedRange<Int>
    private let patience: Duration
    private let calm: Duration
    private var last: Look?
    private var pressedLooks = 0
    private var calmSince: ContinuousClock.Instant?
    /// Messages a second that one worker does when it is never idle.
    private var capacity: Double?

    package init(range: ClosedRange<Int>, patience: Duration = .seconds(2), calm: Duration = .seconds(30)) {
        self.range = range
        self.patience = patience
        self.calm = calm
    }

    /// The number of workers that there should be; nil where it is right as it is.
    package mutating func workers(after look: Look) -> Int? {
        defer { last = look }
        guard look.workers >= range.lowerBound else { return range.lowerBound }
        guard let last, look.done >= last.done, look.workers == last.workers else {
            pressedLooks = 0
            calmSince = nil
            return nil
        }
        let rate = Double(look.done - last.done) / max((look.time - last.time) / .seconds(1), 0.001)
        learn(rate, look, last)
        let isPressed = Double(look.waiting) > rate * (patience / .seconds(1))
        pressedLooks = isPressed ? pressedLooks + 1 : 0
        if look.waiting > 0 || calmSince == nil { calmSince = look.time }
        return growth(look) ?? shrinkage(look, rate)
    }

    /// While messages waited at both looks, nobody was idle between them.
    private mutating func learn(_ rate: Double, _ look: Look, _ last: Look) {
        guard look.waiting > 0, last.waiting > 0, !look.isBlocked, look.workers > 0 else { return }
        let each = rate / Double(look.workers)
        capacity = capacity.map { $0 * 0.7 + each * 0.3 } ?? each
    }

    private mutating func growth(_ look: Look) -> Int? {
        guard pressedLooks >= 2, !look.isBlocked, look.workers < range.upperBound else { return nil }
        pressedLooks = 0
        return min(range.upperBound, look.workers + max(1, look.workers / 2))
    }

    private mutating func shrinkage(_ look: Look, _ rate: Double) -> Int? {
        guard look.workers > range.lowerBound, let calmSince, look.time - calmSince >= calm else { return nil }
        let fewer = look.workers - 1
        if look.workers <= range.upperBound, let capacity, rate > 0.7 * capacity * Double(fewer) { return nil }
        self.calmSince = look.time
        return fewer
    }
}
