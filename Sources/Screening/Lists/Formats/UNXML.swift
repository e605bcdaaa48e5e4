/// Loads the consolidated list of the UN Security Council (`CONSOLIDATED_LIST`).
struct UNXML {
    let countries: Countries

    func load(_ file: ListFile) -> LoadedList {
        var loaded = LoadedList(list: SanctionsList(id: "un", title: "UN Security Council Consolidated List"))
        loaded.list.sha256 = file.sha256
        var records = XMLRecords(file.bytes, ["INDIVIDUAL", "ENTITY"])
        while let record = records.next() {
            loaded.add(entry(record), from: file, line: record.line)
        }
        loaded.list.snapshot = String((records.root["dateGenerated"] ?? "").prefix(10))
        loaded.note(records, in: file)
        return loaded
    }

    private func entry(_ record: XMLRecord) -> ListEntry? {
        guard let id = record.value("REFERENCE_NUMBER") ?? record.value("DATAID") else { return nil }
        let isPerson = record.name == "INDIVIDUAL"
        var entry = ListEntry(id: id, kind: isPerson ? .person : .organization)
        let parts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"].compactMap(record.value)
        entry.add(name: parts.joined(separator: " "), .primary)
        for name in record.all("NAME_ORIGINAL_SCRIPT") { entry.add(name: name.content, .original) }
        for alias in record.all(isPerson ? "INDIVIDUAL_ALIAS" : "ENTITY_ALIAS") { add(alias, to: &entry) }
        entry.programmes = [record.value("UN_LIST_TYPE")].compactMap { $0.map { "UN " + $0 } }
        entry.measures = isPerson ? [.assetFreeze, .travelBan, .armsEmbargo] : [.assetFreeze, .armsEmbargo]
        entry.titles = record.all("DESIGNATION").flatMap { $0.all("VALUE").compactMap(\.content) }
        entry.listedOn = record.value("LISTED_ON").map { String($0.prefix(10)) }
        entry.remarks = record.value("COMMENTS1")
        addFacts(record, to: &entry)
        return entry
    }

    /// An alias of good quality is strong; one field may hold several, parted by semicolons.
    private func add(_ alias: XMLRecord, to entry: inout ListEntry) {
        let isWeak = alias.value("QUALITY")?.lowercased() == "low"
        for name in (alias.value("ALIAS_NAME") ?? "").parts(";") { entry.add(name: name, isWeak ? .weak : .strong) }
    }

    private func addFacts(_ record: XMLRecord, to entry: inout ListEntry) {
        for name in record.all("NATIONALITY").flatMap({ $0.all("VALUE") }).compactMap(\.content) {
            entry.add(country: countries.code(name))
        }
        for birth in record.all("INDIVIDUAL_DATE_OF_BIRTH") {
            if let date = birth.value("DATE") ?? birth.value("YEAR") ?? birth.value("FROM_YEAR") {
                entry.birthDates.append(String(date.prefix(10)))
            }
        }
        for place in record.all("INDIVIDUAL_PLACE_OF_BIRTH") {
            let parts = ["CITY", "STATE_PROVINCE", "COUNTRY"].compactMap(place.value)
            if !parts.isEmpty { entry.birthPlaces.append(parts.joined(separator: ", ")) }
        }
        for document in record.all("INDIVIDUAL_DOCUMENT") {
            guard let number = document.value("NUMBER") else { continue }
            let isPassport = document.value("TYPE_OF_DOCUMENT")?.lowercased().contains("passport") ?? false
            let issuer = (document.value("ISSUING_COUNTRY") ?? document.value("COUNTRY_OF_ISSUE")).flatMap(
                countries.code
            )
            entry.identifiers.append(ListIdentifier(isPassport ? .passport : .national, number, issuer: issuer))
        }
        for address in record.all("INDIVIDUAL_ADDRESS") + record.all("ENTITY_ADDRESS") {
            let parts = ["STREET", "CITY", "STATE_PROVINCE", "COUNTRY"].compactMap(address.value)
            if !parts.isEmpty { entry.addresses.append(parts.joined(separator: ", ")) }
            if record.name == "ENTITY" { entry.add(country: address.value("COUNTRY").flatMap(countries.code)) }
        }
    }
}
