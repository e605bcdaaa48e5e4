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
    var penalty = 0.002
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
