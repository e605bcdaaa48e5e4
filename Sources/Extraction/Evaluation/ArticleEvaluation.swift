import Messages

/// Measures the extraction on annotated articles: mentions with exact bounds and kind, and countries of places and nationalities.
package struct ArticleEvaluation: Sendable {
    package private(set) var scores = EntityScores(kinds: [
        "person", "organization", "place", "nationality", "vessel", "law",
    ])
    /// Rightly found places and nationalities that have a country, and those of them with the right one.
    package private(set) var links = 0
    package private(set) var rightLinks = 0

    /// Mentions by the tenth of their confidence: how many, the sum of their confidences, and how many are right.
    private var confidences = [(count: Int, sum: Double, right: Int)](repeating: (0, 0, 0), count: 11)

    package init(_ articles: [AnnotatedArticle], extractor: Extractor) {
        for annotated in articles { add(annotated, extractor.extract(annotated.article)) }
    }

    private struct Name: Hashable {
        var offsets: Offsets
        var kind: EntityKind
    }

    private mutating func add(_ annotated: AnnotatedArticle, _ extraction: Extraction) {
        let predicted = extraction.mentions.filter { $0.kind != .aircraft }
        let gold = Set(annotated.marks.map { Name(offsets: $0.offsets, kind: $0.kind) })
        scores.add(
            gold: gold,
            predicted: Set(predicted.map { Name(offsets: $0.offsets, kind: $0.kind) }),
            kind: { $0.kind.rawValue }
        )
        for mention in predicted {
            let bin = mention.confidence >= 0.99 ? 10 : Int(max(0, mention.confidence) * 10)
            confidences[bin].count += 1
            confidences[bin].sum += mention.confidence
            if gold.contains(Name(offsets: mention.offsets, kind: mention.kind)) { confidences[bin].right += 1 }
        }
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
        return scores.table + "\ncountries right: \(EntityScores.percent(share)) % of \(links)\n" + reliability
    }

    /// How often mentions of each confidence are right.
    private var reliability: String {
        let rows = confidences.filter { $0.count > 0 }.map { bin in
            let shares = [bin.sum, Double(bin.right)].map { EntityScores.percent($0 / Double(bin.count)) }
            return "confidence \(shares[0]) %: right \(shares[1]) % of \(bin.count)"
        }
        return rows.joined(separator: "\n")
    }
}
