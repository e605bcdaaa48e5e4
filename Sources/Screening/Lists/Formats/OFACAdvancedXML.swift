/// Loads OFAC's XML in its advanced form (`Sanctions`, the UN's advanced sanctions data model).
///
/// Parties stand in `DistinctParty`, what their numbers mean in `ReferenceValueSets`, documents in `IDRegDocument` and the
/// programmes in `SanctionsEntry`; the file is read once, and the parts are put together at its end.
struct OFACAdvancedXML {
    let countries: Countries
    /// What an id of a reference set means: `FeatureType 8` is `Birthdate`.
    private var meanings: [String: String] = [:]
    private var documents: [String: [XMLRecord]] = [:]
    private var measures: [String: [XMLRecord]] = [:]
    private var parties: [XMLRecord] = []
    /// The places that features point to.
    private var places: [String: Place] = [:]
    private var snapshot = ""

    private struct Place {
        var countries: [String]
        var text: String
    }

    private static let references: Set<String> = [
        "AliasType", "PartySubType", "FeatureType", "IDRegDocType", "NamePartType", "Country", "AreaCode",
        "SanctionsType",
        "DetailReference",
    ]

    init(countries: Countries) {
        self.countries = countries
    }

    mutating func load(_ file: ListFile) -> LoadedList {
        var names = Self.references
        names.formUnion(["DateOfIssue", "IDRegDocument", "DistinctParty", "SanctionsEntry", "Location"])
        var records = XMLRecords(file.bytes, names)
        while let record = records.next() { take(record) }
        var loaded = LoadedList(list: SanctionsList(id: "ofac-sdn", title: "OFAC Specially Designated Nationals"))
        loaded.list.sha256 = file.sha256
        loaded.list.snapshot = snapshot
        for party in parties { loaded.add(entry(party), from: file, line: party.line) }
        loaded.note(records, in: file)
        return loaded
    }

    /// OFAC calls the subtypes of persons and bodies "Unknown": 4 is an individual, 3 an entity.
    private static func kind(_ number: String?, _ type: String?) -> ListEntry.Kind {
        switch number {
        case "4": .person
        case "1" where type == nil: .vessel
        case "2" where type == nil: .aircraft
        default: OFACXML.kind(type)
        }
    }

    private mutating func take(_ record: XMLRecord) {
        switch record.name {
        case "DateOfIssue" where snapshot.isEmpty: snapshot = Self.date(record) ?? ""
        case "IDRegDocument": documents[record.attributes["IdentityID"] ?? "", default: []].append(record)
        case "SanctionsEntry": measures[record.attributes["ProfileID"] ?? "", default: []].append(record)
        case "DistinctParty": parties.append(record)
        case "Location":
            let countries = record.deep("LocationCountry").compactMap { meaning("Country", $0.attribute("CountryID")) }
            let parts = record.deep("LocationPartValue").compactMap { $0.value("Value") } + countries
            places[record.attributes["ID"] ?? ""] = Place(countries: countries, text: parts.joined(separator: ", "))
        default: meanings[record.name + " " + (record.attributes["ID"] ?? "")] = record.content
        }
    }

    private func meaning(_ kind: String, _ id: String?) -> String? { id.flatMap { meanings[kind + " " + $0] } }

    private func entry(_ party: XMLRecord) -> ListEntry? {
        guard let profile = party.first("Profile"), let id = party.attribute("FixedRef") ?? profile.attribute("ID")
        else {
            return nil
        }
        let type = meaning("PartySubType", profile.attribute("PartySubTypeID"))
        var entry = ListEntry(id: id, kind: Self.kind(profile.attribute("PartySubTypeID"), type))
        for identity in profile.all("Identity") { add(identity, to: &entry) }
        for feature in profile.all("Feature") { add(feature: feature, to: &entry) }
        for listing in measures[profile.attribute("ID") ?? id] ?? [] { add(listing: listing, to: &entry) }
        entry.names.sort { $0.quality == .primary && $1.quality != .primary }
        return entry
    }

