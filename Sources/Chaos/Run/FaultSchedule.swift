/// The faults of a run in their order, decided by the seed.
struct FaultSchedule {
    let kinds: [FaultKind]
    private var random: SeededRandom

    init(_ settings: ChaosSettings) {
        var random = SeededRandom(seed: settings.seed)
        var kinds: [FaultKind] = []
        // Kills and freezes have many processes to hit, so they come more often.
        let round = settings.timed.flatMap { kind in
            Array(repeating: kind, count: kind == .kill ? 4 : kind == .freeze ? 3 : 1)
        }
        while kinds.count < settings.eventCount, !round.isEmpty {
            let first = kinds.isEmpty ? settings.timed.shuffled(using: &random) : []
            kinds += first + round.shuffled(using: &random)
        }
        self.kinds = Array(kinds.prefix(settings.eventCount))
        self.random = random
    }

    /// How long the load runs before the next fault, so that it doesn't always meet the same moment.
    mutating func runUp() -> Int { random.milliseconds(0...250) }

    /// How long it is to the fault after that.
    mutating func gap() -> Int { random.milliseconds(200...1500) }
}
