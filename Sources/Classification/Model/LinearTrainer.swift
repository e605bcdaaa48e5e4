/// Multinomial logistic regression with an L2 penalty, solved to its one best point.
struct LinearTrainer {
    struct Example {
        var features: [String]
        /// Features with a value of their own; all others count one.
        var numbers: [(name: String, value: Double)] = []
        var label: Int
        var weight = 1.0
    }

    /// How strongly weights are drawn to zero: half of it times the sum of their squares is added to the loss.
    var penalty = 25.0
    /// The same for features with a value of their own.
    var penaltyOfNumbers = 1.0
    /// Features seen fewer times are left out.
    var minimum = 2

    func train(_ examples: [Example], classes: [String]) -> LinearWeights {
        let table = FeatureTable(examples.map(\.features), numbers: examples.map(\.numbers), minimum: minimum)
        let weights = Minimizer().minimize(table.names.count * classes.count) { weights, gradient in
            loss(table, examples, classes.count, weights, &gradient)
        }
        var learnt = LinearWeights(classes: classes)
        for (feature, name) in table.names.enumerated() {
            learnt.add(name, weights[feature * classes.count..<(feature + 1) * classes.count])
        }
        return learnt
    }

    private func loss(
        _ table: FeatureTable,
        _ examples: [Example],
        _ classes: Int,
        _ weights: [Double],
        _ gradient: inout [Double]
    ) -> Double {
        var loss = 0.0
        for index in weights.indices {
            let penalty = table.isNumber(index / classes) ? penaltyOfNumbers : penalty
            gradient[index] = penalty * weights[index]
            loss += penalty / 2 * weights[index] * weights[index]
        }
        var scores = Array(repeating: 0.0, count: classes)
        for row in examples.indices {
            for c in 0..<classes { scores[c] = 0 }
            for feature in table.row(row) { for c in 0..<classes { scores[c] += weights[feature * classes + c] } }
            for (feature, value) in table.numbers(row) {
                for c in 0..<classes { scores[c] += weights[feature * classes + c] * value }
            }
            let top = scores.max() ?? 0
            var sum = 0.0
            for c in 0..<classes {
                scores[c] = exponential(scores[c] - top)
                sum += scores[c]
            }
            let (label, weight) = (examples[row].label, examples[row].weight)
            loss -= weight * logarithm(max(scores[label] / sum, 1e-300))
            for c in 0..<classes { scores[c] = (scores[c] / sum - (c == label ? 1 : 0)) * weight }
            for feature in table.row(row) { for c in 0..<classes { gradient[feature * classes + c] += scores[c] } }
            for (feature, value) in table.numbers(row) {
                for c in 0..<classes { gradient[feature * classes + c] += scores[c] * value }
            }
        }
        return loss
    }
}

/// Learns to put the right one of some hypotheses first: a softmax over the hypotheses of each question.
struct RankTrainer {
    struct Question {
        var hypotheses: [[String]]
        /// The indices of the right hypotheses.
        var right: [Int]
    }

    var penalty = 6.0
    var minimum = 4

    func train(_ questions: [Question]) -> LinearWeights {
        let questions = questions.filter { !$0.right.isEmpty }
        let table = FeatureTable(questions.flatMap(\.hypotheses), minimum: minimum)
        let weights = Minimizer().minimize(table.names.count) { weights, gradient in
            loss(table, questions, weights, &gradient)
        }
        var learnt = LinearWeights(classes: ["score"])
        for (feature, name) in table.names.enumerated() { learnt.add(name, [weights[feature]]) }
        return learnt
    }

    private func loss(
        _ table: FeatureTable,
        _ questions: [Question],
        _ weights: [Double],
        _ gradient: inout [Double]
    ) -> Double {
        var loss = 0.0
        for index in weights.indices {
            gradient[index] = penalty * weights[index]
            loss += penalty / 2 * weights[index] * weights[index]
        }
        var first = 0
        for question in questions {
            let rows = first..<first + question.hypotheses.count
            var scores = rows.map { table.row($0).reduce(0) { $0 + weights[$1] } }
            let top = scores.max() ?? 0
            for index in scores.indices { scores[index] = exponential(scores[index] - top) }
            let sum = scores.reduce(0, +)
            let mass = max(question.right.reduce(0) { $0 + scores[$1] }, 1e-300)
            loss -= logarithm(mass / sum)
            for (index, row) in rows.enumerated() {
                let error = scores[index] / sum - (question.right.contains(index) ? scores[index] / mass : 0)
                for feature in table.row(row) { gradient[feature] += error }
            }
            first = rows.upperBound
        }
        return loss
    }
}

/// Rows of features as numbers.
private struct FeatureTable {
    let names: [String]
    private var starts = [0]
    private var features: [Int] = []
    private var values: [[(feature: Int, value: Double)]]
    /// Features from here on have values.
    private let firstNumber: Int

    init(_ rows: [[String]], numbers: [[(name: String, value: Double)]] = [], minimum: Int) {
        var counts: [String: Int] = [:]
        for row in rows { for feature in Set(row) { counts[feature, default: 0] += 1 } }
        let words = counts.filter { $0.value >= minimum }.keys.sorted()
        firstNumber = words.count
        names = words + Set(numbers.joined().map(\.name)).sorted()
        let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        for row in rows {
            features += row.compactMap { index[$0] }
            starts.append(features.count)
        }
        values = numbers.map { row in row.compactMap { number in index[number.name].map { ($0, number.value) } } }
    }

    func row(_ row: Int) -> ArraySlice<Int> { features[starts[row]..<starts[row + 1]] }

    func numbers(_ row: Int) -> [(feature: Int, value: Double)] { row < values.count ? values[row] : [] }

    func isNumber(_ feature: Int) -> Bool { feature >= firstNumber }
}
