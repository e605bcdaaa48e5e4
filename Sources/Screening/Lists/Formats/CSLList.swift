import Messages

/// Loads the consolidated screening list of the US government (CSL), as CSV or as JSON with `results`.
struct CSLList {
    let countries: Countries

    func load(csv file: ListFile) -> LoadedList {
        var loaded = empty(file)
        var table = CSVTable(file.bytes)
        while let row = table.next() {
            var entry = self.entry(
                id: table.value(row, "_id") ?? table.value(row, "entity_number"),
                type: table.value(row, "type"),
                name: table.value(row, "name")
            )
            let lists = { (column: String) in (table.value(row, column) ?? "").parts(";") }
            for name in lists("alt_names") { entry?.add(name: name, .strong) }
            entry?.programmes = lists("programs") + [table.value(row, "source")].compactMap { $0 }
            entry?.birthDates = lists("dates_of_birth")
            entry?.birthPlaces = lists("places_of_birth")
            entry?.addresses = lists("addresses")
            entry?.titles = [table.value(row, "title")].compactMap { $0 }
            entry?.listedOn = table.value(row, "start_date")
            entry?.remarks = table.value(row, "remarks")
            for name in lists("nationalities") + lists("citizenships") { entry?.add(country: countries.code(name)) }
            for document in lists("ids") { entry?.add(document: document, countries) }
            loaded.add(entry, from: file, line: row.line)
        }
        loaded.note(table, in: file)
        return loaded
    }

    func load(json file: ListFile) throws(ListError) -> LoadedList {
        var loaded = empty(file)
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONParser.parse(file.bytes)
        } catch {
            throw ListError(.malformed, file.name, "is no JSON: \(error)")
        }
        for (index, row) in (json["results"]?.array ?? []).enumerated() {
            var entry = self.entry(
                id: row["id"]?.string ?? row["entity_number"]?.string,
                type: row["type"]?.string,
                name: row["name"]?.string
            )
            for name in row.strings("alt_names") { entry?.add(name: name, .strong) }
            entry?.programmes = row.strings("programs") + [row["source"]?.string].compactMap { $0 }
            entry?.birthDates = row.strings("dates_of_birth")
            entry?.birthPlaces = row.strings("places_of_birth")
            entry?.titles = [row["title"]?.string].compactMap { $0 }
            entry?.listedOn = row["start_date"]?.string
            entry?.remarks = row["remarks"]?.string
            for name in row.strings("nationalities") + row.strings("citizenships") {
                entry?.add(country: countries.code(name))
            }
            for document in row["ids"]?.array ?? [] { add(document, to: &entry) }
            loaded.add(entry, from: file, line: index + 1)
        }
        return loaded
    }

    private func empty(_ file: ListFile) -> LoadedList {
        var loaded = LoadedList(list: SanctionsList(id: "us-csl", title: "US Consolidated Screening List"))
        loaded.list.sha256 = file.sha256
        return loaded
    }

    private func entry(id: String?, type: String?, name: String?) -> ListEntry? {
        guard let id else { return nil }
        var entry = ListEntry(id: id, kind: OFACXML.kind(type))
        entry.add(name: name, .primary)
        entry.measures = [.other]
        return entry
    }

    private func add(_ document: JSONValue, to entry: inout ListEntry?) {
        guard let type = document["type"]?.string, let number = document["number"]?.string else { return }
        let country = document["country"]?.string.flatMap(countries.code)
        if let identifier = OFACIdentifier.read(type: type, number: number, country: country) {
            entry?.identifiers.append(identifier)
        }
    }
}

extension ListEntry {
    /// Adds a document as the CSV writes it: `Passport, A0002456, Iran`.
    fileprivate mutating func add(document text: String, _ countries: Countries) {
        let parts = text.parts(",")
        guard parts.count > 1 else { return }
        let country = parts.count > 2 ? countries.code(parts[2]) : nil
        if let identifier = OFACIdentifier.read(type: parts[0], number: parts[1], country: country) {
            identifiers.append(identifier)
        }
    }
}
