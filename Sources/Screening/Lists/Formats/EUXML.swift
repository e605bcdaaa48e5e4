/// Loads the EU's consolidated financial sanctions list (FSF, `export` of `sanctionEntity`).
struct EUXML {
    let countries: Countries

    func load(_ file: ListFile) -> LoadedList {
        var loaded = LoadedList(list: SanctionsList(id: "eu", title: "EU Financial Sanctions Files"))
        loaded.list.sha256 = file.sha256
        var records = XMLRecords(file.bytes, ["sanctionEntity"])
        while let record = records.next() {
            loaded.add(entry(record), from: file, line: record.line)
        }
        loaded.list.snapshot = String((records.root["generationDate"] ?? "").prefix(10))
        loaded.note(records, in: file)
        return loaded
    }

    private func entry(_ record: XMLRecord) -> ListEntry? {
        guard let id = record.attribute("euReferenceNumber") ?? record.attribute("logicalId") else { return nil }
        let code = record.first("subjectType").flatMap { $0.attribute("classificationCode") ?? $0.attribute("code") }
        var entry = ListEntry(id: id, kind: code?.lowercased().hasPrefix("p") == true ? .person : .organization)
        for (index, alias) in record.all("nameAlias").enumerated() {
            let isStrong = alias.attribute("strong") != "false"
            let parts = ["firstName", "middleName", "lastName"].compactMap(alias.attribute)
            let name = alias.attribute("wholeName") ?? parts.joined(separator: " ")
            let quality: ListName.Quality =
                Script.isOther(name) ? .original : index == 0 ? .primary : isStrong ? .strong : .weak
            entry.add(name: name, quality)
            if let function = alias.attribute("function"), !entry.titles.contains(function) {
                entry.titles.append(function)
            }
        }
        addFacts(record, to: &entry)
        return entry
    }

    private func addFacts(_ record: XMLRecord, to entry: inout ListEntry) {
        for regulation in record.all("regulation") {
            if let programme = regulation.attribute("programme"), !entry.programmes.contains(programme) {
                entry.programmes.append(programme)
            }
            entry.listedOn = entry.listedOn ?? regulation.attribute("publicationDate")
        }
        entry.measures = [.assetFreeze]
        for country in record.all("citizenship").compactMap({ $0.attribute("countryIso2Code") }) where country != "00" {
            entry.add(country: country)
        }
        for birth in record.all("birthdate") {
            if let date = ["birthdate", "year", "yearRangeFrom"].compactMap(birth.attribute).first {
                entry.birthDates.append(date)
            }
            let place = EUPlace.text(["place", "city", "countryDescription"].compactMap(birth.attribute))
            if !place.isEmpty { entry.birthPlaces.append(place) }
        }
        for document in record.all("identification") {
            guard let number = document.attribute("latinNumber") ?? document.attribute("number") else { continue }
            entry.identifiers.append(
                EUIdentifier.identifier(
                    document.attribute("identificationTypeCode"),
                    number,
                    document.attribute("countryIso2Code")
                )
            )
        }
        for address in record.all("address") {
            let parts = ["street", "poBox", "zipCode", "city", "region", "countryDescription"]
            let text = EUPlace.text(parts.compactMap(address.attribute))
            if !text.isEmpty { entry.addresses.append(text) }
            if entry.kind != .person, let code = address.attribute("countryIso2Code"), code != "00" {
                entry.add(country: code)
            }
        }
        let remarks = record.all("remark").compactMap(\.content)
        entry.remarks = remarks.isEmpty ? nil : remarks.joined(separator: "; ")
    }
}

/// Places as the EU writes them.
enum EUPlace {
    /// The parts in order; `UNKNOWN` stands where the country isn't told.
    static func text(_ parts: [String]) -> String { parts.filter { $0 != "UNKNOWN" }.joined(separator: ", ") }
}

/// The EU's codes for kinds of documents.
enum EUIdentifier {
    /// - Parameters:
    ///   - code: The kind of document.
    ///   - number: As on the document.
    ///   - country: The ISO code of who issued it; `00` where that isn't known.
    /// - Returns: The identifier.
    static func identifier(_ code: String?, _ number: String, _ country: String?) -> ListIdentifier {
        let kind = kind(code ?? "")
        let number = kind == .imo ? number.filter(\.isNumber) : number
        return ListIdentifier(kind, number, issuer: country == "00" ? nil : country)
    }

    static func kind(_ code: String) -> ListIdentifier.Kind {
        switch code.lowercased() {
        case "passport", "diplomatic-passport": .passport
        case "id", "ssn", "nationalid": .national
        case "fiscalcode", "tax", "taxid", "fiscal": .tax
        case "regnumber", "registrationnumber": .registration
        case "swiftbic": .bic
        case "imo": .imo
        default: .other
        }
    }
}

