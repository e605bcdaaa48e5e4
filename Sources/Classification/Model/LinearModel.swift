import FoundationEssentials
import Messages

/// A linear model over named features, with one score for each of some classes.
struct LinearModel: Sendable {
    let classes: [String]
    /// Open addressing: the hash of a feature's name, and the place of its weights; a place below zero is free.
    private var keys: [UInt64]
    private var places: [Int32]
    private var weights: [Float]

    init(_ learnt: LinearWeights) {
        classes = learnt.classes
        var size = 16
        while size < learnt.rows.count * 2 { size *= 2 }
        keys = Array(repeating: 0, count: size)
        places = Array(repeating: -1, count: size)
        weights = []
        for row in learnt.rows {
            var hash = FNV()
            hash.add(row.name)
            let slot = slot(hash.value)
            keys[slot] = hash.value
            places[slot] = Int32(weights.count)
            weights += row.weights.map { Float($0) / LinearWeights.scale }
        }
    }

    private func slot(_ key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: key) & (keys.count - 1)
        while places[slot] >= 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
        return slot
    }

    func scores(_ features: FeatureList) -> [Double] {
        var scores = Array(repeating: 0.0, count: classes.count)
        for key in features.keys {
            let place = Int(places[slot(key)])
            guard place >= 0 else { continue }
            for index in scores.indices { scores[index] += Double(weights[place + index]) }
        }
        for number in features.numbers {
            let place = Int(places[slot(number.key)])
            guard place >= 0 else { continue }
            for index in scores.indices { scores[index] += Double(weights[place + index]) * number.value }
        }
        return scores
    }

    /// The classes' probabilities by softmax.
    func probabilities(_ features: FeatureList) -> [Double] {
        let scores = scores(features)
        let top = scores.max() ?? 0
        let powers = scores.map { exponential($0 - top) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }
}

extension LinearModel {
    /// The features that speak most for a class against all others, the strongest first: "word=embargo", "expected=1.39".
    ///
    /// - Parameters:
    ///   - features: Have kept their names.
    ///   - best: The index of the class.
    ///   - most: How many are wanted.
    /// - Returns: Their names, with their values where they have some.
    func reasons(_ features: FeatureList, for best: Int, most: Int) -> [String] {
        var reasons: [(name: String, weight: Double)] = []
        for (key, name) in zip(features.keys, features.names) where name != "bias" {
            reasons.append((name.hasPrefix("|") ? String(name.dropFirst()) : name, margin(key, best)))
        }
        for number in features.numbers {
            let value = (number.value * 100).rounded() / 100
            reasons.append(("\(number.name)=\(value)", margin(number.key, best) * number.value))
        }
        reasons.sort { ($1.weight, $0.name) < ($0.weight, $1.name) }
        return reasons.prefix(most).filter { $0.weight > 0.01 }.map(\.name)
    }

    private func margin(_ key: UInt64, _ best: Int) -> Double {
        let place = Int(places[slot(key)])
        guard place >= 0, classes.count > 1 else { return 0 }
        let sum = classes.indices.reduce(0) { $0 + Double(weights[place + $1]) }
        let own = Double(weights[place + best])
        return own - (sum - own) / Double(classes.count - 1)
    }
}

/// e to the power of a number that is not above zero, the same on every machine.
func exponential(_ x: Double) -> Double {
    guard x > -40 else { return 0 }
    var (term, sum) = (1.0, 1.0)
    let small = x / 64
    for order in 1...12 {
        term *= small / Double(order)
        sum += term
    }
    for _ in 0..<6 { sum *= sum }
    return sum
}

/// The natural logarithm of a positive number, the same on every machine.
func logarithm(_ x: Double) -> Double {
    var (power, rest) = (Double(x.exponent), x.significand)
    if rest > 1.414 {
        rest /= 2
        power += 1
    }
    let ratio = (rest - 1) / (rest + 1)
    var (term, sum) = (ratio, 0.0)
    for order in 0..<14 {
        sum += term / Double(2 * order + 1)
        term *= ratio * ratio
    }
    return 2 * sum + power * 0.693_147_180_559_945_3
}
