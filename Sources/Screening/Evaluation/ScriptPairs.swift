/// Names in their own script beside their Latin form: how many are found, and how many of others are confused with them.
package struct ScriptPairs: Sendable {
    package struct Share: Sendable {
        package var script: String
        package var count: Int
        package var found: Int
    }

    package private(set) var shares: [Share] = []
    package private(set) var shuffled = (count: 0, flagged: 0)
    package private(set) var missed: [(ours: String, theirs: String, score: Float)] = []
    package private(set) var confused: [(ours: String, theirs: String, score: Float)] = []

    /// Scores every name against its own Latin form and against that of the next row with the same schema.
    ///
    /// - Parameters:
    ///   - file: Tab-separated, with the columns `schema`, `original_script`, `latin` and `script`.
    ///   - parser: Takes the names apart.
    package init(_ file: ListFile, parser: NameParser) {
        var table = CSVTable(file.bytes, separator: 0x09)
        var rows: [[String]] = []
        while let row = table.next() {
            rows.append(["schema", "script", "original_script", "latin"].map { table.value(row, $0) ?? "" })
        }
        let matcher = NameMatcher()
        var places: [String: Int] = [:]
        for (place, row) in rows.enumerated() {
            let kind = PairTable.kinds(row[0])[0]
            let ours = parser.parse(row[2], kind)
            let score = matcher.score(ours, parser.parse(row[3], kind))
            let share = places[row[1]] ?? shares.count
            if share == shares.count {
                places[row[1]] = share
                shares.append(Share(script: row[1], count: 0, found: 0))
            }
            shares[share].count += 1
            if score >= NameMatcher.review { shares[share].found += 1 } else { missed.append((row[2], row[3], score)) }
            guard let other = Self.next(place, rows) else { continue }
            let wrong = matcher.score(ours, parser.parse(other, kind))
            shuffled.count += 1
            if wrong >= NameMatcher.review {
                shuffled.flagged += 1
                confused.append((row[2], other, wrong))
            }
        }
    }

    private static func next(_ place: Int, _ rows: [[String]]) -> String? {
        let after = rows[(place + 1)...] + rows[..<place]
        return after.first { $0[0] == rows[place][0] }?[3]
    }
}
