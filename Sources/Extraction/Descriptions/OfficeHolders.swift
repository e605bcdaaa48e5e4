/// Who held the highest offices of a state, and when: heads of state and of government.
package struct OfficeHolders: Sendable {
    private struct Term: Sendable {
        /// Days as `2024-06-20`, which sort as text; the end is empty for who is still in office.
        var from: String
        var to: String
        var name: String
    }

    private var terms: [String: [Term]] = [:]
    /// For a state the office of the one who is called its leader.
    private var first: [String: String] = [:]

    /// Reads `offices.tsv`: country, office, name, first day, day after the last.
    ///
    /// - Throws: ``GazetteerError`` with file and line.
    package init(path: String) throws(GazetteerError) {
        try GazetteerTable(path, columns: 5).rows { columns in
            let fields = columns.map(String.init)
            let key = "\(fields[0]) \(fields[1])"
            terms[key, default: []].append(Term(from: fields[3], to: fields[4], name: fields[2]))
            if first[fields[0]] == nil { first[fields[0]] = fields[1] }
        }
    }

    /// Who held the office on the day.
    ///
    /// - Parameters:
    ///   - office: Such as `president`; `leader` is whoever holds the state's first office.
    ///   - country: ISO code of the state.
    ///   - day: Begins with the day in ISO form.
    /// - Returns: Name and office, nil where it is not known.
    package func holder(of office: String, in country: String, on day: String) -> (name: String, office: String)? {
        let office = office == "leader" && terms["\(country) leader"] == nil ? first[country] ?? office : office
        let day = day.prefix(10)
        guard day.utf8.count == 10 else { return nil }
        let term = (terms["\(country) \(office)"] ?? []).last { $0.from <= day && ($0.to.isEmpty || day < $0.to) }
        return term.map { ($0.name, office) }
    }
}
