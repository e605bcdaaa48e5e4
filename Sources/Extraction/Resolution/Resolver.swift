import Language
package import Messages

/// Joins the mentions of an article into entities and links them to countries and authorities.
package struct Resolver: Sendable {
    private let gazetteer: Gazetteer
    private let matcher: GazetteerMatcher

    package init(gazetteer: Gazetteer) {
        self.gazetteer = gazetteer
        matcher = GazetteerMatcher(gazetteer: gazetteer)
    }

    package func resolve(_ spans: [Span], in document: Document) -> (mentions: [Mention], entities: [Entity]) {
        var mentions: [Mention] = []
        var entities: [Entity] = []
        var known: [String: Int] = [:]
        for span in spans {
            let entry = matcher.entry(span.tokens, in: document)
            var mention = Mention(
                kind: span.kind,
                offsets: document.offsets(span.tokens),
                text: document.string(span.tokens),
                sentence: document.sentences.firstIndex { $0.tokens.contains(span.tokens.lowerBound) },
                confidence: span.confidence
            )
            mention.country = country(of: span.kind, entry)?.description
            let key = "\(span.kind.rawValue) \(mention.country ?? mention.text)"
            let number = known[key] ?? entities.count
            if number == entities.count {
                known[key] = number
                var entity = Entity(id: EntityID(rawValue: "e\(number + 1)"), kind: span.kind, name: mention.text)
                entity.country = mention.country
                entity.authority = entry.flatMap(gazetteer.authority)
                entities.append(entity)
            }
            mention.entity = entities[number].id
            entities[number].mentions.append(mentions.count)
            mentions.append(mention)
        }
        return (mentions, entities)
    }

    private func country(of kind: EntityKind, _ entry: GazetteerEntry?) -> CountryCode? {
        switch kind {
        case .place: entry?.placeCountry
        case .nationality: entry?.demonymCountry
        case .organization: entry?.institutionCountry
        default: nil
        }
    }
}
