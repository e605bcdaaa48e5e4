import Language
package import Messages

/// What an article is about: its mentions, what they are of, and what refers to it without a name.
package struct Resolved: Sendable {
    package var mentions: [Mention]
    package var entities: [Entity]
    package var descriptions: [Description]
}

/// Joins the mentions of an article into entities and links them to countries and authorities.
package struct Resolver: Sendable {
    private let gazetteer: Gazetteer
    private let links: CountryLinks
    private let descriptions: DescriptionResolver

    package init(gazetteer: Gazetteer, holders: OfficeHolders) {
        self.gazetteer = gazetteer
        descriptions = DescriptionResolver(gazetteer: gazetteer, holders: holders)
        links = CountryLinks(gazetteer: gazetteer)
    }

    package func resolve(_ spans: [Span], in document: Document, published: String?) -> Resolved {
        var mentions = links.mentions(spans, in: document)
        var registry = EntityRegistry()
        let acronyms = AcronymFinder().acronyms(spans, in: document)
        let roles = RoleFinder().roles(spans, in: document)
        for index in spans.indices {
            mentions[index].role = roles[index]
            let entity = registry.entity(
                of: spans[index],
                mentions[index],
                links.entry(spans[index], in: document),
                gazetteer
            )
            registry.add(index, mentions[index], to: entity)
            mentions[index].entity = registry.entities[entity].id
            if let long = acronyms[index] { registry.join(mentions, acronym: index, with: long) }
        }
        // An acronym may have been joined with its long form after its mention was made.
        for index in mentions.indices {
            mentions[index].entity = registry.id(ofMention: index) ?? mentions[index].entity
        }
        let entries = spans.map { links.entry($0, in: document) }
        ShortForms().fill(&registry, spans, entries, in: document)
        PersonCountries().fill(&registry, mentions, spans, in: document)
        VesselNumbers().fill(&registry, mentions, spans, in: document)
        LawParts().fill(&registry, mentions, spans, in: document)
        let findings = descriptions.findings(&registry, mentions, spans, in: document, published: published)
        return registry.finished(mentions, findings, in: document)
    }
}
