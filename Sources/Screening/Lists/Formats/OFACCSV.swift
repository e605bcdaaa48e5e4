/// Loads OFAC's CSV sets: `sdn.csv` with `alt.csv`, `add.csv` and `sdn_comments.csv`, or the same with `cons_`.
///
/// The files have no header. `-0- ` stands for an empty field, several programmes are parted by `] [`, the remarks go on in
/// the comments' file where they don't fit into a row, and the last byte may be 0x1A.
package struct OFACCSV {
    private let remarks: OFACRemarks
    private var problems: [ListProblem] = []
    private var entries: [ListEntry] = []
    private var places: [String: Int] = [:]
    private var isConsolidated = false
    private var breakOff: ListProblem?

    package init(countries: Countries) {
        remarks = OFACRemarks(countries: countries)
    }

    /// Loads a set; the order of the files does not matter, and only the names' file must be there.
    ///
    /// - Throws: `ListError` where no file holds names.
    package mutating func load(_ files: [ListFile]) throws(ListError) -> LoadedList {
        guard let names = files.first(where: { Self.part($0.name) == .names }) else {
            throw ListError(.unknownFormat, files.first?.name ?? "", "is no OFAC names' file (sdn.csv, cons_prim.csv)")
        }
        isConsolidated = names.name.lowercased().hasPrefix("cons")
        readNames(names, comments: comments(files))
        for file in files where Self.part(file.name) == .aliases { readAliases(file) }
        for file in files where Self.part(file.name) == .addresses { readAddresses(file) }
        let list = SanctionsList(
            id: isConsolidated ? "ofac-cons" : "ofac-sdn",
            title: isConsolidated ? "OFAC consolidated (non-SDN) list" : "OFAC Specially Designated Nationals",
            sha256: ListFile.sha256(of: files),
            entries: entries
        )
        var loaded = LoadedList(list: list, problems: problems)
        loaded.breakOff = breakOff
        return loaded
    }

    enum Part { case names, aliases, addresses, comments }

    /// What a file of the set holds, by its name.
    static func part(_ name: String) -> Part? {
        let name = name.lowercased()
        guard name.hasSuffix(".csv") else { return nil }
        if name.contains("comments") { return .comments }
        if name.hasPrefix("alt") || name.hasSuffix("_alt.csv") { return .aliases }
        if name.hasPrefix("add") || name.hasSuffix("_add.csv") { return .addresses }
        return name.hasPrefix("sdn") || name.hasPrefix("cons") ? .names : nil
    }

    private mutating func comments(_ files: [ListFile]) -> [String: String] {
        var comments: [String: String] = [:]
        for file in files where Self.part(file.name) == .comments {
            rows(of: file, fields: 2) { _, fields in comments[fields[0], default: ""] += fields[1] }
        }
        return comments
    }

    private mutating func readNames(_ file: ListFile, comments: [String: String]) {
        rows(of: file, fields: 12) { me, fields in
            var entry = ListEntry(id: fields[0], kind: Self.kind(fields[2]), names: [ListName(fields[1], .primary)])
            entry.programmes = Self.programmes(fields[3])
            entry.measures = me.isConsolidated ? [] : [.assetFreeze]
            if !fields[4].isEmpty { entry.titles = [fields[4]] }
            if !fields[5].isEmpty { entry.identifiers.append(ListIdentifier(.callSign, fields[5])) }
            if entry.kind == .aircraft { entry.identifiers.append(ListIdentifier(.tail, fields[1])) }
            if !fields[9].isEmpty { me.remarks.add(country: fields[9], to: &entry) }
            let remarks = fields[11] + (comments[fields[0]] ?? "")
            me.remarks.read(remarks, into: &entry)
            if entry.measures.isEmpty { entry.measures = [.other] }
            entry.remarks = remarks.isEmpty ? nil : remarks
            me.places[entry.id] = me.entries.count
            me.entries.append(entry)
        }
    }

    private mutating func readAliases(_ file: ListFile) {
        rows(of: file, fields: 4) { me, fields in
            guard let place = me.places[fields[0]], !fields[3].isEmpty else { return }
            let name = ListName(fields[3], .strong)
            if !me.entries[place].names.contains(where: { $0.text == name.text }) {
                me.entries[place].names.append(name)
            }
        }
    }

    private mutating func readAddresses(_ file: ListFile) {
        rows(of: file, fields: 5) { me, fields in
            guard let place = me.places[fields[0]] else { return }
            let address = fields[2...4].filter { !$0.isEmpty }.joined(separator: ", ")
            if !address.isEmpty { me.entries[place].addresses.append(address) }
            if !fields[4].isEmpty { me.remarks.add(country: fields[4], to: &me.entries[place]) }
        }
    }

    /// Calls for every row that is long enough and begins with a number; the others become problems.
    private mutating func rows(of file: ListFile, fields count: Int, _ body: (inout Self, [String]) -> Void) {
        var reader = CSVReader(file.bytes)
        while let row = reader.next() {
            // Remarks that go on in the comments' file are kept as they are: the cut may lie at a blank.
            let fields = row.fields.enumerated().map { place, field in
                let text = field.trimmed
                return text == "-0-" ? "" : place + 1 == count && place > 0 && count != 4 && count != 5 ? field : text
            }
            guard let number = fields.first, Int(number) != nil else {
                problems.append(problem(file, row, "begins with \"\(fields.first ?? "")\", not with an entry's number"))
                continue
            }
            guard fields.count >= count else {
                problems.append(problem(file, row, "has \(fields.count) fields, not \(count)"))
                continue
            }
            body(&self, fields)
        }
        if let line = reader.openQuote, breakOff == nil {
            breakOff = ListProblem(file: file.name, line: line, reason: "the file ends inside a quoted field")
        }
    }

    private func problem(_ file: ListFile, _ row: CSVReader.Row, _ reason: String) -> ListProblem {
        ListProblem(file: file.name, line: row.line, reason: reason)
    }

    private static func kind(_ text: String) -> ListEntry.Kind {
        switch text.lowercased() {
        case "individual": .person
        case "vessel": .vessel
        case "aircraft": .aircraft
        default: .organization
        }
    }

    private static func programmes(_ text: String) -> [String] {
        text.split(separator: "]").map { part in
            let part = part.trimmed
            return part.hasPrefix("[") ? String(part.dropFirst()).trimmed : part
        }.filter { !$0.isEmpty }
    }
}
