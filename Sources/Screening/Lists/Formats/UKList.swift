/// What both forms of the UK Sanctions List have in common.
enum UKList {
    static func kind(_ text: String?) -> ListEntry.Kind {
        switch text?.lowercased() {
        case "individual": .person
        case "ship": .vessel
        default: .organization
        }
    }

    /// The measures named in a text such as `Asset freeze|Travel Ban`.
    static func measures(_ text: String) -> [ListEntry.Measure] {
        let text = text.lowercased()
        let known: [(String, ListEntry.Measure)] = [
            ("asset freeze", .assetFreeze), ("assetfreeze", .assetFreeze), ("travel", .travelBan),
            ("arms", .armsEmbargo),
            ("trust services", .servicesBan), ("trustservices", .servicesBan), ("investment", .investmentBan),
            ("ship", .shipping), ("port", .shipping), ("deflag", .shipping), ("correspondent", .sectoral),
        ]
        var measures: [ListEntry.Measure] = []
        for (word, measure) in known where text.contains(word) && !measures.contains(measure) {
            measures.append(measure)
        }
        return measures.isEmpty ? [.other] : measures
    }

    /// Name 6 is the family name or the whole name of a body; names 1 to 5 are the given names.
    static func name(_ value: (String) -> String?, _ prefix: String) -> String {
        let given = (1...5).compactMap { value("\(prefix)\($0)") }.joined(separator: " ")
        let family = value("\(prefix)6") ?? ""
        return given.isEmpty || family.isEmpty ? family + given : family + ", " + given
    }

    static func quality(type: String?, strength: String?) -> ListName.Quality {
        if type?.lowercased().hasPrefix("primary name") == true, type?.lowercased().contains("variation") == false {
            return .primary
        }
        return strength?.lowercased().contains("low") == true ? .weak : .strong
    }

    /// Puts the primary name first.
    static func sorted(_ names: [ListName]) -> [ListName] {
        names.filter { $0.quality == .primary } + names.filter { $0.quality != .primary }
    }

    static func empty(_ file: ListFile) -> LoadedList {
        var loaded = LoadedList(list: SanctionsList(id: "uk", title: "UK Sanctions List"))
        loaded.list.sha256 = file.sha256
        return loaded
    }
}

/// Loads the UK Sanctions List from its XML (`Designations`).
struct UKXML {
    let countries: Countries

    func load(_ file: ListFile) -> LoadedList {
        var loaded = UKList.empty(file)
        var records = XMLRecords(file.bytes, ["Designation", "DateGenerated"])
        while let record = records.next() {
            if record.name == "DateGenerated" {
                loaded.list.snapshot = DayFirst.iso(record.content ?? "")
            } else {
                loaded.add(entry(record), from: file, line: record.line)
            }
        }
        loaded.note(records.failure, in: file)
        return loaded
    }

    private func entry(_ record: XMLRecord) -> ListEntry? {
        guard let id = record.value("UniqueID") else { return nil }
        var entry = ListEntry(id: id, kind: UKList.kind(record.value("IndividualEntityShip")))
        for name in record.first("Names")?.all("Name") ?? [] {
            let quality = UKList.quality(type: name.value("NameType"), strength: name.value("AliasStrength"))
            entry.add(name: UKList.name(name.value, "Name"), quality)
        }
        entry.names = UKList.sorted(entry.names)
        for name in record.deep("NameNonLatinScript") { entry.add(name: name.content, .original) }
        entry.programmes = [record.value("RegimeName")].compactMap { $0 }
        let indicators = record.first("SanctionsImposedIndicators")?.children.filter { $0.content == "true" }.map(
            \.name
        )
        entry.measures = UKList.measures(record.value("SanctionsImposed") ?? indicators?.joined(separator: "|") ?? "")
        entry.listedOn = record.value("DateDesignated").map(DayFirst.iso)
        entry.remarks = record.value("OtherInformation")
        addFacts(record, to: &entry)
        return entry
    }

