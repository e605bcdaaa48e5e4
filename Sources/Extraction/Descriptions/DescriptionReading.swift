import Language
import Messages

/// One phrase in its article, and what it refers to.
struct DescriptionReading {
    let phrase: DescribedPhrase
    let sentence: Int
    let document: Document
    let mentions: [Mention]
    let spans: [Span]
    let references: References
    let gazetteer: Gazetteer
    let holders: OfficeHolders
    let published: String

    /// The number of the entity that the phrase refers to, nil where that is not clear.
    mutating func entity(_ registry: inout EntityRegistry) -> Int? {
        if let beside = apposition(registry) { return beside }
        switch phrase.kind {
        case .office(let word): return holder(of: office(word), &registry)
        case .state(let state): return self.state(state, &registry)
        case .body(let word): return body(word, &registry)
        case .organization("bank") where modifiers == "central": return body("bank", &registry)
        case .organization(let word): return organization(word, registry)
        case .union(let authorities):
            return last(registry) { $0.authority.map { authorities.contains($0) } ?? false }
        case .vessel: return clear(registry) { $0.kind == .vessel }
        case .instrument(let word): return instrument(word, registry)
        }
    }

    private var modifiers: String {
        phrase.modifiers.isEmpty ? "" : document.string(phrase.modifiers).lowercased()
    }

    // MARK: Looking around

    private func last(_ registry: EntityRegistry, where fits: (Entity) -> Bool) -> Int? {
        references.last { fits(registry.entities[$0.entity]) }?.entity
    }

    private func clear(_ registry: EntityRegistry, where fits: (Entity) -> Bool) -> Int? {
        references.clear(in: sentence) { fits(registry.entities[$0.entity]) }?.entity
    }

    /// `Rosneft, the company` and `the Russian president, Vladimir Putin`: the name on the other side of the comma.
    private func apposition(_ registry: EntityRegistry) -> Int? {
        let (before, after) = (phrase.tokens.lowerBound - 1, phrase.tokens.upperBound)
        for (index, span) in around() where isNamed(span.kind) {
            let follows = span.tokens.upperBound == before && document.isSign(before, ",")
            let leads =
                span.tokens.lowerBound == after + 1 && document.isSign(after, ",")
                && document.isSign(span.tokens.upperBound, ",")
            if follows || leads { return registry.number(ofMention: index) }
        }
        return nil
    }

