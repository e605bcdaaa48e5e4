import Language
import Messages

/// What an article says around its names.
struct ArticleContext: Sendable {
    let extraction: Extraction
    /// ISO codes of all countries that the article names.
    let countries: Set<String>
    /// The article's words in lower case, for checking what an acronym stands for.
    let words: Set<String>

    init(_ article: Article, _ extraction: Extraction) {
        self.extraction = extraction
        countries = Set(extraction.mentions.compactMap(\.country) + extraction.entities.compactMap(\.country))
        let text = (article.title + " " + article.body).lowercased()
        words = Set(text.unicodeScalars.split { !$0.isLetter }.map { String($0) })
    }

    /// The names by which the article calls an entity, the fullest first, without repeats.
    func names(of entity: Entity) -> [String] {
        var names: [String] = []
        for name in [entity.name] + entity.aliases where !name.isEmpty && !names.contains(name) { names.append(name) }
        return names
    }

    /// The first words that refer to an entity without its name.
    func description(of entity: Entity) -> Description? {
        extraction.descriptions.first { $0.entity == entity.id }
    }

    /// Whether the article speaks of a country of the entry, and doesn't place the entity elsewhere.
    func isAbout(_ entry: ListEntry, _ entity: Entity, _ parser: NameParser) -> Bool {
        let listed = entry.allCountries(parser)
        guard entity.country.map(listed.contains) ?? true else { return false }
        return listed.isEmpty || listed.contains(where: countries.contains)
    }

    /// Whether it has a word of sanctions.
    var speaksOfSanctions: Bool { !words.isDisjoint(with: Self.sanctions) }

    private static let sanctions: Set<String> = [
        "sanction", "sanctions", "sanctioned", "sanctioning", "blacklist", "blacklisted", "blacklists", "designated",
        "designation", "designations", "designates", "embargo", "embargoes", "ofac", "ofsi", "sdn",
    ]

    /// What an acronym stands for in an entry, where the article speaks of that: a name of the entry whose words it has,
    /// or the entry's primary name where the acronym's bearer is of the entry's country.
    func expansion(of acronym: String, in entry: ListEntry, _ country: String?) -> String? {
        let spoken = entry.names.first { name in
            let own = name.text.lowercased().split { !$0.isLetter }.filter { $0.count > 3 }
            return own.count > 1 && own.allSatisfy { words.contains(String($0)) }
        }
        if let spoken { return spoken.text }
        return country.map(entry.countries.contains) == true ? entry.primaryName : nil
    }
}

extension ListEntry {
    /// The countries that the entry gives; where it gives none, those of which its names speak.
    func allCountries(_ parser: NameParser) -> [String] {
        guard countries.isEmpty, kind != .person else { return countries }
        var named: [String] = []
        for name in names {
            var left = parser.tokenizer.tokens(name.text)[...]
            while !left.isEmpty {
                let found = parser.words.phrase(in: left, [.domain])
                if let country = found?.word.country, !named.contains(country) { named.append(country) }
                left = left.dropFirst(found?.length ?? 1)
            }
        }
        return named
    }
}
