/// Loads Canada's consolidated autonomous sanctions list (`data-set` of `record`).
struct SEMAXML {
    let countries: Countries

    func load(_ file: ListFile) -> LoadedList {
        var loaded = LoadedList(
            list: SanctionsList(id: "ca-sema", title: "Consolidated Canadian Autonomous Sanctions List")
        )
        loaded.list.sha256 = file.sha256
        var records = XMLRecords(file.bytes, ["record"])
        while let record = records.next() {
            loaded.add(entry(record), from: file, line: record.line)
            if let date = record.value("DateOfListing") { loaded.list.snapshot = max(loaded.list.snapshot, date) }
        }
        loaded.note(records, in: file)
        return loaded
    }

    /// The list numbers its entries by country, schedule and item.
    private func entry(_ record: XMLRecord) -> ListEntry? {
        guard let country = record.value("Country"), let item = record.value("Item") else { return nil }
        let code = countries.code(country)
        let schedule = (record.value("Schedule") ?? "").filter { !$0.isWhitespace }
        var entry = ListEntry(id: "\(code ?? country)-\(schedule)-\(item)", kind: kind(record))
        if let family = record.value("LastName") {
            entry.add(name: [family, record.value("GivenName")].compactMap { $0 }.joined(separator: ", "), .primary)
        } else {
            entry.add(name: record.value("EntityOrShip") ?? record.value("GivenName"), .primary)
        }
        for alias in (record.value("Aliases") ?? "").split(whereSeparator: { $0 == ";" || $0 == "," }) {
            entry.add(name: String(alias), .strong)
        }
        if let title = record.value("TitleOrShip"), entry.kind == .person { entry.titles = [title] }
        if let date = record.value("DateOfBirthOrShipBuildDate"), entry.kind == .person { entry.birthDates = [date] }
        if let imo = record.value("ShipIMONumber") { entry.identifiers = [ListIdentifier(.imo, imo)] }
        entry.add(country: code)
        entry.programmes = ["SEMA " + (code ?? country)]
        entry.measures = [.assetFreeze]
        entry.listedOn = record.value("DateOfListing")
        return entry
    }

    private func kind(_ record: XMLRecord) -> ListEntry.Kind {
        if record.value("ShipIMONumber") != nil { return .vessel }
        return record.value("LastName") != nil || record.value("GivenName") != nil ? .person : .organization
    }
}
