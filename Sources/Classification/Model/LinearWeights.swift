/// What a linear model has learnt, by name: the form in which it is written down.
struct LinearWeights: Sendable {
    /// Weights are written as whole numbers, so many to one.
    static let scale: Float = 1000
    static let mostClasses = 16

    var classes: [String]
    var rows: [(name: String, weights: [Int])] = []

    init(classes: [String]) { self.classes = classes }

    /// Takes the weights of a feature, unless none of them can be told from zero.
    mutating func add(_ name: String, _ values: some Sequence<Double>) {
        let row = values.map { Int(($0 * Double(Self.scale)).rounded()) }
        if row.contains(where: { abs($0) >= 3 }) { rows.append((name, row)) }
    }

    /// A line with the classes, then a line for each feature, sorted: `feature TAB weight weight …`.
    var text: String {
        var lines = ["# classes: \(classes.joined(separator: " "))"]
        for row in rows.sorted(by: { $0.name < $1.name }) {
            lines.append(row.name + "\t" + row.weights.map(String.init).joined(separator: " "))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    init(lines: [Substring], file: String) throws(LexiconFinding) {
        classes = []
        rows.reserveCapacity(lines.count)
        for (number, line) in lines.enumerated() {
            if line.hasPrefix("# classes: ") { classes = line.dropFirst(11).split(separator: " ").map(String.init) }
            guard let first = line.utf8.first, first != UInt8(ascii: "#") else { continue }
            guard !classes.isEmpty else { break }
            rows.append(try Self.row(line, classes.count, LexiconFinding(file: file, line: number + 1, reason: "")))
        }
        guard !classes.isEmpty else {
            throw LexiconFinding(file: file, line: 1, reason: "the line \"# classes: …\" is missing")
        }
        guard classes.count <= Self.mostClasses else {
            throw LexiconFinding(
                file: file,
                line: 1,
                reason: "a model has at most \(Self.mostClasses) classes, this one has \(classes.count)"
            )
        }
    }

    private static func row(_ line: Substring, _ classes: Int, _ place: LexiconFinding) throws(LexiconFinding)
        -> (name: String, weights: [Int])
    {
        guard let tab = line.utf8.lastIndex(of: UInt8(ascii: "\t")) else {
            throw place.saying("expected a feature, a tab and its weights")
        }
        let weights = line[line.utf8.index(after: tab)...].utf8.split(separator: UInt8(ascii: " ")).compactMap {
            Int(Substring($0))
        }
        guard weights.count == classes else {
            throw place.saying("a feature has \(classes) weights, this line has \(weights.count)")
        }
        return (String(line[..<tab]), weights)
    }
}

extension LexiconFinding {
    fileprivate func saying(_ reason: String) -> LexiconFinding {
        LexiconFinding(file: file, line: line, reason: reason)
    }
}