    private func addFacts(_ record: XMLRecord, to entry: inout ListEntry) {
        entry.birthDates = record.deep("DOB").compactMap(\.content).map(DayFirst.iso)
        entry.birthPlaces = record.deep("TownOfBirth").compactMap(\.content)
        entry.titles = record.deep("Position").compactMap(\.content)
        for name in record.deep("Nationality").compactMap(\.content) { entry.add(country: countries.code(name)) }
        for number in record.deep("PassportNumber").compactMap(\.content) {
            entry.identifiers.append(ListIdentifier(.passport, number))
        }
        for number in record.deep("IMONumber").compactMap(\.content) {
            entry.identifiers.append(ListIdentifier(.imo, number))
        }
        for address in record.first("Addresses")?.all("Address") ?? [] {
            let parts = address.children.compactMap(\.content)
            if !parts.isEmpty { entry.addresses.append(parts.joined(separator: ", ")) }
            if entry.kind != .person { entry.add(country: address.value("AddressCountry").flatMap(countries.code)) }
        }
    }
}

/// Loads the UK Sanctions List from its CSV, where a designation takes a row for each name and address.
struct UKCSV {
    let countries: Countries

    func load(_ file: ListFile) -> LoadedList {
        var loaded = UKList.empty(file)
        var first = CSVReader(file.bytes)
        if let title = first.next()?.fields.first, let colon = title.firstIndex(of: ":") {
            loaded.list.snapshot = DayFirst.iso(title[title.index(after: colon)...].trimmed)
        }
        var table = CSVTable(file.bytes) { $0.contains { $0.trimmed.lowercased() == "unique id" } }
        var entries: [(entry: ListEntry, line: Int)] = []
        var places: [String: Int] = [:]
        while let row = table.next() {
            guard let id = table.value(row, "Unique ID") else {
                loaded.problems.append(ListProblem(file: file.name, line: row.line, reason: "the row has no Unique ID"))
                continue
            }
            let place = places[id] ?? entries.count
            if place == entries.count {
                places[id] = place
                entries.append((entry(id, table, row), row.line))
            }
            addRow(table, row, to: &entries[place].entry)
        }
        for (var entry, line) in entries {
            entry.names = UKList.sorted(entry.names)
            loaded.add(entry, from: file, line: line)
        }
        loaded.note(table, in: file)
        return loaded
    }

    private func entry(_ id: String, _ table: CSVTable, _ row: CSVReader.Row) -> ListEntry {
        let type = table.value(row, "Designation Type") ?? table.value(row, "Individual, Entity, Ship")
        var entry = ListEntry(id: id, kind: UKList.kind(type))
        entry.programmes = [table.value(row, "Regime Name")].compactMap { $0 }
        entry.measures = UKList.measures(table.value(row, "Sanctions Imposed") ?? "")
        entry.listedOn = table.value(row, "Date Designated").map(DayFirst.iso)
        entry.remarks = table.value(row, "Other Information")
        return entry
    }

    private func addRow(_ table: CSVTable, _ row: CSVReader.Row, to entry: inout ListEntry) {
        let quality = UKList.quality(
            type: table.value(row, "Name type"),
            strength: table.value(row, "Alias strength")
        )
        entry.add(name: UKList.name({ table.value(row, $0) }, "Name "), quality)
        entry.add(name: table.value(row, "Name non-latin script"), .original)
        for date in (table.value(row, "D.O.B") ?? "").parts("|").map(DayFirst.iso)
        where !entry.birthDates.contains(date) {
            entry.birthDates.append(date)
        }
        for name in (table.value(row, "Nationality(/ies)") ?? "").parts("|") {
            entry.add(country: countries.code(name))
        }
        for title in (table.value(row, "Position") ?? "").parts("|") where !entry.titles.contains(title) {
            entry.titles.append(title)
        }
        add(.passport, table.value(row, "Passport number"), to: &entry)
        add(.national, table.value(row, "National Identifier number"), to: &entry)
        add(.imo, table.value(row, "IMO number"), to: &entry)
        if entry.kind != .person { entry.add(country: table.value(row, "Address Country").flatMap(countries.code)) }
    }

    private func add(_ kind: ListIdentifier.Kind, _ values: String?, to entry: inout ListEntry) {
        for value in (values ?? "").parts("|") {
            let identifier = ListIdentifier(kind, value)
            if !entry.identifiers.contains(identifier) { entry.identifiers.append(identifier) }
        }
    }
}
