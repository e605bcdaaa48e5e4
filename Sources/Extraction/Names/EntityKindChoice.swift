package import Messages

/// Which kind a name of the gazetteer has where nothing in the text says otherwise.
package enum EntityKindChoice {
    package typealias Kind = EntityKind

    /// The kind that comes first for the entry, or nil where it is no name by itself.
    package static func kind(_ entry: GazetteerEntry) -> Kind? {
        let senses = entry.senses
        if senses.contains(.organization) { return .organization }
        if senses.contains(.demonym), !senses.contains(.country) { return .nationality }
        if !senses.isDisjoint(with: [.country, .capital, .region]) { return .place }
        return senses.contains(.large) && senses.isDisjoint(with: [.givenName, .surname]) ? .place : nil
    }

    /// Words that end the names of companies and bodies.
    package static let companyWords: Set<String> = [
        "Inc", "Inc.", "Corp", "Corp.", "Corporation", "Ltd", "Ltd.", "LLC", "GmbH", "AG", "PLC", "plc", "SA", "Bank",
        "Group",
        "Company", "Co", "Co.", "Agency", "Ministry", "Committee", "Commission", "Council", "Court", "Party", "Front",
        "Army", "Service", "University", "Institute", "Association", "Union", "Department", "Authority", "Airlines",
        "Holding", "Holdings", "Shipping", "Trading", "Organization", "Organisation", "Foundation", "Bureau", "Office",
    ]
}
