import FoundationEssentials

/// Multinomial logistic regression by AdaGrad with an L2 penalty; the order of examples comes from a fixed seed.
struct LinearTrainer {
    struct Example {
        var features: [String]
        var label: Int
        var weight = 1.0
    }

    var epochs = 25
    var rate = 0.15
    var penalty = 0.1
    var seed: UInt64 = 20_240_620
    /// Features seen fewer times are left out.
    var minimum = 2

    func train(_ examples: [Example], classes: [String]) -> LinearModel {
        let (index, names) = vocabulary(examples)
        var weights = Array(repeating: 0.0, count: names.count * classes.count)
        var squares = Array(repeating: 1e-6, count: weights.count)
        let rows = examples.map { $0.features.compactMap { index[$0] } }
        var order = Array(examples.indices)
        var random = SplitMix(state: seed)
        for _ in 0..<epochs {
            order.shuffle(using: &random)
            for at in order { step(rows[at], examples[at], classes.count, &weights, &squares) }
        }
        return model(weights, names, classes)
    }

    private func vocabulary(_ examples: [Example]) -> ([String: Int], [String]) {
        var counts: [String: Int] = [:]
        for example in examples { for feature in Set(example.features) { counts[feature, default: 0] += 1 } }
        let names = counts.filter { $0.value >= minimum }.keys.sorted()
        return (Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) }), names)
    }

    private func step(
        _ row: [Int],
        _ example: Example,
        _ classes: Int,
        _ weights: inout [Double],
        _ squares: inout [Double]
    ) {
        var scores = Array(repeating: 0.0, count: classes)
        for feature in row { for c in 0..<classes { scores[c] += weights[feature * classes + c] } }
        let top = scores.max() ?? 0
        var sum = 0.0
        for c in 0..<classes {
            scores[c] = exponential(scores[c] - top)
            sum += scores[c]
        }
        for c in 0..<classes {
            let error = (scores[c] / sum - (c == example.label ? 1 : 0)) * example.weight
            for feature in row {
                let at = feature * classes + c
                let gradient = error + penalty * weights[at]
                squares[at] += gradient * gradient
                weights[at] -= rate * gradient / squares[at].squareRoot()
            }
        }
    }

    private func model(_ weights: [Double], _ names: [String], _ classes: [String]) -> LinearModel {
        var model = LinearModel(classes: classes)
        for (feature, name) in names.enumerated() {
            model.set(
                name,
                (0..<classes.count).map { Float((weights[feature * classes.count + $0] * 100).rounded() / 100) }
            )
        }
        return model
    }
}

/// Learns to put the right one of some hypotheses first: a softmax over the hypotheses of each question.
struct RankTrainer {
    struct Question {
        var hypotheses: [[String]]
        /// The indices of the right hypotheses.
        var right: [Int]
    }

    var epochs = 12
    var rate = 0.1
    var penalty = 0.08
    var minimum = 12
    var seed: UInt64 = 20_240_620

    func train(_ questions: [Question]) -> LinearModel {
        var counts: [String: Int] = [:]
        for question in questions {
            for feature in Set(question.hypotheses.joined()) { counts[feature, default: 0] += 1 }
        }
        let names = counts.filter { $0.value >= minimum }.keys.sorted()
        let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let rows = questions.map { $0.hypotheses.map { $0.compactMap { index[$0] } } }
        var weights = Array(repeating: 0.0, count: names.count)
        var squares = Array(repeating: 1e-6, count: names.count)
        var random = SplitMix(state: seed)
        var order = Array(questions.indices.filter { !questions[$0].right.isEmpty })
        for _ in 0..<epochs {
            order.shuffle(using: &random)
            for at in order { step(rows[at], questions[at].right, &weights, &squares) }
        }
        var model = LinearModel(classes: ["score"])
        for (feature, name) in names.enumerated() { model.set(name, [Float((weights[feature] * 100).rounded() / 100)]) }
        return model
    }

    private func step(_ rows: [[Int]], _ right: [Int], _ weights: inout [Double], _ squares: inout [Double]) {
        var scores = rows.map { $0.reduce(0) { $0 + weights[$1] } }
        let top = scores.max() ?? 0
        for index in scores.indices { scores[index] = exponential(scores[index] - top) }
        let sum = scores.reduce(0, +)
        let mass = right.reduce(0) { $0 + scores[$1] }
        var gradients: [Int: Double] = [:]
        for (index, row) in rows.enumerated() {
            let wanted = right.contains(index) ? scores[index] / mass : 0
            let error = scores[index] / sum - wanted
            for feature in row { gradients[feature, default: 0] += error }
        }
        for feature in gradients.keys.sorted() {
            let gradient = (gradients[feature] ?? 0) + penalty * weights[feature]
            squares[feature] += gradient * gradient
            weights[feature] -= rate * gradient / squares[feature].squareRoot()
        }
    }
}

/// The SplitMix64 generator: the same numbers on every machine.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
