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
        words = Set(text.split { !$0.isLetter }.map(String.init))
    }

    /// The names by which the article calls an entity, the fullest first, without repeats.
    func names(of entity: Entity) -> [String] {
        var names: [String] = []
        for name in [entity.name] + entity.aliases where !name.isEmpty && !names.contains(name) { names.append(name) }
        return names
    }

    /// Whether the article speaks of a country of the entry, and doesn't place the entity elsewhere.
    func isAbout(_ entry: ListEntry, _ entity: Entity) -> Bool {
        guard entity.country.map(entry.countries.contains) ?? true else { return false }
        return entry.countries.isEmpty || entry.countries.contains(where: countries.contains)
    }

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