/// Loads the same list from its CSV form, where an entity takes many rows.
struct EUCSV {
    let countries: Countries

    func load(_ file: ListFile) -> LoadedList {
        var loaded = LoadedList(list: SanctionsList(id: "eu", title: "EU Financial Sanctions Files"))
        loaded.list.sha256 = file.sha256
        var table = CSVTable(file.bytes, separator: 0x3B)
        var current: (entry: ListEntry, line: Int)?
        while let row = table.next() {
            guard let id = table.value(row, "Entity_EU_ReferenceNumber") ?? table.value(row, "Entity_LogicalId") else {
                loaded.problems.append(
                    ListProblem(file: file.name, line: row.line, reason: "the row has no entity's id")
                )
                continue
            }
            if let date = table.value(row, "fileGenerationDate") { loaded.list.snapshot = DayFirst.iso(date) }
            if let done = current, done.entry.id != id {
                loaded.add(done.entry, from: file, line: done.line)
                current = nil
            }
            var entry = current?.entry ?? ListEntry(id: id, kind: kind(table.value(row, "Entity_SubjectType")))
            read(table, row, into: &entry)
            current = (entry, current?.line ?? row.line)
        }
        if let done = current { loaded.add(done.entry, from: file, line: done.line) }
        loaded.note(table, in: file)
        return loaded
    }

    private func kind(_ code: String?) -> ListEntry.Kind {
        code?.lowercased().hasPrefix("p") == true ? .person : .organization
    }

    private func read(_ table: CSVTable, _ row: CSVReader.Row, into entry: inout ListEntry) {
        if let name = table.value(row, "NameAlias_WholeName") {
            let isStrong = table.value(row, "NameAlias_Strong")?.lowercased() != "false"
            entry.add(
                name: name,
                Script.isOther(name) ? .original : entry.names.isEmpty ? .primary : isStrong ? .strong : .weak
            )
        }
        if let programme = table.value(row, "Entity_Regulation_Programme"), !entry.programmes.contains(programme) {
            entry.programmes.append(programme)
        }
        entry.measures = [.assetFreeze]
        entry.add(country: table.value(row, "Citizenship_CountryIso2Code").flatMap { $0 == "00" ? nil : $0 })
        addFacts(table, row, to: &entry)
    }

    /// Every row repeats what the entity has once.
    private func addFacts(_ table: CSVTable, _ row: CSVReader.Row, to entry: inout ListEntry) {
        let value = { (column: String) in table.value(row, column) }
        func add(_ text: String?, to texts: inout [String]) {
            if let text, !text.isEmpty, !texts.contains(text) { texts.append(text) }
        }
        let births = ["BirthDate_BirthDate", "BirthDate_Year", "BirthDate_YearRangeFrom"].compactMap(value)
        add(births.first, to: &entry.birthDates)
        let birthPlace = ["BirthDate_Place", "BirthDate_City", "BirthDate_CountryDescription"].compactMap(value)
        add(EUPlace.text(birthPlace), to: &entry.birthPlaces)
        add(value("NameAlias_Function"), to: &entry.titles)
        let address = ["Street", "PoBox", "ZipCode", "City", "Region", "CountryDescription"]
        add(EUPlace.text(address.compactMap { value("Address_" + $0) }), to: &entry.addresses)
        if entry.kind != .person {
            entry.add(country: value("Address_CountryIso2Code").flatMap { $0 == "00" ? nil : $0 })
        }
        let listed = value("Entity_DesignationDate") ?? value("Entity_Regulation_PublicationDate")
        entry.listedOn = entry.listedOn ?? listed.map(DayFirst.iso)
        entry.remarks = entry.remarks ?? value("Entity_Remark")
        guard let number = value("Identification_LatinNumber") ?? value("Identification_Number") else { return }
        let identifier = EUIdentifier.identifier(
            value("Identification_TypeCode"),
            number,
            value("Identification_CountryIso2Code")
        )
        if !entry.identifiers.contains(identifier) { entry.identifiers.append(identifier) }
    }
}

/// Dates written with the day first: `25/02/2022`, `25-Feb-2022`.
enum DayFirst {
    /// The ISO form; unknown days and months (`00`, `dd`) are left out; other texts come as they are.
    static func iso(_ text: String) -> String {
        let parts = text.split(whereSeparator: { $0 == "/" || $0 == "." }).map(String.init)
        let words = text.split(separator: "-")
        if words.count == 3, words[1].count == 3, words[1].allSatisfy(\.isLetter) {
            return OFACDate.iso(words.joined(separator: " "))
        }
        guard parts.count == 3, parts[2].count >= 4 else { return String(text.prefix(10)) }
        let known = [parts[1], parts[0]].prefix { Int($0).map { $0 > 0 } ?? false }
        return ([String(parts[2].prefix(4))] + known).joined(separator: "-")
    }
}
