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

    /// Whether the article speaks of what an acronym of this entry would stand for: its country or a word of its name.
    func supports(_ entry: ListEntry) -> Bool {
        if entry.countries.contains(where: countries.contains) { return true }
        let own = entry.names.filter { $0.quality != .weak }.flatMap { $0.text.lowercased().split { !$0.isLetter } }
        return own.contains { $0.count > 4 && words.contains(String($0)) }
    }
}
