import Testing

@testable import Supervision

/// A stage whose workers do so many messages a second, looked at every two seconds.
private struct Stage {
    var rule: ScalingRule
    var workers = 1
    var waiting = 0.0
    var done = 0
    var time = ContinuousClock.now
    let each: Double
    /// Every change of the number of workers, with the look at which it came.
    var changes: [(look: Int, workers: Int)] = []
    private var look = 0

    init(_ range: ClosedRange<Int>, each: Double) {
        rule = ScalingRule(range: range)
        self.each = each
    }

    mutating func run(looks: Int, arriving rate: Double, isBlocked: Bool = false) {
        for _ in 0..<looks {
            look += 1
            time += .seconds(2)
            waiting += rate * 2
            let able = isBlocked ? 0 : min(waiting, each * Double(workers) * 2)
            waiting -= able
            done += Int(able)
            let seen = ScalingRule.Look(
                time: time,
                waiting: Int(waiting),
                done: done,
                workers: workers,
                isBlocked: isBlocked
            )
            guard let number = rule.workers(after: seen) else { continue }
            workers = number
            changes.append((look, number))
        }
    }
}

@Suite(.timeLimit(.minutes(5)))
struct ScalingTests {
    @Test(arguments: [(90.0, 1), (150.0, 2), (250.0, 3), (320.0, 4), (450.0, 5), (700.0, 8), (5000.0, 8)])
    func `a steady load leads to enough workers, and then to no change`(load: Double, enough: Int) {
        var stage = Stage(1...8, each: 100)
        stage.run(looks: 300, arriving: load)
        #expect(stage.workers >= enough)
        let settled = stage.changes.count
        stage.run(looks: 2_000, arriving: load)
        #expect(stage.changes.count == settled, "\(stage.changes)")
        if load < 800 { #expect(stage.waiting < load * 2) }
    }

    @Test func `when the load goes, the workers go, one by one`() {
        var stage = Stage(2...8, each: 100)
        stage.run(looks: 200, arriving: 600)
        #expect(stage.workers >= 6)
        let before = stage.changes.count
        stage.run(looks: 400, arriving: 10)
        #expect(stage.workers == 2)
        let steps = stage.changes.dropFirst(before)
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $1.workers == $0.workers - 1 && $1.look - $0.look >= 15 })
    }

    @Test func `a full queue behind the stage is no reason for more workers`() {
        var stage = Stage(1...8, each: 100)
        stage.run(looks: 100, arriving: 500, isBlocked: true)
        #expect(stage.workers == 1)
    }

    @Test func `one busy moment is no reason for more workers`() {
        var stage = Stage(1...8, each: 100)
        stage.run(looks: 5, arriving: 50)
        stage.run(looks: 1, arriving: 700)
        stage.run(looks: 1, arriving: 0)
        #expect(stage.changes.isEmpty || stage.changes.allSatisfy { $0.look > 6 })
        stage.run(looks: 200, arriving: 50)
        #expect(stage.workers == 1)
    }

    @Test func `a stage below its least number is brought up to it`() {
        var stage = Stage(3...8, each: 100)
        stage.run(looks: 1, arriving: 0)
        #expect(stage.workers == 3)
    }
}
