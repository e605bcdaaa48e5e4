import Messages

/// Measures the extraction on annotated articles: mentions with exact bounds and kind, and countries of places and nationalities.
package struct ArticleEvaluation: Sendable {
    package private(set) var scores = EntityScores(kinds: [
        "person", "organization", "place", "nationality", "vessel", "law",
    ])
    /// Rightly found places and nationalities that have a country, and those of them with the right one.
    package private(set) var links = 0
    package private(set) var rightLinks = 0

    package init(_ articles: [AnnotatedArticle], extractor: Extractor) {
        for annotated in articles { add(annotated, extractor.extract(annotated.article)) }
    }

    private struct Name: Hashable {
        var offsets: Offsets
        var kind: EntityKind
    }

    private mutating func add(_ annotated: AnnotatedArticle, _ extraction: Extraction) {
        let predicted = extraction.mentions.filter { $0.kind != .aircraft }
        scores.add(
            gold: Set(annotated.marks.map { Name(offsets: $0.offsets, kind: $0.kind) }),
            predicted: Set(predicted.map { Name(offsets: $0.offsets, kind: $0.kind) }),
            kind: { $0.kind.rawValue }
        )
        var countries: [Name: String] = [:]
        for mention in predicted {
            countries[Name(offsets: mention.offsets, kind: mention.kind)] = mention.country ?? ""
        }
        for mark in annotated.marks where mark.kind == .place || mark.kind == .nationality {
            guard !mark.link.isEmpty, let country = countries[Name(offsets: mark.offsets, kind: mark.kind)] else {
                continue
            }
            links += 1
            if country == mark.link { rightLinks += 1 }
        }
    }

    /// The scores and the share of right countries as lines.
    package var table: String {
        let share = links == 0 ? 0 : Double(rightLinks) / Double(links)
        return scores.table + "\ncountries right: \(EntityScores.percent(share)) % of \(links)"
    }
}
