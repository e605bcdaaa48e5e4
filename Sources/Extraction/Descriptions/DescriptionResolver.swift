import Language
import Messages

/// Tells what the descriptions of an article refer to, where the article or the tables say it clearly.
struct DescriptionResolver: Sendable {
    private let gazetteer: Gazetteer
    private let holders: OfficeHolders

    init(gazetteer: Gazetteer, holders: OfficeHolders) {
        self.gazetteer = gazetteer
        self.holders = holders
    }

    /// What a phrase refers to: its tokens and the number of the entity.
    struct Finding: Sendable {
        var tokens: Range<Int>
        var entity: Int
    }

    /// Resolves the phrases in the order of the text.
    ///
    /// - Parameters:
    ///   - registry: The article's entities; those that it describes without ever naming them are added.
    ///   - mentions: The article's mentions.
    ///   - spans: Their tokens.
    ///   - document: The article.
    ///   - published: When it was published, in ISO form.
    /// - Returns: What each resolved phrase refers to.
    func findings(
        _ registry: inout EntityRegistry,
        _ mentions: [Mention],
        _ spans: [Span],
        in document: Document,
        published: String?
    ) -> [Finding] {
        var references = References()
        var findings: [Finding] = []
        var (next, sentence) = (0, 0)
        for phrase in DescribedPhrases(spans, in: document).all {
            while next < spans.count, spans[next].tokens.lowerBound < phrase.head {
                if let reference = Self.reference(next, mentions, registry) { references.add(reference) }
                next += 1
            }
            while sentence + 1 < document.sentences.count,
                document.sentences[sentence].tokens.upperBound <= phrase.head
            { sentence += 1 }
            var reading = DescriptionReading(
                phrase: phrase,
                sentence: sentence,
                document: document,
                mentions: mentions,
                spans: spans,
                references: references,
                gazetteer: gazetteer,
                holders: holders,
                published: published ?? ""
            )
            guard let entity = reading.entity(&registry) else { continue }
            findings.append(Finding(tokens: phrase.tokens, entity: entity))
            let found = registry.entities[entity]
            references.add(
                .init(entity: entity, sentence: sentence, kind: found.kind, country: found.country)
            )
        }
        return findings
    }

    private static func reference(_ index: Int, _ mentions: [Mention], _ registry: EntityRegistry)
        -> References.Reference?
    {
        guard let entity = registry.number(ofMention: index) else { return nil }
        return .init(
            entity: entity,
            sentence: mentions[index].sentence ?? 0,
            kind: mentions[index].kind,
            country: mentions[index].country ?? registry.entities[entity].country
        )
    }
}
