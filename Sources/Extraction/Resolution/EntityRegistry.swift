import Language
import Messages

/// The entities of an article while they are being found.
struct EntityRegistry {
    private(set) var entities: [Entity] = []
    private var byKey: [String: Int] = [:]
    private var ofMention: [Int: Int] = [:]
    /// The words of each entity's name, for persons and organizations that are called by a part of it.
    private var words: [[String]] = []

    /// The entity that the mention is of, a new one where it is the first.
    mutating func entity(of span: Span, _ mention: Mention, _ entry: GazetteerEntry?, _ gazetteer: Gazetteer) -> Int {
        let key = Self.key(mention, entry, gazetteer)
        if let known = byKey[key] { return known }
        if let known = partner(of: mention) {
            byKey[key] = known
            return known
        }
        byKey[key] = entities.count
        return make(mention, entry, gazetteer)
    }

    /// An entity without mentions, such as the treaty whose article is cited.
    mutating func make(kind: EntityKind, name: String) -> Int {
        let key = "\(kind.rawValue) \(name)"
        if let known = byKey[key] { return known }
        byKey[key] = entities.count
        entities.append(Entity(id: EntityID(rawValue: "e\(entities.count + 1)"), kind: kind, name: name))
        words.append(name.split(separator: " ").map(String.init))
        return entities.count - 1
    }

    /// The entity of a country, a new one without mentions where the article does not name it.
    mutating func country(_ code: String, named name: String) -> Int {
        if let known = byKey["country \(code)"] { return known }
        let number = make(kind: .place, name: name)
        byKey["country \(code)"] = number
        update(number) { $0.country = code }
        return number
    }

    /// The person with this full name, also where the article gives the family name alone.
    func person(called name: String) -> Int? {
        let parts = name.split(separator: " ").map(String.init)
        guard let last = parts.last, let first = parts.first else { return nil }
        let family = Self.isFamilyFirst(parts) ? first : last
        return lastIndex(of: .person) { known in
            guard let other = known.last else { return false }
            if known.count == 1 { return Self.bare(other) == Self.bare(family) }
            return Self.bare(other) == Self.bare(last) && Self.isSameGiven(known[0], first)
        }
    }

    /// A family name without its article: `al-Assad` is `Assad`.
    private static func bare(_ name: String) -> Substring {
        let name = name.lowercased()
        return name.hasPrefix("al-") || name.hasPrefix("el-") ? name.dropFirst(3) : name[...]
    }

    private static func key(_ mention: Mention, _ entry: GazetteerEntry?, _ gazetteer: Gazetteer) -> String {
        switch mention.kind {
        case .place:
            if let country = mention.country, entry?.senses.contains(.country) ?? true { return "country \(country)" }
            return "place \(mention.country ?? "-") \(folded(mention.text))"
        case .nationality: return "nationality \(mention.country ?? folded(mention.text))"
        case .organization:
            if let entry, entry.senses.contains(.body), let authority = gazetteer.authority(of: entry) {
                return "authority \(authority)"
            }
            if let country = entry?.institutionCountry { return "institution \(country) \(folded(mention.text))" }
            return "organization \(folded(mention.text))"
        default: return "\(mention.kind.rawValue) \(folded(mention.text))"
        }
    }

    private static func folded(_ text: String) -> String {
        text.lowercased().replacing("’", with: "'")
    }

    // MARK: Parts of names

    /// The entity whose fuller or shorter name the mention is, the one named last where there are several.
    private func partner(of mention: Mention) -> Int? {
        let parts = mention.text.split(separator: " ").map(String.init)
        switch mention.kind {
        case .person: return person(parts)
        case .organization, .vessel:
            return lastIndex(of: mention.kind) { Self.isPrefix(parts, of: $0) || Self.isPrefix($0, of: parts) }
        default: return nil
        }
    }

    private func person(_ parts: [String]) -> Int? {
        guard let family = parts.last else { return nil }
        if parts.count == 1 {
            return lastIndex(of: .person) { $0.last == family } ?? lastIndex(of: .person) { $0.first == family }
                ?? lastIndex(of: .person) { $0.contains(family) }
        }
        return lastIndex(of: .person) { name in
            if name == [family] { return true }
            guard name.count > 1 else { return name.first == parts.first && Self.isFamilyFirst(parts) }
            return name.last == family && Self.isSameGiven(name[0], parts[0])
        }
    }

    /// Names that begin with the family name: `Kim Jong Un`, `Xi Jinping`.
    private static func isFamilyFirst(_ parts: [String]) -> Bool {
        familyFirst.contains(parts[0])
    }

    private static let familyFirst: Set<String> = [
        "Kim", "Xi", "Li", "Wang", "Zhang", "Liu", "Chen", "Yang", "Zhao", "Wu", "Zhou", "Park", "Pak", "Lee", "Ri",
        "Choe", "Choi", "Moon",
        "Yoon", "Jang", "Jo", "Cho", "Han", "Hwang", "Hong", "Kang", "Tsai", "Lai", "Nguyen", "Tran", "Abe", "Kishida",
        "Qin", "He", "Hu", "Ma",
    ]

    private static func isSameGiven(_ one: String, _ other: String) -> Bool {
        if one == other { return true }
        let (short, long) = one.count < other.count ? (one, other) : (other, one)
        return short.count <= 2 && short.first == long.first
    }

