package import Messages

/// Tells what listed parties are in the sanctions events of an article.
///
/// Who imposes sanctions there is an authority, however many lists of others it stands on. A state, and an organ of a state
/// at which the article's sanctions are aimed, is a target state, unless an event names it as the party that is hit. Everyone
/// else is a party.
package struct MatchRoles {
    private let events: [Event]
    private let extraction: Extraction
    private let parser: NameParser

    /// - Parameters:
    ///   - events: The events of the article.
    ///   - extraction: What was found in it.
    ///   - parser: Takes the names of organs apart.
    package init(_ events: [Event], _ extraction: Extraction, parser: NameParser) {
        self.events = events
        self.extraction = extraction
        self.parser = parser
    }

    /// The matches, each with its role.
    package func settled(_ matches: [Match]) -> [Match] {
        matches.map { match in
            var match = match
            match.role = role(of: match)
            return match
        }
    }

    private func role(of match: Match) -> Match.Role {
        let entity = match.entity.flatMap { id in extraction.entities.first { $0.id == id } }
        let places = match.offsets.map { [$0] } ?? entity?.mentions.map { extraction.mentions[$0].offsets } ?? []
        let own = [match.text, match.name, entity?.name].compactMap { $0 } + (entity?.aliases ?? [])
        let names = Set(own.map(Self.key))
        let isNamed = events.contains { event in event.targetNames.contains { names.contains(Self.key($0)) } }
        if !isNamed, isIssuer(places) { return .authority }
        let organ = [match.text, match.name].compactMap { StateOrgan($0, parser) }.first
        guard let organ else {
            // What the extraction knows as an authority is one wherever no event says otherwise.
            return entity?.authority != nil && entity?.kind == .organization && !isNamed ? .authority : .party
        }
        if organ.isWhole { return .targetState }
        let countries = [entity?.country, organ.country].compactMap { $0 } + match.countries
        let isTargeted = events.contains { event in event.target.contains { countries.contains($0) } }
        return isTargeted && !isNamed ? .targetState : .party
    }

    /// Whether an event shows a place of the party as the one who acts.
    private func isIssuer(_ places: [Offsets]) -> Bool {
        events.contains { event in
            Self.acts.contains(event.action)
                && event.evidence.contains { evidence in
                    evidence.role == .issuer && places.contains { $0.overlaps(evidence.offsets) }
                }
        }
    }

    /// What only those do who have sanctions of their own; anybody may call for them or reject them.
    private static let acts: Set<Action> = [.imposed, .expanded, .planned, .threatened, .eased, .enforced, .inForce]

    private static func key(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}
