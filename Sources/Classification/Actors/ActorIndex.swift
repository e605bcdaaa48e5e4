import Messages

/// For each mention: the government or body that it stands for when it acts, and the country that is hit when it is a target.
struct ActorIndex {
    private(set) var issuer: [String?]
    private(set) var target: [String?]
    let extraction: Extraction
    private let authorities: Authorities

    init(extraction: Extraction, parses: [Parse], authorities: Authorities) {
        self.extraction = extraction
        self.authorities = authorities
        issuer = Array(repeating: nil, count: extraction.mentions.count)
        target = issuer
        resolveDirectly()
        let places = MentionPlaces(parses: parses, count: extraction.mentions.count)
        resolvePersons(parses, places)
        resolveOrganizations(parses, places)
        shareWithinEntities()
    }

    static func isCountry(_ code: String) -> Bool {
        code.utf8.count == 2 && code != "EU" && code != "UN" && code != "G7"
    }

    private func entity(of mention: Mention) -> Entity? {
        guard let id = mention.entity else { return nil }
        if let number = Int(id.rawValue.dropFirst()), extraction.entities.indices.contains(number - 1),
            extraction.entities[number - 1].id == id
        {
            return extraction.entities[number - 1]
        }
        return extraction.entities.first { $0.id == id }
    }

    private mutating func resolveDirectly() {
        for (index, mention) in extraction.mentions.enumerated() {
            let entity = entity(of: mention)
            switch mention.kind {
            case .place, .nationality:
                target[index] = mention.country ?? entity?.country
                issuer[index] = authorities.places[mention.text] ?? entity?.government ?? target[index]
            case .organization: resolve(organization: mention, entity, index)
            case .person:
                issuer[index] = entity?.government ?? mention.country ?? entity?.country
                target[index] =
                    mention.country ?? entity?.country ?? entity?.government.flatMap { Self.isCountry($0) ? $0 : nil }
            case .law: issuer[index] = authorities.maker(of: mention.text)
            case .vessel, .aircraft: break
            }
        }
        resolveSharedNames()
        resolveKnownPersons()
        resolveHomes()
    }

    /// "the Council" is the body whose full name ended so before, or else the one that the article names most.
    private mutating func resolveSharedNames() {
        var full: [String: String] = [:]
        var counts: [String: Int] = [:]
        for code in issuer.compactMap({ $0 }) where code == "EU" || code == "UN" { counts[code, default: 0] += 1 }
        for (index, mention) in extraction.mentions.enumerated() where mention.kind == .organization {
            if let name = Authorities.sharedName(mention.text) {
                if let code = full[name] {
                    issuer[index] = code
                } else if issuer[index] == nil {
                    issuer[index] =
                        counts["EU", default: 0] >= counts["UN", default: 0] && counts["EU"] != nil
                        ? "EU" : counts["UN"] != nil ? "UN" : nil
                }
            } else if let code = issuer[index] {
                for word in mention.text.lowercased().split(separator: " ")
                where Authorities.shared.contains(String(word)) { full[String(word)] = code }
            }
        }
    }

    private mutating func resolve(organization mention: Mention, _ entity: Entity?, _ index: Int) {
        let known = authorities.issuer(mention.text) ?? entity.flatMap { authorities.issuer($0.name) }
        let country = mention.country ?? entity?.country
        issuer[index] = entity?.authority.map(Self.government) ?? known ?? entity?.government ?? country
        target[index] =
            country ?? (entity?.authority == nil ? issuer[index].flatMap { Self.isCountry($0) ? $0 : nil } : nil)
    }

    /// Offices whose whole work is sanctions act for their country.
    private static func government(_ authority: String) -> String {
        switch authority {
        case "OFAC", "FINCEN", "BIS": "US"
        case "OFSI": "GB"
        default: authority
        }
    }

    /// Firms, banks and persons without office: hit as their country's, but no government when they act.
    private mutating func resolveHomes() {
        for (index, mention) in extraction.mentions.enumerated()
        where mention.kind == .organization || mention.kind == .person {
            guard
                let code = authorities.homes[mention.text]
                    ?? entity(of: mention).flatMap({ authorities.homes[$0.name] })
            else { continue }
            target[index] = code
            if issuer[index] == code { issuer[index] = nil }
        }
    }

    private mutating func resolveKnownPersons() {
        var known: [String: String] = [:]
        for mention in extraction.mentions where mention.kind == .person {
            if let code = authorities.persons[mention.text], let last = mention.text.split(separator: " ").last {
                known[String(last)] = code
            }
        }
        for (index, mention) in extraction.mentions.enumerated() where mention.kind == .person && issuer[index] == nil {
            let isSingle = !mention.text.contains(" ")
            let code =
                authorities.persons[mention.text]
                ?? (isSingle ? known[mention.text] ?? authorities.surnames[mention.text] : nil)
            guard let code else { continue }
            issuer[index] = code
            if Self.isCountry(code) { target[index] = code }
        }
    }

    // MARK: Words beside a name

