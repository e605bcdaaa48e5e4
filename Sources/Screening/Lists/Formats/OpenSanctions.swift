import Messages

/// Loads OpenSanctions' simple table (`targets.simple.csv`) and its FollowTheMoney entities (JSON lines).
///
/// The data is licensed for non-commercial use; whoever loads it answers for the licence.
struct OpenSanctions {
    let countries: Countries

    func load(csv file: ListFile) -> LoadedList {
        var loaded = empty(file)
        var table = CSVTable(file.bytes)
        while let row = table.next() {
            guard let id = table.value(row, "id") else {
                loaded.add(nil, from: file, line: row.line)
                continue
            }
            let lists = { (column: String) in (table.value(row, column) ?? "").parts(";") }
            var entry = ListEntry(id: id, kind: Self.kind(table.value(row, "schema")))
            entry.add(name: table.value(row, "name"), .primary)
            for name in lists("aliases") { entry.add(name: name, Script.isOther(name) ? .original : .strong) }
            entry.birthDates = lists("birth_date")
            for code in lists("countries") { entry.add(country: countries.code(code) ?? code.uppercased()) }
            entry.addresses = lists("addresses")
            entry.identifiers = lists("identifiers").map(Self.identifier)
            entry.programmes = lists("program_ids").isEmpty ? lists("dataset") : lists("program_ids")
            entry.remarks = table.value(row, "sanctions")
            entry.measures = [.other]
            if let day = table.value(row, "last_change") {
                loaded.list.snapshot = max(loaded.list.snapshot, String(day.prefix(10)))
            }
            loaded.add(entry, from: file, line: row.line)
        }
        loaded.note(table, in: file)
        return loaded
    }

    /// Entities that are no targets (addresses, sanctions, relations) are left out.
    func load(lines file: ListFile) -> LoadedList {
        var loaded = empty(file)
        for (index, line) in file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard !line.allSatisfy({ $0 <= 0x20 }) else { continue }
            do throws(JSONError) {
                let json = try JSONParser.parse(Array(line))
                if let entry = try entry(json) { loaded.add(entry, from: file, line: index + 1) }
                if let day = json["last_change"]?.string {
                    loaded.list.snapshot = max(loaded.list.snapshot, String(day.prefix(10)))
                }
            } catch {
                loaded.problems.append(ListProblem(file: file.name, line: index + 1, reason: "\(error)"))
            }
        }
        // A last line that is neither whole nor ended was cut.
        let lines = file.bytes.count { $0 == 0x0A } + 1
        if file.bytes.last != 0x0A, let last = loaded.problems.last, last.line == lines { loaded.breakOff = last }
        return loaded
    }

    private func entry(_ json: JSONValue) throws(JSONError) -> ListEntry? {
        let schema = try json.required("schema")
        guard json["target"]?.bool != false, Self.kinds[schema] != nil, let facts = json["properties"] else {
            return nil
        }
        var entry = ListEntry(id: try json.required("id"), kind: Self.kind(schema))
        for (index, name) in facts.strings("name").enumerated() {
            entry.add(name: name, Script.isOther(name) ? .original : index == 0 ? .primary : .strong)
        }
        for name in facts.strings("alias") { entry.add(name: name, Script.isOther(name) ? .original : .strong) }
        for name in facts.strings("weakAlias") { entry.add(name: name, .weak) }
        entry.titles = facts.strings("position")
        entry.birthDates = facts.strings("birthDate")
        entry.birthPlaces = facts.strings("birthPlace")
        for key in ["nationality", "citizenship", "country", "flag", "jurisdiction"] {
            for code in facts.strings(key) { entry.add(country: countries.code(code) ?? code.uppercased()) }
        }
        entry.programmes = facts.strings("programId").isEmpty ? json.strings("datasets") : facts.strings("programId")
        entry.addresses = facts.strings("address")
        entry.measures = [.other]
        for (key, kind) in Self.documents {
            entry.identifiers += facts.strings(key).map { ListIdentifier(kind, $0) }
        }
        return entry
    }

    private func empty(_ file: ListFile) -> LoadedList {
        var loaded = LoadedList(list: SanctionsList(id: "opensanctions", title: "OpenSanctions targets"))
        loaded.list.sha256 = file.sha256
        return loaded
    }

    private static let kinds: [String: ListEntry.Kind] = [
        "Person": .person, "Company": .organization, "Organization": .organization, "LegalEntity": .organization,
        "PublicBody": .organization, "Vessel": .vessel, "Airplane": .aircraft, "CryptoWallet": .other,
        "Vehicle": .other,
        "Security": .other, "Asset": .other,
    ]

    private static let documents: [(String, ListIdentifier.Kind)] = [
        ("imoNumber", .imo), ("mmsi", .mmsi), ("callSign", .callSign), ("passportNumber", .passport),
        ("idNumber", .national), ("taxNumber", .tax), ("innCode", .tax), ("ogrnCode", .registration),
        ("registrationNumber", .registration), ("leiCode", .lei), ("swiftBic", .bic), ("publicKey", .wallet),
        ("serialNumber", .serial), ("website", .website),
    ]

    static func kind(_ schema: String?) -> ListEntry.Kind { schema.flatMap { kinds[$0] } ?? .organization }

    /// The table doesn't say of what kind an identifier is; its form does for some.
    private static func identifier(_ text: String) -> ListIdentifier {
        let value = text.dropping("IMO") ?? text
        if CheckDigit.imo(value), value.count <= 8 { return ListIdentifier(.imo, value.filter(\.isNumber)) }
        return ListIdentifier(CheckDigit.lei(text) ? .lei : .registration, text)
    }
}