    private func add(_ identity: XMLRecord, to entry: inout ListEntry) {
        var types: [String: String] = [:]
        for group in identity.deep("NamePartGroup") {
            types[group.attribute("ID") ?? ""] = meaning("NamePartType", group.attribute("NamePartTypeID"))
        }
        for alias in identity.all("Alias") {
            let isPrimary = alias.attribute("Primary") == "true"
            let isWeak = alias.attribute("LowQuality") == "true"
            for documented in alias.all("DocumentedName") {
                let values = documented.deep("NamePartValue")
                let isLatin = values.allSatisfy { $0.attribute("ScriptID") ?? "215" == "215" }
                let quality: ListName.Quality = !isLatin ? .original : isPrimary ? .primary : isWeak ? .weak : .strong
                entry.add(name: Self.name(values, types), quality)
            }
        }
        for document in documents[identity.attribute("ID") ?? ""] ?? [] { add(document: document, to: &entry) }
    }

    /// The family name first with a comma, where the parts say which it is.
    private static func name(_ values: [XMLRecord], _ types: [String: String]) -> String {
        let isFamily = { (value: XMLRecord) in types[value.attribute("NamePartGroupID") ?? ""] == "Last Name" }
        let family = values.filter(isFamily).compactMap(\.content).joined(separator: " ")
        let rest = values.filter { !isFamily($0) }.compactMap(\.content).joined(separator: " ")
        return family.isEmpty || rest.isEmpty ? family + rest : family + ", " + rest
    }

    private func add(document: XMLRecord, to entry: inout ListEntry) {
        guard let number = document.value("IDRegistrationNo"),
            let type = meaning("IDRegDocType", document.attribute("IDRegDocTypeID"))
        else { return }
        let country = meaning("Country", document.attribute("IssuedBy-CountryID")).flatMap(countries.code)
        if let identifier = OFACIdentifier.read(type: type, number: number, country: country) {
            entry.identifiers.append(identifier)
        }
    }

    private func add(feature: XMLRecord, to entry: inout ListEntry) {
        guard let type = meaning("FeatureType", feature.attribute("FeatureTypeID")) else { return }
        let details = feature.deep("VersionDetail")
        let text = details.compactMap { $0.content ?? meaning("DetailReference", $0.attribute("DetailReferenceID")) }
            .first
        switch type {
        case "Birthdate":
            if let date = feature.deep("From").compactMap(Self.date).first { entry.birthDates.append(date) }
        case "Place of Birth": entry.birthPlaces += [text ?? places(of: feature).first?.text].compactMap { $0 }
        case "Nationality Country", "Citizenship Country", "Nationality", "Citizenship", "Vessel Flag",
            "Nationality of Registration":
            entry.add(country: text.flatMap(countries.code))
            addCountries(of: feature, to: &entry)
        case "Location":
            entry.addresses += places(of: feature).map(\.text)
            if entry.kind != .person { addCountries(of: feature, to: &entry) }
        case "Title": entry.titles += [text].compactMap { $0 }
        default:
            guard let text else { return }
            if let identifier = OFACIdentifier.read(type: type, number: text, country: nil) {
                entry.identifiers.append(identifier)
            }
        }
    }

    private func places(of feature: XMLRecord) -> [Place] {
        feature.deep("VersionLocation").compactMap { places[$0.attribute("LocationID") ?? ""] }
    }

    private func addCountries(of feature: XMLRecord, to entry: inout ListEntry) {
        for name in places(of: feature).flatMap(\.countries) { entry.add(country: countries.code(name)) }
    }

    private func add(listing: XMLRecord, to entry: inout ListEntry) {
        entry.listedOn = listing.first("EntryEvent")?.first("Date").flatMap(Self.date) ?? entry.listedOn
        for measure in listing.all("SanctionsMeasure") {
            let type = meaning("SanctionsType", measure.attribute("SanctionsTypeID")) ?? ""
            if let programme = measure.value("Comment"), type.isEmpty || type == "Program" {
                entry.programmes.append(programme)
            }
            if type == "Block", !entry.measures.contains(.assetFreeze) { entry.measures.append(.assetFreeze) }
        }
        if entry.measures.isEmpty { entry.measures = [.assetFreeze] }
    }

    /// `Year`, `Month`, `Day` as one ISO date.
    private static func date(_ record: XMLRecord) -> String? {
        guard let year = record.value("Year") else { return nil }
        let parts = ["Month", "Day"].compactMap(record.value).map { $0.count == 1 ? "0" + $0 : $0 }
        return ([year] + parts).joined(separator: "-")
    }
}
