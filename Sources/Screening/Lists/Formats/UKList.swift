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
            ("services", .servicesBan), ("investment", .investmentBan), ("ship", .shipping), ("port entry", .shipping),
            ("portentry", .shipping), ("deflag", .shipping), ("correspondent", .sectoral), ("export", .export),
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

    /// A ship's number is written with its letters in front, `IMO9562233`.
    static func identifier(_ kind: ListIdentifier.Kind, _ text: String) -> ListIdentifier {
        ListIdentifier(kind, kind == .imo ? text.filter(\.isNumber) : text)
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
        loaded.note(records, in: file)
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
        entry.birthPlaces = (record.deep("BirthDetails").flatMap { $0.all("Location") }).compactMap { place in
            let parts = ["TownOfBirth", "CountryOfBirth"].compactMap(place.value)
            return parts.isEmpty ? nil : parts.joined(separator: ", ")
        }
        entry.titles = record.deep("Position").compactMap(\.content)
        for name in (record.deep("Nationality") + record.deep("CurrentBelievedFlagOfShip")).compactMap(\.content) {
            entry.add(country: countries.code(name))
        }
        for (element, kind) in Self.numbers {
            for number in record.deep(element).compactMap(\.content) {
                let identifier = UKList.identifier(kind, number)
                if !entry.identifiers.contains(identifier) { entry.identifiers.append(identifier) }
            }
        }
        for address in record.first("Addresses")?.all("Address") ?? [] {
            let parts = address.children.compactMap(\.content)
            if !parts.isEmpty { entry.addresses.append(parts.joined(separator: ", ")) }
            if entry.kind != .person { entry.add(country: address.value("AddressCountry").flatMap(countries.code)) }
        }
    }

    private static let numbers: [(element: String, kind: ListIdentifier.Kind)] = [
        ("PassportNumber", .passport), ("NationalIdentifierNumber", .national), ("IMONumber", .imo),
        ("BusinessRegistrationNumber", .registration), ("HullIdentificationNumber", .serial), ("Website", .website),
        ("EmailAddress", .email),
    ]
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
        let birthPlace = ["Town of birth", "Country of birth"].compactMap { table.value(row, $0) }
            .joined(separator: ", ")
        if !birthPlace.isEmpty, !entry.birthPlaces.contains(birthPlace) { entry.birthPlaces.append(birthPlace) }
        for (column, kind) in Self.numbers { add(kind, table.value(row, column), to: &entry) }
        let lines = (1...6).map { "Address Line \($0)" } + ["Address Postal Code", "Address Country"]
        let address = lines.compactMap { table.value(row, $0) }.joined(separator: ", ")
        if !address.isEmpty, !entry.addresses.contains(address) { entry.addresses.append(address) }
        entry.add(country: table.value(row, "Current believed flag of ship").flatMap(countries.code))
        if entry.kind != .person { entry.add(country: table.value(row, "Address Country").flatMap(countries.code)) }
    }

    private static let numbers: [(column: String, kind: ListIdentifier.Kind)] = [
        ("Passport number", .passport), ("National Identifier number", .national), ("IMO number", .imo),
        ("Business registration number (s)", .registration), ("Hull identification number (HIN)", .serial),
        ("Website", .website), ("Email address", .email),
    ]

    private func add(_ kind: ListIdentifier.Kind, _ values: String?, to entry: inout ListEntry) {
        for value in (values ?? "").parts("|") {
            let identifier = UKList.identifier(kind, value)
            if !entry.identifiers.contains(identifier) { entry.identifiers.append(identifier) }
        }
    }
}