    /// Whether the shorter name is the beginning of the longer one: `Halkyon` of `Halkyon Maritime`.
    private static func isPrefix(_ short: [String], of long: [String]) -> Bool {
        short.count < long.count && long.starts(with: short) && (short.first?.count ?? 0) > 3
            && !generic.contains(short.joined(separator: " "))
    }

    private static let generic: Set<String> = [
        "National", "Bank", "Ministry", "Central", "International", "European", "Security", "House", "State", "Foreign",
        "Federal", "Supreme",
        "United", "Russian", "American", "Chinese", "Iranian", "North", "South", "World", "Council", "Committee",
        "Department", "Court", "Union",
    ]

    /// Among how many of the entities found last the partner of a name is sought: more than any article has.
    private static let horizon = 400

    private func lastIndex(of kind: EntityKind, where matches: ([String]) -> Bool) -> Int? {
        var best: Int?
        for index in entities.indices.suffix(Self.horizon) where entities[index].kind == kind && matches(words[index]) {
            if best.map({ (entities[$0].mentions.last ?? -1) <= (entities[index].mentions.last ?? -1) }) ?? true {
                best = index
            }
        }
        return best
    }

    // MARK: Making and adding

    private mutating func make(_ mention: Mention, _ entry: GazetteerEntry?, _ gazetteer: Gazetteer) -> Int {
        var entity = Entity(id: EntityID(rawValue: "e\(entities.count + 1)"), kind: mention.kind, name: mention.text)
        entity.country = mention.country
        if mention.kind == .organization, let entry {
            entity.authority = entry.senses.contains(.shortForm) ? nil : gazetteer.authority(of: entry)
            entity.government = entry.institutionCountry?.description
        }
        if mention.kind == .place, let entry { entity.government = Self.government(mention, entry) }
        if mention.kind == .place, let code = mention.country.flatMap({ CountryCode($0) }),
            entry?.senses.contains(.country) ?? false
        {
            entity.name = gazetteer.countries[code]?.name ?? mention.text
        }
        entities.append(entity)
        words.append(mention.text.split(separator: " ").map(String.init))
        return entities.count - 1
    }

    /// The government for which a capital stands; the European Union for Brussels.
    private static func government(_ mention: Mention, _ entry: GazetteerEntry) -> String? {
        if mention.text.lowercased() == "brussels" { return "EU" }
        return entry.senses.contains(.capital) && !entry.senses.contains(.country) ? mention.country : nil
    }

    mutating func add(_ index: Int, _ mention: Mention, to entity: Int) {
        entities[entity].mentions.append(index)
        ofMention[index] = entity
        if entities[entity].kind == .person || entities[entity].kind == .organization,
            mention.text.unicodeScalars.count > entities[entity].name.unicodeScalars.count,
            !mention.text.unicodeScalars.allSatisfy({ !$0.isLowercase })
        {
            entities[entity].name = mention.text
            words[entity] = mention.text.split(separator: " ").map(String.init)
        }
        if let role = mention.role, entities[entity].role == nil { entities[entity].role = role }
    }

    /// Joins the mention's entity, an acronym, with that of its long form.
    mutating func join(_ mentions: [Mention], acronym index: Int, with long: Int) {
        guard let short = ofMention[index], let whole = ofMention[long], short != whole else { return }
        entities[whole].acronym = mentions[index].text
        entities[whole].authority = entities[whole].authority ?? entities[short].authority
        for key in byKey.keys.sorted() where byKey[key] == short { byKey[key] = whole }
        for mention in entities[short].mentions {
            ofMention[mention] = whole
            entities[whole].mentions.append(mention)
        }
        entities[whole].mentions.sort()
        entities[short].mentions = []
    }

    mutating func update(_ entity: Int, _ change: (inout Entity) -> Void) { change(&entities[entity]) }

    func number(ofMention index: Int) -> Int? { ofMention[index] }

    func id(ofMention index: Int) -> EntityID? { ofMention[index].map { entities[$0].id } }

    /// The entities that are mentioned or belong to others, with their aliases and new ids in the order of the text.
    func finished(_ mentions: [Mention], _ findings: [DescriptionResolver.Finding], in document: Document)
        -> Resolved
    {
        let owners = Set(entities.compactMap(\.partOf) + findings.map { entities[$0.entity].id })
        var kept = entities.filter { !$0.mentions.isEmpty || owners.contains($0.id) }
        var ids: [EntityID: EntityID] = [:]
        for index in kept.indices { ids[kept[index].id] = EntityID(rawValue: "e\(index + 1)") }
        for index in kept.indices {
            kept[index].id = ids[kept[index].id] ?? kept[index].id
            kept[index].partOf = kept[index].partOf.flatMap { ids[$0] }
            kept[index].aliases = aliases(of: kept[index], mentions)
        }
        var mentions = mentions
        for index in mentions.indices { mentions[index].entity = mentions[index].entity.flatMap { ids[$0] } }
        let descriptions = findings.compactMap { finding in
            ids[entities[finding.entity].id].map {
                Description(
                    offsets: document.offsets(finding.tokens),
                    text: document.string(finding.tokens),
                    entity: $0
                )
            }
        }
        return Resolved(mentions: mentions, entities: kept, descriptions: descriptions)
    }

    private func aliases(of entity: Entity, _ mentions: [Mention]) -> [String] {
        var aliases: [String] = []
        for index in entity.mentions
        where mentions[index].text != entity.name && !aliases.contains(mentions[index].text) {
            aliases.append(mentions[index].text)
        }
        return aliases
    }
}
