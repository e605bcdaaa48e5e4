/// Our own simple table, for lists that people keep by hand.
///
/// Columns: `id`, `name`, and if wanted `kind` (person, organization, vessel, aircraft), `aliases`, `weak_aliases`,
/// `countries`, `programmes`, `birth_dates`, `identifiers` (`imo:9187629`), `remarks`; several values stand with `;` between.
struct OwnCSV {
    let countries: Countries

    func load(_ file: ListFile) -> LoadedList {
        let name = file.name.split(separator: ".").first.map(String.init) ?? "own"
        var loaded = LoadedList(list: SanctionsList(id: name, title: name))
        loaded.list.sha256 = file.sha256
        var table = CSVTable(file.bytes, separator: file.name.hasSuffix(".tsv") ? 0x09 : 0x2C)
        while let row = table.next() {
            let kind = table.value(row, "kind") ?? "organization"
            guard let kind = ListEntry.Kind(rawValue: kind.lowercased()) else {
                let reason = "\"\(kind)\" is no kind: person, organization, vessel, aircraft, other"
                loaded.problems.append(ListProblem(file: file.name, line: row.line, reason: reason))
                continue
            }
            loaded.add(entry(table, row, kind), from: file, line: row.line)
        }
        loaded.note(table, in: file)
        return loaded
    }

    private func entry(_ table: CSVTable, _ row: CSVReader.Row, _ kind: ListEntry.Kind) -> ListEntry? {
        guard let id = table.value(row, "id") else { return nil }
        let lists = { (column: String) in (table.value(row, column) ?? "").parts(";") }
        var entry = ListEntry(id: id, kind: kind)
        entry.add(name: table.value(row, "name"), .primary)
        for name in lists("aliases") { entry.add(name: name, Script.isOther(name) ? .original : .strong) }
        for name in lists("weak_aliases") { entry.add(name: name, .weak) }
        for name in lists("countries") { entry.add(country: countries.code(name)) }
        entry.programmes = lists("programmes")
        entry.birthDates = lists("birth_dates")
        entry.remarks = table.value(row, "remarks")
        entry.measures = [.other]
        for text in lists("identifiers") {
            let parts = text.parts(":")
            guard parts.count == 2, let kind = ListIdentifier.Kind(rawValue: parts[0]) else { continue }
            entry.identifiers.append(ListIdentifier(kind, parts[1]))
        }
        return entry
    }
}
