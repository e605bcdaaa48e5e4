package import Messages

/// Finds the listed parties that an article names.
///
/// A value is fixed for good: to screen against newer lists, make another and swap it in (see ``LiveScreener``).
package struct Screener: Sendable {
    package let index: ListIndex

    package init(index: ListIndex) {
        self.index = index
    }

    /// Indexes lists.
    ///
    /// - Throws: `ListError` where a list has no entries.
    package init(lists: [SanctionsList], names: NameData) throws(ListError) {
        for list in lists where list.entries.isEmpty { throw ListError(.empty, list.id, "has no entries") }
        self.init(index: ListIndex(lists, parser: names.parser))
    }

    /// The listed parties in an article, each once a list and entry, in the order of the text.
    ///
    /// - Parameters:
    ///   - article: The article as ingestion made it.
    ///   - extraction: What was found in it; its offsets point into the article's body.
    /// - Returns: The matches at or above ``NameMatcher/review``, and the state of the lists that were looked at.
    package func screen(_ article: Article, _ extraction: Extraction) -> (matches: [Match], lists: [ListVersion]) {
        let context = ArticleContext(article, extraction)
        var matches = EntityScreening(index: index, context: context).matches()
        matches += IdentifierScreening(index: index, extraction: extraction).matches(besides: matches)
        matches += AliasScreening(index: index, context: context, article: article).matches(besides: matches)
        return (matches, index.versions)
    }

    /// The entries most like a name; see ``ListIndex/search(_:kind:least:limit:)``.
    package func search(_ name: String, kind: ListEntry.Kind? = nil, limit: Int = 10) -> [ListIndex.Hit] {
        index.search(name, kind: kind, limit: limit)
    }
}

extension Match {
    /// A match with an entry of an index.
    init(
        _ index: ListIndex,
        entry place: ListIndex.EntryPlace,
        entity: EntityID?,
        offsets: Offsets? = nil,
        text: String,
        score: Double,
        because: [Reason]
    ) {
        let entry = index.entry(place)
        self.init(
            entity: entity,
            offsets: offsets,
            text: text,
            role: .party,
            list: index.shards[place.shard].version.list,
            entryID: entry.id,
            name: entry.primaryName,
            score: (score * 1000).rounded() / 1000,
            programmes: entry.programmes,
            countries: entry.countries,
            because: because
        )
    }
}
