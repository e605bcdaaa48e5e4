/// Loads OFAC's XML in its plain form (`sdnList`), both the SDN and the consolidated list.
struct OFACXML {
    let countries: Countries

    func load(_ file: ListFile) -> LoadedList {
        let isConsolidated = file.name.lowercased().hasPrefix("cons")
        var loaded = LoadedList(
            list: SanctionsList(
                id: isConsolidated ? "ofac-cons" : "ofac-sdn",
                title: isConsolidated ? "OFAC consolidated (non-SDN) list" : "OFAC Specially Designated Nationals"
            )
        )
        loaded.list.sha256 = file.sha256
        var records = XMLRecords(file.bytes, ["sdnEntry", "publshInformation"])
        while let record = records.next() {
            if record.name == "publshInformation" {
                loaded.list.snapshot = OFACDate.american(record.value("Publish_Date") ?? "")
            } else {
                loaded.add(entry(record, isConsolidated: isConsolidated), from: file, line: record.line)
            }
        }
        loaded.note(records, in: file)
        return loaded
    }

    private func entry(_ record: XMLRecord, isConsolidated: Bool) -> ListEntry? {
        guard let id = record.value("uid") else { return nil }
        var entry = ListEntry(id: id, kind: Self.kind(record.value("sdnType")))
        entry.add(name: Self.name(record), .primary)
        for alias in record.first("akaList")?.all("aka") ?? [] {
            entry.add(name: Self.name(alias), alias.value("category") == "weak" ? .weak : .strong)
        }
        entry.programmes = record.first("programList")?.all("program").compactMap(\.content) ?? []
        entry.measures = [isConsolidated ? .other : .assetFreeze]
        if let title = record.value("title") { entry.titles = [title] }
        entry.remarks = record.value("remarks")
        addFacts(record, to: &entry)
        addVessel(record, to: &entry)
        return entry
    }

    private func addFacts(_ record: XMLRecord, to entry: inout ListEntry) {
        entry.birthDates = record.deep("dateOfBirth").compactMap(\.content).map(OFACDate.iso)
        entry.birthPlaces = record.deep("placeOfBirth").compactMap(\.content)
        for name in (record.first("nationalityList")?.deep("country") ?? [])
            + (record.first("citizenshipList")?.deep("country") ?? [])
        {
            entry.add(country: name.content.flatMap(countries.code))
        }
        for document in record.first("idList")?.all("id") ?? [] {
            guard let type = document.value("idType"), let number = document.value("idNumber") else { continue }
            let country = document.value("idCountry").flatMap(countries.code)
            if type.contains("Directive"), !entry.measures.contains(.sectoral) { entry.measures.append(.sectoral) }
            if let identifier = OFACIdentifier.read(type: type, number: number, country: country) {
                entry.identifiers.append(identifier)
            }
        }
        for address in record.first("addressList")?.all("address") ?? [] {
            let parts = ["address1", "address2", "address3", "city", "stateOrProvince", "country"].compactMap(
                address.value
            )
            if !parts.isEmpty { entry.addresses.append(parts.joined(separator: ", ")) }
            if entry.kind != .person { entry.add(country: address.value("country").flatMap(countries.code)) }
        }
    }

    private func addVessel(_ record: XMLRecord, to entry: inout ListEntry) {
        guard let vessel = record.first("vesselInfo") else { return }
        if let sign = vessel.value("callSign") { entry.identifiers.append(ListIdentifier(.callSign, sign)) }
        entry.add(country: vessel.value("vesselFlag").flatMap(countries.code))
    }

    private static func name(_ record: XMLRecord) -> String {
        [record.value("lastName"), record.value("firstName")].compactMap { $0 }.joined(separator: ", ")
    }

    static func kind(_ text: String?) -> ListEntry.Kind {
        switch text?.lowercased() {
        case "individual", "person": .person
        case "vessel", "ship": .vessel
        case "aircraft", "airplane": .aircraft
        default: .organization
        }
    }
}
