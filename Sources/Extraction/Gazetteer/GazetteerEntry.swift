/// What the gazetteer knows of one name; a name can be many things at once (`Jordan`, `Georgia`).
package struct GazetteerEntry: Sendable {
    package struct Senses: OptionSet, Sendable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        package static let country = Senses(rawValue: 1)
        package static let demonym = Senses(rawValue: 2)
        package static let capital = Senses(rawValue: 4)
        package static let region = Senses(rawValue: 8)
        package static let city = Senses(rawValue: 16)
        package static let organization = Senses(rawValue: 32)
        /// A short form that means the organization only where the article speaks of its authority (`the Council`).
        package static let shortForm = Senses(rawValue: 64)
        package static let givenName = Senses(rawValue: 128)
        package static let surname = Senses(rawValue: 256)
        /// A longer name begins with these words.
        package static let prefix = Senses(rawValue: 512)
        /// Counts only where it is written with the same capitals (`US`, `WHO`).
        package static let exactCapitals = Senses(rawValue: 1024)
        /// A city of at least half a million people.
        package static let large = Senses(rawValue: 2048)
        package static let law = Senses(rawValue: 4096)

        /// A name of the authority itself, not of one of its organs.
        package static let body = Senses(rawValue: 8192)

        package static let place: Senses = [.country, .capital, .region, .city]
        package static let anything: Senses = [.country, .demonym, .capital, .region, .city, .organization, .law]
    }

    package var senses: Senses = []
    /// Country of the place, of the kind that comes first: country, capital, region, city.
    package var placeCountry: CountryCode?
    package var demonymCountry: CountryCode?
    /// State that an institution stands for (`Kremlin`).
    package var institutionCountry: CountryCode?
    /// Index into the gazetteer's authorities.
    package var authority: UInt8?

    package init() {}
}
