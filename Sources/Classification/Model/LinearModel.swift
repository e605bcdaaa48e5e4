/// A linear model over named features, with one score for each of some classes.
struct LinearModel: Sendable {
    let classes: [String]
    /// The weights of each feature, in thousandths: whole numbers have one sum on every machine.
    private var rows: HashedTable<SIMD16<Int32>>

    init(_ learnt: LinearWeights) {
        classes = learnt.classes
        rows = HashedTable(minimumCapacity: learnt.rows.count)
        for row in learnt.rows {
            var weights = SIMD16<Int32>.zero
            for (index, weight) in row.weights.enumerated() { weights[index] = Int32(clamping: weight) }
            rows.insert(weights, NameHash(row.name))
        }
    }

    /// The sum of the weights of features without a value, for each class.
    func sum(_ features: FeatureList) -> SIMD16<Int32> {
        var sum = SIMD16<Int32>.zero
        for key in features.keys {
            if let row = rows[key: key] { sum &+= row }
        }
        return sum
    }

    private func scores(_ features: FeatureList, beside base: SIMD16<Int32>) -> [Double] {
        let sum = sum(features) &+ base
        var scores = classes.indices.map { Double(sum[$0]) / Double(LinearWeights.scale) }
        for number in features.numbers {
            guard let row = rows[key: number.key] else { continue }
            for index in scores.indices {
                scores[index] += Double(row[index]) / Double(LinearWeights.scale) * number.value
            }
        }
        return scores
    }

    /// The classes' probabilities by softmax.
    ///
    /// - Parameters:
    ///   - features: What is seen.
    ///   - base: The sum of the features that are seen besides.
    /// - Returns: One for each class; their sum is 1.
    func probabilities(_ features: FeatureList, beside base: SIMD16<Int32> = .zero) -> [Double] {
        var powers = scores(features, beside: base)
        let top = powers.max() ?? 0
        var sum = 0.0
        for index in powers.indices {
            powers[index] = exponential(powers[index] - top)
            sum += powers[index]
        }
        for index in powers.indices { powers[index] /= sum }
        return powers
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

    /// The features among which the reasons are: those that weigh no less than the last of so many.
    func strongest(_ features: FeatureList, for best: Int, most: Int) -> [UInt64] {
        var strongest: [(key: UInt64, margin: Double)] = []
        for key in features.keys {
            let margin = margin(key, best)
            guard margin > 0, strongest.count <= most || margin >= strongest[most].margin else { continue }
            strongest.insert((key, margin), at: strongest.firstIndex { $0.margin < margin } ?? strongest.count)
        }
        let least = strongest.count > most ? strongest[most].margin : 0
        return strongest.filter { $0.margin >= least }.map(\.key)
    }

    private func margin(_ key: UInt64, _ best: Int) -> Double {
        guard let row = rows[key: key], classes.count > 1 else { return 0 }
        let scale = Double(LinearWeights.scale)
        let sum = classes.indices.reduce(0) { $0 + Double(row[$1]) / scale }
        let own = Double(row[best]) / scale
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
