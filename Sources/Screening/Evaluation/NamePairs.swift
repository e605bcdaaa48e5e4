/// Labelled pairs of names with our scores: how exact the matcher is, and what a score means.
package struct NamePairs: Sendable {
    package struct Pair: Sendable {
        package var schema: String
        package var ours: String
        package var theirs: String
        package var isMatch: Bool
        package var score: Float

        /// Names the pair without telling it, so that an audit of labels need not copy the names.
        package var hash: String {
            let bytes = Array((ours + "\t" + theirs).utf8)
            return String(ListFile(name: "", bytes: bytes).sha256.prefix(16))
        }
    }

    /// Precision, recall and their mean at a threshold.
    package struct Figures: Sendable {
        package var threshold: Float
        package var precision: Double
        package var recall: Double

        package var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }
    }

    package private(set) var pairs: [Pair] = []

    /// Scores the pairs of a table.
    ///
    /// - Parameters:
    ///   - file: Columns `schema`, `name1`, `name2` and `is_match`.
    ///   - parser: Takes the names apart.
    /// - Throws: `ListError` where a column is missing.
    package init(_ file: ListFile, parser: NameParser) throws(ListError) {
        var table = CSVTable(file.bytes)
        for column in ["schema", "name1", "name2", "is_match"] where !table.has(column) {
            throw ListError(.unknownFormat, file.name, "has no column \"\(column)\"")
        }
        while let row = table.next() {
            pairs.append(
                Pair(
                    schema: table.value(row, "schema") ?? "",
                    ours: table.value(row, "name1") ?? "",
                    theirs: table.value(row, "name2") ?? "",
                    isMatch: table.value(row, "is_match")?.lowercased() == "true",
                    score: 0
                )
            )
        }
        score(parser)
    }

    /// Takes all names apart and compares them, pair by pair.
    package mutating func score(_ parser: NameParser) {
        let matcher = NameMatcher()
        for place in pairs.indices {
            let pair = pairs[place]
            let scores = PairTable.kinds(pair.schema).map { kind in
                matcher.score(parser.parse(pair.ours, kind), parser.parse(pair.theirs, kind))
            }
            pairs[place].score = scores.max() ?? 0
        }
    }

    /// The same pairs with other labels for those with these hashes.
    package func audited(_ labels: [String: Bool]) -> NamePairs {
        var audited = self
        for place in pairs.indices {
            if let label = labels[pairs[place].hash] { audited.pairs[place].isMatch = label }
        }
        return audited
    }

    /// The labels of an audit: rows of a pair's hash, tab, `true` or `false`, tab, the reason; lines with `#` are notes.
    package static func labels(_ file: ListFile) throws(ListError) -> [String: Bool] {
        var labels: [String: Bool] = [:]
        for row in TableRows(file.bytes) {
            let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 3, fields[0].count == 16, let label = Bool(String(fields[1])), !fields[2].isEmpty
            else {
                throw ListError(.malformed, file.name, "is no row of hash, label and reason: \(row)")
            }
            labels[String(fields[0])] = label
        }
        return labels
    }

    /// Only the pairs of a schema.
    package func only(_ schema: String) -> NamePairs {
        var only = self
        only.pairs = pairs.filter { $0.schema == schema }
        return only
    }

    package func figures(at threshold: Float) -> Figures {
        let flagged = pairs.filter { $0.score >= threshold }
        let right = Double(flagged.count(where: \.isMatch))
        let wanted = Double(pairs.count(where: \.isMatch))
        return Figures(
            threshold: threshold,
            precision: flagged.isEmpty ? 0 : right / Double(flagged.count),
            recall: wanted > 0 ? right / wanted : 0
        )
    }

    /// The figures at the threshold where F1 is highest.
    package var best: Figures {
        Set(pairs.map(\.score)).sorted().map(figures).max { $0.f1 < $1.f1 } ?? figures(at: NameMatcher.review)
    }

    /// How many of the pairs with scores in each of these bands are matches.
    package func reliability(_ bounds: [Float]) -> [(band: ClosedRange<Float>, count: Int, matches: Int)] {
        zip(bounds, bounds.dropFirst()).map { low, high in
            let inside = pairs.filter { $0.score >= low && ($0.score < high || high >= 1) }
            return (low...high, inside.count, inside.count(where: \.isMatch))
        }
    }
}