    private mutating func resolvePersons(_ parses: [Parse], _ places: MentionPlaces) {
        for (index, mention) in extraction.mentions.enumerated() where mention.kind == .person && issuer[index] == nil {
            guard let place = places[index] else { continue }
            let parse = parses[place.parse]
            guard let code = before(place.words, parse, within: 8) ?? after(place.words, parse, within: 8) else {
                continue
            }
            issuer[index] = code
            if Self.isCountry(code) { target[index] = target[index] ?? code }
        }
    }

    private mutating func resolveOrganizations(_ parses: [Parse], _ places: MentionPlaces) {
        for (index, mention) in extraction.mentions.enumerated() where mention.kind == .organization {
            guard issuer[index] == nil || target[index] == nil, let place = places[index] else { continue }
            let parse = parses[place.parse]
            let beside =
                after(place.words, parse, within: 7, isOrganization: true) ?? before(place.words, parse, within: 7)
            if issuer[index] == nil {
                issuer[index] = beside ?? (isInstitution(mention.text) ? nearest(before: index) : nil)
            }
            if target[index] == nil, let beside, Self.isCountry(beside) { target[index] = beside }
        }
    }

    private static let institutions: Set<String> = [
        "Ministry", "Department", "Parliament", "Senate", "Congress", "Council", "Court", "Commission", "Government",
        "Office",
        "Assembly", "Secretariat", "Agency", "Authority", "Treasury", "Customs", "Police", "Navy", "Cabinet", "Service",
    ]

    private func isInstitution(_ name: String) -> Bool {
        name.split(separator: " ").contains { Self.institutions.contains(String($0)) }
    }

    private func nearest(before index: Int) -> String? {
        for at in stride(from: index - 1, through: max(0, index - 8), by: -1) {
            let kind = extraction.mentions[at].kind
            if kind == .place || kind == .nationality, let code = target[at] { return code }
        }
        return nil
    }

    /// "Estonia's prime minister, Kaja Kallas", "Russian spokesman X": a country before the name with no verb between.
    private func before(_ words: Range<Int>, _ parse: Parse, within reach: Int) -> String? {
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

    private func country(before at: Int, _ parse: Parse, _ commas: Int) -> String? {
        let word = parse.words[at]
        switch extraction.mentions[word.mention].kind {
        case .person, .vessel, .aircraft, .law: return nil
        case .organization: return commas == 0 || parse.words[at + 1].isPossessive ? issuer[word.mention] : nil
        case .nationality: return issuer[word.mention]
        case .place:
            let isInPhrase = at > 0 && parse.words[at - 1].tag == .preposition && parse.words[at - 1].lower != "of"
            if isInPhrase, !parse.words[at + 1].isPossessive { return nil }
            return issuer[word.mention]
        }
    }

    /// "Linas Linkevičius of Lithuania", "Cleverly, the British minister", "Tien Shan Komplekt, a firm in Bishkek".
    private func after(_ words: Range<Int>, _ parse: Parse, within reach: Int, isOrganization: Bool = false) -> String?
    {
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
                let kind = extraction.mentions[word.mention].kind
                if kind == .person { return nil }
                let isPossessive = at + 1 < parse.words.count && parse.words[at + 1].isPossessive
                if let code = issuer[word.mention] {
                    return isApposition || isPossessive || kind == .nationality ? code : nil
                }
            }
            at += 1
        }
        return nil
    }

    /// What one mention of a name told holds for its other mentions, and for the last name alone.
    private mutating func shareWithinEntities() {
        var issuers: [String: String] = [:]
        var targets: [String: String] = [:]
        for (index, mention) in extraction.mentions.enumerated()
        where mention.kind == .person || mention.kind == .organization {
            for key in keys(mention) {
                if let code = issuer[index], issuers[key] == nil { issuers[key] = code }
                if let code = target[index], targets[key] == nil { targets[key] = code }
            }
        }
        for (index, mention) in extraction.mentions.enumerated()
        where mention.kind == .person || mention.kind == .organization {
            for key in keys(mention) {
                if issuer[index] == nil { issuer[index] = issuers[key] }
                if target[index] == nil { target[index] = targets[key] }
            }
        }
    }

    private func keys(_ mention: Mention) -> [String] {
        var keys: [String] = []
        if let id = mention.entity { keys.append("#" + id.rawValue) }
        if mention.kind == .person, let last = mention.text.split(separator: " ").last { keys.append(String(last)) }
        if mention.kind == .organization { keys.append(mention.text) }
        return keys
    }
}

/// Where each mention's words stand.
struct MentionPlaces {
    private var places: [(parse: Int, words: Range<Int>)?]

    init(parses: [Parse], count: Int) {
        places = Array(repeating: nil, count: count)
        for (index, parse) in parses.enumerated() {
            for (at, word) in parse.words.enumerated() where word.isMention {
                let place = places[word.mention] ?? (index, at..<at)
                // A mention that goes on in the next sentence stands where it begins.
                guard place.parse == index else { continue }
                places[word.mention] = (index, place.words.lowerBound..<at + 1)
            }
        }
    }

    subscript(mention: Int) -> (parse: Int, words: Range<Int>)? { places[mention] }
}
