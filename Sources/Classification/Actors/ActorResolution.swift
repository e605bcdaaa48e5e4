import Messages

/// Finds for each mention for whom it acts and who is hit: by what is known of its name, by its entity, by the words
/// beside it, and by what the other mentions of its entity told.
struct ActorResolution {
    private(set) var issuer: [Code?]
    private(set) var target: [Code?]
    private let extraction: Extraction
    private let lexicon: Lexicon
    /// What is known of the names of the mentions and of the entities.
    private let names: [KnownName]
    private let entityNames: [KnownName]
    /// The entity of each mention.
    private let entities: [Int?]

    init(_ extraction: Extraction, _ lexicon: Lexicon) {
        self.extraction = extraction
        self.lexicon = lexicon
        let (mentions, things) = (extraction.mentions, extraction.entities)
        names = lexicon.knownNames(mentions.indices.lazy.map { mentions[$0].text })
        entityNames = lexicon.knownNames(things.indices.lazy.map { things[$0].name })
        entities = Self.entities(of: mentions, things)
        issuer = Array(repeating: nil, count: extraction.mentions.count)
        target = issuer
    }

    mutating func resolve(_ parses: [Parse]) {
        resolveDirectly()
        let places = MentionPlaces(parses: parses, count: extraction.mentions.count)
        resolvePersons(parses, places)
        resolveOrganizations(parses, places)
        shareWithinEntities()
    }

    /// The index of each mention's entity, which its id mostly tells: `e3` is the third.
    private static func entities(of mentions: [Mention], _ entities: [Entity]) -> [Int?] {
        var others: [EntityID: Int]?
        return mentions.indices.map { index in
            guard let id = mentions[index].entity else { return nil }
            if let number = number(id, below: entities.count), entities[number].id == id { return number }
            let known = others ?? Dictionary(entities.indices.map { (entities[$0].id, $0) }) { first, _ in first }
            others = known
            return known[id]
        }
    }

    private static func number(_ id: EntityID, below limit: Int) -> Int? {
        var number = 0
        for byte in id.rawValue.utf8.dropFirst() {
            guard 48...57 ~= byte, number <= limit else { return nil }
            number = number * 10 + Int(byte - 48)
        }
        return 1...max(limit, 1) ~= number && limit > 0 ? number - 1 : nil
    }

    private static func country(_ code: Code?) -> Code? { code.flatMap { $0.isCountry ? $0 : nil } }

    private mutating func resolveDirectly() {
        for index in extraction.mentions.indices {
            let entity = entities[index]
            let entityCountry = entity.flatMap { extraction.entities[$0].country }.flatMap(Code.init)
            let country = extraction.mentions[index].country.flatMap(Code.init) ?? entityCountry
            let government = entity.flatMap { extraction.entities[$0].government }.flatMap(Code.init)
            switch extraction.mentions[index].kind {
            case .place, .nationality:
                target[index] = country
                issuer[index] = names[index].place ?? government ?? country
            case .organization: resolve(organization: index, country, government)
            case .person:
                issuer[index] = government ?? country
                target[index] = country ?? Self.country(government)
            case .law: issuer[index] = lexicon.authorities.maker(of: extraction.mentions[index].text)
            case .vessel, .aircraft: break
            }
        }
        resolveSharedNames()
        resolveKnownPersons()
        resolveHomes()
    }

    /// "the Council" is the body whose full name ended so before, or else the one that the article names most.
    private mutating func resolveSharedNames() {
        var full: [Spelling: Code] = [:]
        let (unions, nations) = (issuer.count { $0 == .eu }, issuer.count { $0 == .un })
        for index in names.indices where extraction.mentions[index].kind == .organization {
            if names[index].isShared {
                if let code = full[names[index].sharedWords[0]] {
                    issuer[index] = code
                } else if issuer[index] == nil {
                    issuer[index] = unions > 0 && unions >= nations ? .eu : nations > 0 ? .un : nil
                }
            } else if let code = issuer[index] {
                for word in names[index].sharedWords { full[word] = code }
            }
        }
    }

    private mutating func resolve(organization index: Int, _ country: Code?, _ government: Code?) {
        let entity = entities[index]
        let known = names[index].issuer ?? entity.flatMap { entityNames[$0].issuer }
        let authority = entity.flatMap { extraction.entities[$0].authority }
        issuer[index] = authority.flatMap(Self.government) ?? known ?? government ?? country
        target[index] = country ?? (authority == nil ? Self.country(issuer[index]) : nil)
    }

    /// Offices whose whole work is sanctions act for their country.
    private static func government(_ authority: String) -> Code? {
        switch authority {
        case "OFAC", "FINCEN", "BIS": Code("US")
        case "OFSI": Code("GB")
        default: Code(authority)
        }
    }

    /// Firms, banks and persons without office: hit as their country's, but no government when they act.
    private mutating func resolveHomes() {
        for index in names.indices {
            let kind = extraction.mentions[index].kind
            guard kind == .organization || kind == .person else { continue }
            guard let code = names[index].home ?? entities[index].flatMap({ entityNames[$0].home }) else { continue }
            target[index] = code
            if issuer[index] == code { issuer[index] = nil }
        }
    }

    private mutating func resolveKnownPersons() {
        let persons = names.indices.filter { extraction.mentions[$0].kind == .person }
        var known: [UInt64: Code] = [:]
        for index in persons { if let code = names[index].person, let last = names[index].last { known[last] = code } }
        for index in persons where issuer[index] == nil {
            let name = names[index]
            let bySurname = name.isOneWord ? name.hash.flatMap { known[$0] } ?? name.surname : nil
            guard let code = name.person ?? bySurname else { continue }
            issuer[index] = code
            if code.isCountry { target[index] = code }
        }
    }

