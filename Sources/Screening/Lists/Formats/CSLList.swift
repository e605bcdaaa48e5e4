import Messages

/// Loads the consolidated screening list of the US government (CSL), as CSV or as JSON with `results`.
///
/// Only Treasury's rows say what kind of party they are, and older files give the others no id; what isn't told may be a
/// person or a body, and gets the id that its list and name make.
struct CSLList {
    let countries: Countries

    func load(csv file: ListFile) -> LoadedList {
        var loaded = empty(file)
        var table = CSVTable(file.bytes)
        while let row = table.next() {
            let value = { (column: String) in table.value(row, column) }
            let lists = { (column: String) in (value(column) ?? "").parts(";") }
            var entry = entry(
                id: value("_id") ?? value("entity_number"),
                type: value("type"),
                name: value("name"),
                source: value("source")
            )
            for name in lists("alt_names") { entry?.add(name: name, .strong) }
            entry?.programmes = lists("programs") + [value("source")].compactMap { $0 }
            entry?.birthDates = lists("dates_of_birth").map(OFACDate.iso)
            entry?.birthPlaces = lists("places_of_birth")
            entry?.addresses = lists("addresses")
            entry?.titles = [value("title")].compactMap { $0 }
            entry?.listedOn = value("start_date")
            entry?.remarks = value("remarks")
            if let sign = value("call_sign") { entry?.identifiers.append(ListIdentifier(.callSign, sign)) }
            for name in lists("nationalities") + lists("citizenships") + lists("vessel_flag") {
                entry?.add(country: countries.code(name))
            }
            if entry?.kind != .person {
                for address in entry?.addresses ?? [] {
                    entry?.add(country: address.parts(",").last.flatMap(countries.code))
                }
            }
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
            let value = { (member: String) in row[member]?.string.flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed } }
            var entry = entry(
                id: value("id") ?? value("entity_number"),
                type: value("type"),
                name: value("name"),
                source: value("source")
            )
            for name in row.strings("alt_names") { entry?.add(name: name, .strong) }
            entry?.programmes = row.strings("programs") + [value("source")].compactMap { $0 }
            entry?.birthDates = row.strings("dates_of_birth").map(OFACDate.iso)
            entry?.birthPlaces = row.strings("places_of_birth")
            entry?.titles = [value("title")].compactMap { $0 }
            entry?.listedOn = value("start_date")
            entry?.remarks = value("remarks")
            if let sign = value("call_sign") { entry?.identifiers.append(ListIdentifier(.callSign, sign)) }
            for name in row.strings("nationalities") + row.strings("citizenships")
                + [value("vessel_flag"), value("country")].compactMap({ $0 })
            {
                entry?.add(country: countries.code(name))
            }
            for address in row["addresses"]?.array ?? [] { add(address, to: &entry) }
            for document in row["ids"]?.array ?? [] { add(document: document, to: &entry) }
            loaded.add(entry, from: file, line: index + 1)
        }
        return loaded
    }

    private func empty(_ file: ListFile) -> LoadedList {
        var loaded = LoadedList(list: SanctionsList(id: "us-csl", title: "US Consolidated Screening List"))
        loaded.list.sha256 = file.sha256
        return loaded
    }

    private func entry(id: String?, type: String?, name: String?, source: String?) -> ListEntry? {
        guard let id = id ?? name.map({ (source ?? "") + ": " + $0 }) else { return nil }
        var entry = ListEntry(id: id, kind: type == nil ? .other : OFACXML.kind(type))
        entry.add(name: name, .primary)
        entry.measures = [.other]
        return entry
    }

    private func add(_ address: JSONValue, to entry: inout ListEntry?) {
        let parts = ["address", "city", "state", "postal_code", "country"].compactMap { address[$0]?.string?.trimmed }
        let text = parts.filter { !$0.isEmpty }.joined(separator: ", ")
        if !text.isEmpty { entry?.addresses.append(text) }
        if entry?.kind != .person { entry?.add(country: address["country"]?.string.flatMap(countries.code)) }
    }

    private func add(document: JSONValue, to entry: inout ListEntry?) {
        guard let type = document["type"]?.string, let number = document["number"]?.string else { return }
        let country = document["country"]?.string.flatMap(countries.code)
        if let identifier = OFACIdentifier.read(type: type, number: number, country: country) {
            entry?.identifiers.append(identifier)
        }
    }
}

extension ListEntry {
    /// Adds a document as the CSV writes it: `IR, A0002456, Passport` or `A0002456, Passport`; the kind may also come first.
    fileprivate mutating func add(document text: String, _ countries: Countries) {
        let parts = text.parts(",")
        guard let kind = parts.lastIndex(where: OFACIdentifier.isKind), parts.count > 1 else { return }
        let isFirst = kind == 0
        let rest = parts.indices.filter { $0 != kind }
        guard let number = isFirst ? rest.first : rest.last else { return }
        let country = rest.filter { $0 != number }.compactMap { countries.code(parts[$0]) }.first
        if let identifier = OFACIdentifier.read(type: parts[kind], number: parts[number], country: country),
            !identifiers.contains(identifier)
        {
            identifiers.append(identifier)
        }
    }
}
