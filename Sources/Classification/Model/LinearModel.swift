import FoundationEssentials
import Messages

/// A linear model over named features, with one score for each of some classes.
struct LinearModel: Sendable {
    let classes: [String]
    /// For each feature its weight in each class.
    private(set) var weights: [String: [Float]] = [:]

    init(classes: [String]) { self.classes = classes }

    func scores(_ features: [String]) -> [Double] {
        var scores = Array(repeating: 0.0, count: classes.count)
        for feature in features {
            guard let row = weights[feature] else { continue }
            for index in scores.indices { scores[index] += Double(row[index]) }
        }
        return scores
    }

    /// The classes' probabilities by softmax.
    func probabilities(_ features: [String]) -> [Double] {
        let scores = scores(features)
        let top = scores.max() ?? 0
        let powers = scores.map { exponential($0 - top) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    mutating func set(_ feature: String, _ row: [Float]) { weights[feature] = row }
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

extension LinearModel {
    /// Text form: a line with the classes, then a line for each feature, sorted: `feature TAB weight weight …`.
    var text: String {
        var lines = ["# classes: \(classes.joined(separator: " "))"]
        for feature in weights.keys.sorted() {
            guard let row = weights[feature], row.contains(where: { abs($0) >= 0.005 }) else { continue }
            lines.append(feature + "\t" + row.map { Self.number($0) }.joined(separator: " "))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func number(_ weight: Float) -> String {
        let hundredths = Int((weight * 100).rounded())
        return hundredths == 0 ? "0" : "\(hundredths)"
    }

    /// Reads the text form; weights are written in hundredths.
    init(lines: [Substring], file: String) throws(LexiconFinding) {
        var classes: [String] = []
        var weights: [String: [Float]] = [:]
        var number = 0
        for line in lines {
            number += 1
            if line.hasPrefix("# classes: ") { classes = line.dropFirst(11).split(separator: " ").map(String.init) }
            guard let first = line.first, first != "#" else { continue }
            guard let tab = line.lastIndex(of: "\t") else {
                throw LexiconFinding(file: file, line: number, reason: "expected a feature, a tab and its weights")
            }
            let row = line[line.index(after: tab)...].split(separator: " ").compactMap { Int($0) }.map {
                Float($0) / 100
            }
            guard row.count == classes.count else {
                throw LexiconFinding(
                    file: file,
                    line: number,
                    reason: "a feature has \(classes.count) weights, this line has \(row.count)"
                )
            }
            weights[String(line[..<tab])] = row
        }
        guard !classes.isEmpty else {
            throw LexiconFinding(file: file, line: 1, reason: "the line \"# classes: …\" is missing")
        }
        self.classes = classes
        self.weights = weights
    }
}
