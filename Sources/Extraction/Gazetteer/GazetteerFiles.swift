import Language

extension Gazetteer {
    /// The files that a gazetteer is made of.
    package static let tables = [
        "countries.tsv", "regions.tsv", "organizations.tsv", "peoples.tsv", "laws.tsv", "cities.tsv", "names.tsv",
    ]

    /// Reads the gazetteer's pack, or its tables where there is none or one of them was changed since.
    ///
    /// - Parameter folder: Path of the folder with the tables.
    /// - Throws: ``GazetteerError`` with file and line.
    package init(folder: String) throws(GazetteerError) {
        if let packed = try GazetteerPack.gazetteer(folder: folder) {
            self = packed
        } else {
            try self.init(tables: folder)
        }
    }

    /// Reads the gazetteer's tables.
    ///
    /// - Throws: ``GazetteerError`` with file and line.
    package init(tables folder: String) throws(GazetteerError) {
        self.init(capacity: 110_000)
        var splitter = NameSplitter()
        try GazetteerTable("\(folder)/countries.tsv", columns: 5).rows { addCountry($0, &splitter) }
        try GazetteerTable("\(folder)/regions.tsv", columns: 2).rows { addRegion($0, &splitter) }
        try GazetteerTable("\(folder)/organizations.tsv", columns: 4).rows { addOrganization($0, &splitter) }
        try GazetteerTable("\(folder)/peoples.tsv", columns: 1).rows { fields in
            add(splitter.words(fields[0])) { $0.senses.insert(.demonym) }
        }
        try GazetteerTable("\(folder)/laws.tsv", columns: 1).rows { fields in
            add(splitter.words(fields[0])) { $0.senses.insert(.law) }
        }
        try GazetteerTable("\(folder)/cities.tsv", columns: 3).rows { addCity($0, &splitter) }
        try GazetteerTable("\(folder)/names.tsv", columns: 2).rows { addPersonName($0, &splitter) }
    }

    private mutating func addCountry(_ fields: [Substring], _ splitter: inout NameSplitter) {
        guard let code = CountryCode(fields[0]) else { return }
        let capitals = fields[4].split(separator: "|")
        add(country: code, named: String(fields[1]), capital: capitals.first.map(String.init))
        for name in [fields[1]] + fields[2].split(separator: "|") {
            add(splitter.words(name)) { entry in
                entry.senses.insert(Self.isAcronym(name) ? [.country, .exactCapitals] : .country)
                entry.placeCountry = entry.placeCountry ?? code
            }
        }
        for name in fields[3].split(separator: "|") {
            add(splitter.words(name)) { entry in
                entry.senses.insert(.demonym)
                entry.demonymCountry = entry.demonymCountry ?? code
            }
        }
        for name in capitals { addPlace(name, .capital, code, &splitter) }
    }

    private mutating func addPlace(
        _ name: Substring,
        _ sense: GazetteerEntry.Senses,
        _ code: CountryCode?,
        _ splitter: inout NameSplitter
    ) {
        add(splitter.words(name)) { entry in
            let isKnown = !entry.senses.isDisjoint(with: .place)
            entry.senses.insert(sense)
            if !isKnown { entry.placeCountry = code }
        }
    }

    private mutating func addRegion(_ fields: [Substring], _ splitter: inout NameSplitter) {
        addPlace(fields[0], .region, CountryCode(fields[1]), &splitter)
    }

    private mutating func addCity(_ fields: [Substring], _ splitter: inout NameSplitter) {
        let isLarge = (Int(fields[2]) ?? 0) >= 500
        addPlace(fields[0], isLarge ? [.city, .large] : .city, CountryCode(fields[1]), &splitter)
    }

    private mutating func addOrganization(_ fields: [Substring], _ splitter: inout NameSplitter) {
        let authority = fields[1].isEmpty ? nil : authorityNumber(String(fields[1]))
        let name = fields[0]
        var senses: GazetteerEntry.Senses = fields[3] == "short" ? .shortForm : .organization
        if fields[3] == "body" { senses.insert(.body) }
        if Self.isAcronym(name) { senses.insert(.exactCapitals) }
        add(splitter.words(name)) { entry in
            entry.senses.insert(senses)
            entry.authority = authority
            entry.institutionCountry = CountryCode(fields[2])
        }
    }

    private mutating func addPersonName(_ fields: [Substring], _ splitter: inout NameSplitter) {
        add(splitter.words(fields[0])) { $0.senses.insert(fields[1] == "g" ? .givenName : .surname) }
    }

    /// Two to five capitals or a name whose capitals matter.
    private static func isAcronym(_ name: Substring) -> Bool {
        name.utf8.count <= 6
            && name.unicodeScalars.allSatisfy { $0.isUppercase || $0.isDigit || $0 == "." || $0 == "-" || $0 == "+" }
    }
}

/// Cuts a name of the gazetteer into the words that the tokenizer would find.
struct NameSplitter {
    private let tokenizer = Tokenizer()

    /// The folded hashes of the name's words.
    mutating func words(_ name: Substring) -> [UInt64] {
        if name.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x20 }) {
            return name.split(separator: " ").map { WordHash.folded($0.unicodeScalars) }
        }
        let text = SourceText(String(name))
        return tokenizer.tokens(of: text).map { WordHash.folded(text.scalars[$0.offsets]) }
    }
}