    // MARK: Words beside a name

    private mutating func resolvePersons(_ parses: [Parse], _ places: MentionPlaces) {
        for index in names.indices where extraction.mentions[index].kind == .person && issuer[index] == nil {
            guard let place = places[index] else { continue }
            let parse = parses[place.parse]
            guard let code = before(place.words, parse, within: 8) ?? after(place.words, parse, within: 8) else {
                continue
            }
            issuer[index] = code
            if code.isCountry { target[index] = target[index] ?? code }
        }
    }

    private mutating func resolveOrganizations(_ parses: [Parse], _ places: MentionPlaces) {
        for index in names.indices where extraction.mentions[index].kind == .organization {
            guard issuer[index] == nil || target[index] == nil, let place = places[index] else { continue }
            let parse = parses[place.parse]
            let beside =
                after(place.words, parse, within: 7, isOrganization: true) ?? before(place.words, parse, within: 7)
            if issuer[index] == nil {
                issuer[index] = beside ?? (names[index].isInstitution ? nearest(before: index) : nil)
            }
            if target[index] == nil { target[index] = Self.country(beside) }
        }
    }

    private func nearest(before index: Int) -> Code? {
        for at in stride(from: index - 1, through: max(0, index - 8), by: -1) {
            let kind = extraction.mentions[at].kind
            if kind == .place || kind == .nationality, let code = target[at] { return code }
        }
        return nil
    }

    /// "Estonia's prime minister, Kaja Kallas", "Russian spokesman X": a country before the name with no verb between.
    private func before(_ words: Range<Int>, _ parse: Parse, within reach: Int) -> Code? {
        var at = words.lowerBound - 1
        var commas = 0
        while at >= 0, at >= words.lowerBound - reach {
            let word = parse.words[at]
            if word.tag.isVerbal || word.tag == .colon || word.tag == .stop || word.tag == .subordinator { return nil }
            if word.tag == .relative || word.tag == .conjunction { return nil }
            if word.tag == .comma { commas += 1 }
            if commas > 1 { return nil }
            if word.isMention { return country(before: at, parse, commas) }
            at -= 1
        }
        return nil
    }

    private func country(before at: Int, _ parse: Parse, _ commas: Int) -> Code? {
        let word = parse.words[at]
        switch extraction.mentions[Int(word.mention)].kind {
        case .person, .vessel, .aircraft, .law: return nil
        case .organization: return commas == 0 || parse.words[at + 1].isPossessive ? issuer[Int(word.mention)] : nil
        case .nationality: return issuer[Int(word.mention)]
        case .place:
            let isInPhrase = at > 0 && parse.words[at - 1].tag == .preposition && parse.words[at - 1].lower != "of"
            if isInPhrase, !parse.words[at + 1].isPossessive { return nil }
            return issuer[Int(word.mention)]
        }
    }

    /// "Linas Linkevičius of Lithuania", "Cleverly, the British minister", "Tien Shan Komplekt, a firm in Bishkek".
    private func after(_ words: Range<Int>, _ parse: Parse, within reach: Int, isOrganization: Bool = false) -> Code? {
        var at = words.upperBound
        guard at < parse.words.count else { return nil }
        let first = parse.words[at]
        guard
            first.lower == "of" || first.tag == .comma || first.tag == .bracket || first.lower == "in" && isOrganization
        else { return nil }
        var isApposition = first.tag != .comma
        at += 1
        while at < parse.words.count, at < words.upperBound + reach {
            let word = parse.words[at]
            switch word.tag {
            case .verb, .modal, .be, .have, .do, .colon, .stop, .conjunction, .comma, .relative: return nil
            default: break
            }
            if word.lower == "a" || word.lower == "an" || word.lower == "the" || word.lower == "of" {
                isApposition = true
            }
            if word.isMention {
                let kind = extraction.mentions[Int(word.mention)].kind
                if kind == .person { return nil }
                let isPossessive = at + 1 < parse.words.count && parse.words[at + 1].isPossessive
                if let code = issuer[Int(word.mention)] {
                    return isApposition || isPossessive || kind == .nationality ? code : nil
                }
            }
            at += 1
        }
        return nil
    }

    /// What one mention of a name told holds for its other mentions, and for the last name alone.
    private mutating func shareWithinEntities() {
        var issuers: [Key: Code] = [:]
        var targets: [Key: Code] = [:]
        let shared = names.indices.filter {
            extraction.mentions[$0].kind == .person || extraction.mentions[$0].kind == .organization
        }
        for index in shared {
            for key in keys(index) {
                if let code = issuer[index], issuers[key] == nil { issuers[key] = code }
                if let code = target[index], targets[key] == nil { targets[key] = code }
            }
        }
        for index in shared where issuer[index] == nil || target[index] == nil {
            for key in keys(index) {
                if issuer[index] == nil { issuer[index] = issuers[key] }
                if target[index] == nil { target[index] = targets[key] }
            }
        }
    }

    /// What the mentions of one thing have in common.
    private enum Key: Hashable {
        case entity(Int)
        /// The name by which it is spoken of again: a person's last name, or the whole name.
        case name(UInt64)
    }

    private func keys(_ index: Int) -> [Key] {
        var keys: [Key] = []
        if let entity = entities[index] { keys.append(.entity(entity)) }
        let name = extraction.mentions[index].kind == .person ? names[index].last : names[index].hash
        if let name { keys.append(.name(name)) }
        return keys
    }
}