    /// The mentions just before and after the phrase.
    private func around() -> [(Int, Span)] {
        var (low, high) = (0, spans.count)
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].tokens.lowerBound < phrase.tokens.lowerBound { low = middle + 1 } else { high = middle }
        }
        return (max(0, low - 1)..<min(spans.count, low + 3)).map { ($0, spans[$0]) }
    }

    private func isNamed(_ kind: EntityKind) -> Bool {
        switch phrase.kind {
        case .office: kind == .person
        case .body, .organization, .union: kind == .organization
        case .vessel: kind == .vessel
        case .instrument: kind == .law
        case .state: false
        }
    }

    /// The country whose the thing is, as far as the phrase says.
    private func ownersCountry(_ registry: EntityRegistry) -> String? {
        switch phrase.owner {
        case .none: return nil
        case .mention(let index):
            let isOfState = mentions[index].kind == .place || mentions[index].kind == .nationality
            return isOfState ? mentions[index].country : nil
        case .person: return references.last { $0.kind == .person }.flatMap { registry.entities[$0.entity].country }
        case .thing: return references.clear(in: sentence) { Self.isOfState($0) }?.country
        }
    }

    private static func isOfState(_ reference: References.Reference) -> Bool {
        reference.country != nil && (reference.kind == .place || reference.kind == .nationality)
    }

    // MARK: Offices

    private func office(_ word: String) -> String {
        switch (word, modifiers) {
        case ("premier", _), ("minister", "prime"): "prime minister"
        case (_, ""): word
        default: "\(modifiers) \(word)"
        }
    }

    private func holder(of office: String, _ registry: inout EntityRegistry) -> Int? {
        let country = ownersCountry(registry)
        if phrase.owner != .none, country == nil { return nil }
        let named = last(registry) { entity in
            entity.kind == .person && (country == nil || entity.country == country) && Self.holds(entity, office)
        }
        if let named { return named }
        guard let country, phrase.owner != .person,
            let holder = holders.holder(of: office, in: country, on: published)
        else { return nil }
        if let known = registry.person(called: holder.name) { return known }
        let number = registry.make(kind: .person, name: holder.name)
        registry.update(number) { entity in
            entity.country = country
            entity.role = entity.role ?? "\(holder.office) of \(gazetteer.name(of: country))"
        }
        return number
    }

    /// Whether the person is said to hold the office, now and not as a deputy.
    private static func holds(_ person: Entity, _ office: String) -> Bool {
        guard let role = person.role?.lowercased() else { return false }
        let words = role.replacing("premier", with: "prime minister").split(separator: " ").map(String.init)
        if words.contains(where: { ["former", "ex-", "vice", "deputy", "late", "then"].contains($0) }) { return false }
        if office == "leader" {
            return words.contains { ["leader", "president", "chancellor"].contains($0) }
                || role.contains("prime minister")
        }
        let wanted = office.split(separator: " ").map(String.init)
        if office == "minister" { return words.contains("minister") && !words.contains("prime") }
        return words.indices.contains { words[$0...].starts(with: wanted) }
    }

    // MARK: States and their bodies

    private func state(_ state: DescriptionHead.State, _ registry: inout EntityRegistry) -> Int? {
        if phrase.owner != .none {
            guard let country = ownersCountry(registry) else { return nil }
            return registry.country(country, named: gazetteer.name(of: country))
        }
        let codes: Set<String>? =
            switch state {
            case .any, .republic: nil
            case .kingdom: States.kingdoms
            case .emirate: States.emirates
            }
        let found = references.clear(in: sentence) { reference in
            guard Self.isOfState(reference), let country = reference.country else { return false }
            if let codes { return codes.contains(country) }
            return state != .republic || !States.kingdoms.contains(country)
        }
        return found?.country.map { registry.country($0, named: gazetteer.name(of: $0)) }
    }

    private func body(_ word: String, _ registry: inout EntityRegistry) -> Int? {
        let country = ownersCountry(registry)
        let modifiers = modifiers.split(separator: " ")
        let found = last(registry) { entity in
            let name = entity.name.lowercased()
            guard entity.kind == .organization, name.contains(word), modifiers.allSatisfy({ name.contains($0) }) else {
                return false
            }
            return country == nil || entity.country == country
                || entity.country == nil && phrase.owner == .person
        }
        if let found { return found }
        guard let country else { return nil }
        let words = [gazetteer.name(of: country)] + modifiers.map(String.init) + [word]
        let number = registry.make(kind: .organization, name: words.joined(separator: " "))
        registry.update(number) { $0.country = country }
        return number
    }

    // MARK: Firms, groups and laws

    /// Words for bodies that have the same word in their names.
    private static let telling: Set<String> = [
        "bank", "agency", "commission", "council", "committee", "court", "movement", "party", "fund", "institute",
        "university", "foundation", "exchange", "group", "organisation", "organization", "militia",
    ]
    private static let open: Set<String> = ["group", "organisation", "organization", "militia", "movement", "agency"]

    private func organization(_ word: String, _ registry: EntityRegistry) -> Int? {
        if Self.telling.contains(word) {
            let named = clear(registry) { $0.kind == .organization && $0.name.lowercased().contains(word) }
            if named != nil || !Self.open.contains(word) { return named }
        }
        let isPublic = Self.open.contains(word)
        return clear(registry) { entity in
            entity.kind == .organization && entity.authority == nil && entity.government == nil
                && (isPublic || !States.isPublicBody(entity.name))
        }
    }

    private func instrument(_ word: String, _ registry: EntityRegistry) -> Int? {
        let group = States.instruments.first { $0.contains(word) } ?? [word]
        return last(registry) { entity in
            guard entity.kind == .law else { return false }
            let words = entity.name.lowercased().split(separator: " ").map(String.init)
            return words.contains { group.contains($0) } && !(words.first.map { States.parts.contains($0) } ?? false)
        }
    }
}

/// What is known of states and public bodies for telling descriptions.
enum States {
    static let kingdoms: Set<String> = [
        "SA", "GB", "JO", "MA", "BH", "NO", "SE", "DK", "NL", "BE", "ES", "TH", "KH", "BT", "LS", "SZ", "TO",
    ]
    static let emirates: Set<String> = ["QA", "KW", "AE"]
    static let parts: Set<String> = ["article", "articles", "section", "sections", "chapter", "part", "annex"]
    static let instruments: [Set<String>] = [
        ["treaty", "pact", "agreement", "accord", "convention", "protocol", "deal", "charter", "jcpoa"],
        ["act", "law", "statute"], ["regulation", "directive"],
    ]
    private static let publicWords: Set<String> = [
        "ministry", "department", "council", "commission", "committee", "treasury", "parliament", "court", "police",
        "army",
        "party", "union", "nations", "office", "authority", "senate", "congress", "embassy", "university", "bureau",
    ]

    static func isPublicBody(_ name: String) -> Bool {
        name.lowercased().split(separator: " ").contains { publicWords.contains(String($0)) }
    }
}
