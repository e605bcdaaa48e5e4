/// Scores the pairs of names of a table.
package struct PairTable: Sendable {
    private let parser: NameParser
    private let first: String
    private let second: String

    /// - Parameters:
    ///   - parser: Takes the names apart.
    ///   - first: The column of one name.
    ///   - second: The column of the other.
    package init(parser: NameParser, first: String, second: String) {
        self.parser = parser
        self.first = first
        self.second = second
    }

    /// The table with one more column, `score`; a column `schema` says what bears the names.
    ///
    /// - Parameters:
    ///   - file: Comma-separated, or tab-separated where its name ends in `.tsv`.
    ///   - each: Called with the text of each row.
    /// - Throws: `ListError` where a column is missing.
    package func score(_ file: ListFile, _ each: (String) -> Void) throws(ListError) {
        let separator = file.name.lowercased().hasSuffix(".tsv") ? "\t" : ","
        var table = CSVTable(file.bytes, separator: separator.utf8.first ?? 0x2C)
        for column in [first, second] where !table.has(column) {
            throw ListError(
                .unknownFormat,
                file.name,
                "has no column \"\(column)\"; it has \(table.header.joined(separator: ", "))"
            )
        }
        each(line(table.header + ["score"], separator))
        let matcher = NameMatcher()
        while let row = table.next() {
            let (a, b) = (table.value(row, first) ?? "", table.value(row, second) ?? "")
            let score = Self.kinds(table.value(row, "schema")).map { kind in
                matcher.score(parser.parse(a, kind), parser.parse(b, kind))
            }.max()
            let missing = max(0, table.header.count - row.fields.count)
            let fields = row.fields.prefix(table.header.count) + Array(repeating: "", count: missing)
            each(line(fields + [Self.text(score ?? 0)], separator))
        }
    }

    /// Without a schema a name may be a person's or a body's.
    static func kinds(_ schema: String?) -> [ListEntry.Kind] {
        guard let schema else { return [.person, .organization] }
        if schema.lowercased() == "vessel" || schema.lowercased() == "ship" { return [.vessel] }
        if schema.lowercased() == "airplane" || schema.lowercased() == "aircraft" { return [.aircraft] }
        return [["person", "individual"].contains(schema.lowercased()) ? .person : .organization]
    }

    private static func text(_ score: Float) -> String {
        let thousandths = String(Int((score * 1000).rounded()))
        let padded = String(repeating: "0", count: max(0, 4 - thousandths.count)) + thousandths
        return padded.dropLast(3) + "." + padded.suffix(3)
    }

    private func line(_ fields: [String], _ separator: String) -> String {
        fields.map { field in
            guard field.contains(where: { $0 == "\"" || $0.isNewline || String($0) == separator }) else { return field }
            return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                + "\""
        }.joined(separator: separator)
    }
}
