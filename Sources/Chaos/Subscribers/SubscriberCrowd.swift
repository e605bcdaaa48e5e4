internal import Transport

/// The subscribers of a run: some from the beginning, some that come late.
final class SubscriberCrowd {
    private static let mostLate = 2

    private let make: (_ name: String, _ topic: String) -> Subscriber
    private(set) var all: [Subscriber] = []
    private var thaws: [(subscriber: Subscriber, due: Instant)] = []
    private var late = 0

    init(_ make: @escaping (_ name: String, _ topic: String) -> Subscriber) { self.make = make }

    /// Begins a subscriber.
    func add(_ name: String, topic: String = "") throws {
        let subscriber = make(name, topic)
        try subscriber.start()
        all.append(subscriber)
    }

    /// Freezes one, kills one and has it go on from where it was, or brings a late one.
    ///
    /// - Returns: What was done.
    func trouble(_ random: inout SeededRandom) throws -> String {
        guard let subscriber = random.one(of: all) else { return "none" }
        let turn = random.milliseconds(0...2)
        if turn == 0, late < Self.mostLate {
            late += 1
            try add("late-\(late)")
            return "came late"
        }
        if turn == 1 {
            subscriber.stop()
            try subscriber.start()
            return "killed and continued"
        }
        subscriber.freeze()
        thaws.append((subscriber, .now + .milliseconds(random.milliseconds(1000...6000))))
        return "frozen"
    }

    func thawDue() {
        let now = Instant.now
        for (subscriber, due) in thaws where due <= now { subscriber.thaw() }
        thaws.removeAll { $0.due <= now }
    }

    func thawAll() {
        for (subscriber, _) in thaws { subscriber.thaw() }
        thaws = []
    }
}
