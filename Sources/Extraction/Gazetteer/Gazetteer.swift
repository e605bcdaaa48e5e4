import Language

/// The names of countries, peoples, cities, regions, organizations and persons that are known beforehand.
///
/// Lookups go word by word with case-folded hashes, so that a phrase costs one probe a word.
package struct Gazetteer: Sendable {
    private var keys: [UInt64]
    private var slots: [Int32]
    private var entries: [GazetteerEntry] = []
    private let mask: Int
    /// Acronyms of international bodies and sanctions authorities, such as `UN`.
    package private(set) var authorities: [String] = []
    private var authorityIndex: [String: UInt8] = [:]
    package private(set) var countries: [CountryCode: Country] = [:]

    /// A state or territory.
    package struct Country: Sendable {
        package var name: String
        package var capital: String?
    }

    /// Makes a gazetteer with room for names.
    package init(capacity: Int, authorities: [String] = [], countries: [CountryCode: Country] = [:]) {
        self.authorities = authorities
        self.countries = countries
        for (number, authority) in authorities.enumerated() { authorityIndex[authority] = UInt8(number) }
        var size = 1024
        while size < capacity * 2 { size *= 2 }
        keys = Array(repeating: 0, count: size)
        slots = Array(repeating: -1, count: size)
        mask = size - 1
        entries.reserveCapacity(capacity)
    }

    /// What is known of the phrase with this hash of folded words, or nil.
    package func entry(_ hash: UInt64) -> GazetteerEntry? {
        let slot = slots[place(of: hash)]
        return slot >= 0 ? entries[Int(slot)] : nil
    }

    private func place(of hash: UInt64) -> Int {
        var at = Int(truncatingIfNeeded: hash >> 7) & mask
        while slots[at] >= 0, keys[at] != hash { at = (at + 1) & mask }
        return at
    }

    /// The name of the country with the ISO code; the code where it is not known.
    package func name(of country: String) -> String {
        CountryCode(country).flatMap { countries[$0]?.name } ?? country
    }

    package func authority(of entry: GazetteerEntry) -> String? {
        entry.authority.map { authorities[Int($0)] }
    }

    // MARK: Building

    package mutating func add(country: CountryCode, named name: String, capital: String?) {
        countries[country] = Country(name: name, capital: capital)
    }

    package mutating func authorityNumber(_ name: String) -> UInt8 {
        if let known = authorityIndex[name] { return known }
        let number = UInt8(authorities.count)
        authorities.append(name)
        authorityIndex[name] = number
        return number
    }

    /// Adds what is known of a name, given the folded hashes of its words, and marks the phrases it begins with.
    package mutating func add(_ words: [UInt64], _ change: (inout GazetteerEntry) -> Void) {
        guard var hash = words.first else { return }
        for word in words.dropFirst() {
            update(hash) { $0.senses.insert(.prefix) }
            hash = WordHash.phrase(hash, word)
        }
        update(hash, change)
    }

    /// Adds a name whose hash is known and new.
    mutating func insert(_ hash: UInt64, _ entry: GazetteerEntry) {
        update(hash) { $0 = entry }
    }

    /// All names by their hashes, ascending.
    var known: [(hash: UInt64, entry: GazetteerEntry)] {
        keys.indices.filter { slots[$0] >= 0 }.map { (keys[$0], entries[Int(slots[$0])]) }.sorted { $0.0 < $1.0 }
    }

    private mutating func update(_ hash: UInt64, _ change: (inout GazetteerEntry) -> Void) {
        let at = place(of: hash)
        if slots[at] < 0 {
            precondition(entries.count * 3 < keys.count * 2, "the gazetteer was made too small for its files")
            keys[at] = hash
            slots[at] = Int32(entries.count)
            entries.append(GazetteerEntry())
        }
        change(&entries[Int(slots[at])])
    }
}
