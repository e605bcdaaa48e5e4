import Messages

/// Screens what the extraction resolved, with what the article says about it.
struct EntityScreening {
    let index: ListIndex
    let context: ArticleContext

    func matches() -> [Match] {
        context.extraction.entities.flatMap(matches)
    }

    private func matches(_ entity: Entity) -> [Match] {
        // Who speaks for an authority is no party, whatever listed person's name is like his.
        guard let kind = Self.kind(entity.kind), kind != .person || entity.authority == nil else { return [] }
        var best: [ListIndex.EntryPlace: Candidate] = [:]
        for name in context.names(of: entity) where isScreened(name, entity) {
            for candidate in candidates(name, kind, entity) where candidate.score > best[candidate.entry]?.score ?? 0 {
                best[candidate.entry] = candidate
            }
        }
        let review = Double(NameMatcher.review)
        return outstanding(best.values.filter { $0.score >= review })
            .sorted { ($1.score, $0.entry) < ($0.score, $1.entry) }
            .map { match($0, entity) }
    }

    /// Of one list those that come near the best, and none that is far behind the best of another: whoever fits much less
    /// well is somebody else, such as a subsidiary.
    private func outstanding(_ candidates: [Candidate]) -> [Candidate] {
        var best: [Int: Double] = [:]
        for candidate in candidates {
            best[candidate.entry.shard] = max(best[candidate.entry.shard] ?? 0, candidate.score)
        }
        let highest = best.values.max() ?? 0
        return candidates.filter { $0.score > (best[$0.entry.shard] ?? 0) - 0.05 && $0.score > highest - 0.18 }
    }

    private static func kind(_ kind: EntityKind) -> ListEntry.Kind? {
        switch kind {
        case .person: .person
        case .organization: .organization
        case .vessel: .vessel
        case .aircraft: .aircraft
        case .place, .nationality, .law: nil
        }
    }

    /// A short form counts only where the article gives no fuller name: `Kim` is whom the article calls Kim in full.
    private func isScreened(_ name: String, _ entity: Entity) -> Bool {
        name == entity.name || name.contains(" ") && !Self.isAcronym(name) || Script.isOther(name)
    }

    static func isAcronym(_ name: String) -> Bool {
        let letters = name.filter { $0.isLetter }
        return letters.count <= 5 && !letters.isEmpty && letters.allSatisfy { $0.isUppercase }
    }

    private func sounds(_ ours: [PreparedName], like theirs: [PreparedName]) -> Bool {
        ours.contains { name in theirs.contains { $0.parts.map(\.phones) == name.parts.map(\.phones) } }
    }

    /// Whether what stands around a name says enough for a hit: the less a name tells by itself, the more.
    private func isSupported(
        _ hit: ListIndex.Found,
        _ readings: [PreparedName],
        _ judged: Judgement,
        _ entry: ListEntry,
        _ entity: Entity
    ) -> Bool {
        let isPerson = readings.allSatisfy { $0.kind == .person }
        // Half a people bears such a name: it takes an office, or the country in news of sanctions.
        if isPerson, readings.allSatisfy({ $0.parts.count > 1 && $0.telling < 1 || isOfTwoSyllables($0) }) {
            return judged.isOffice || judged.isPlaced && context.speaksOfSanctions
        }
        if judged.isPlaced { return true }
        if isPerson, readings.allSatisfy({ name in name.parts.count { $0.kind != .initial } < 2 }) { return false }
        if isOrdinary(readings) || isElsewhere(readings, entry, entity) { return false }
        if !isPerson, !isOfNamedCountry(hit, readings) { return false }
        let isWeak = index.name(hit).quality == .weak
        guard isWeak || readings.allSatisfy(isCommon) else { return true }
        return context.isAbout(entry, entity, index.parser)
    }

    /// `Zhang Wei`: in Latin letters one of four hundred syllables beside another, which many names share.
    private func isOfTwoSyllables(_ name: PreparedName) -> Bool {
        name.parts.count == 2 && name.parts.allSatisfy { Pinyin.isSyllable($0.text) }
    }

    /// Whether the article speaks of the country that is part of the listed name and not of the name in the text: the
    /// `Central Election Commission` is Russia's only in news of Russia.
    private func isOfNamedCountry(_ hit: ListIndex.Found, _ readings: [PreparedName]) -> Bool {
        let ours = Set(readings.flatMap { $0.parts.map(\.concept) })
        return index.readings(hit).contains { listed in
            listed.parts.allSatisfy { part in
                guard part.concept != 0, !ours.contains(part.concept),
                    let country = index.parser.words.country(of: part.concept)
                else { return true }
                return context.countries.contains(country)
            }
        }
    }

    /// Whether a body with a name that others may bear too is of another country than the listed one.
    private func isElsewhere(_ readings: [PreparedName], _ entry: ListEntry, _ entity: Entity) -> Bool {
        guard let country = entity.country, readings.allSatisfy({ $0.kind == .organization && $0.telling < 1.2 }) else {
            return false
        }
        let listed = entry.allCountries(index.parser)
        return !listed.isEmpty && !listed.contains(country)
    }

    /// Whether a name tells nobody apart by itself: two common words of a person's, the general words of a body's, the one
    /// word of a ship's.
    private func isCommon(_ name: PreparedName) -> Bool {
        switch name.kind {
        case .person: name.telling < 1.25
        case .vessel, .aircraft: name.parts.count == 1
        case .organization, .other: name.parts.allSatisfy { $0.weight <= 0.5 || $0.kind == .generic }
        }
    }

    /// A body that imposes sanctions is itself on a list only under its own full name, whatever listed body's is like it.
    private func least(_ entity: Entity, _ isPlaced: Bool) -> Double {
        guard entity.authority != nil else { return Double(NameMatcher.review) }
        return isPlaced ? 0.9 : 0.97
    }

    /// Whether a name is one ordinary word, such as `Arsenal`, by which many are called.
    private func isOrdinary(_ readings: [PreparedName]) -> Bool {
        readings.allSatisfy { reading in
            reading.kind != .person && reading.parts.count == 1
                && index.parser.words.isKind(reading.parts[0].text, .ordinary)
        }
    }

    /// What an article says of a hit.
    private struct Judgement {
        var score: Double
        /// Whether country, ship's number or office are the same.
        var isPlaced: Bool
        var isOffice: Bool
        var reasons: [Match.Reason]
    }

    private struct Candidate {
        var entry: ListIndex.EntryPlace
        var score: Double
        var text: String
        var readings: [PreparedName]
        var hit: ListIndex.Found
        /// What was looked at besides the names.
        var reasons: [Match.Reason]
    }

    private func match(_ candidate: Candidate, _ entity: Entity) -> Match {
        let matcher = NameMatcher()
        let parts = matcher.explain(candidate.readings, index.readings(candidate.hit))?.reasons ?? []
        let reasons = parts.map { Match.Reason(part: $0.part, ours: $0.ours, theirs: $0.theirs, verdict: $0.verdict) }
        var match = Match(
            index,
            entry: candidate.entry,
            entity: entity.id,
            text: candidate.text,
            score: candidate.score,
            because: reasons + candidate.reasons
        )
        // Whom the article never names is where it describes him.
        if entity.mentions.isEmpty, let place = context.description(of: entity) {
            (match.offsets, match.text) = (place.offsets, place.text)
            match.because.append(
                Match.Reason(part: "description", ours: place.text, theirs: entity.name, verdict: "resolved")
            )
        }
        return match
    }

    private func candidates(_ name: String, _ kind: ListEntry.Kind, _ entity: Entity) -> [Candidate] {
        let readings = index.parser.parse(name, kind)
        guard !readings.isEmpty else { return [] }
        // An initial beside it makes a word no fuller a name: `Serhii K.`
        let isAlone = readings.allSatisfy { reading in
            reading.parts.count == 1 || kind == .person && reading.parts.count { $0.kind != .initial } == 1
        }
        // A family name alone is somebody only together with a country or an office.
        if isAlone, kind == .person, entity.country == nil, entity.role == nil { return [] }
        let hits = index.found(readings, kind, isKnown: true, least: isAlone ? 0.4 : 0.6)
        return hits.compactMap { hit in
            // One word names somebody only as it is written; a letter more makes another name.
            if isAlone, entity.role == nil || kind != .person, !sounds(readings, like: index.readings(hit)) {
                return nil
            }
            let place = index.place(hit)
            let entry = index.entry(place)
            var judged = judge(hit, entity, entry, isAlone: isAlone)
            if Self.isAcronym(name) {
                guard let full = context.expansion(of: name, in: entry, entity.country) else { return nil }
                judged.score = max(judged.score, 0.8)
                judged.reasons.append(Match.Reason(part: "acronym", ours: name, theirs: full, verdict: "supported"))
            } else if !isSupported(hit, readings, judged, entry, entity) {
                return nil
            }
            guard judged.score >= least(entity, judged.isPlaced) else { return nil }
            return Candidate(
                entry: place,
                score: judged.score,
                text: name,
                readings: readings,
                hit: hit,
                reasons: judged.reasons
            )
        }
    }

    /// The score of the names, changed by country and office, and whether either of these is the same.
    private func judge(
        _ hit: ListIndex.Found,
        _ entity: Entity,
        _ entry: ListEntry,
        isAlone: Bool
    ) -> Judgement {
        var score = Double(hit.score)
        var reasons: [Match.Reason] = []
        func note(_ part: String, _ ours: String?, _ theirs: String?, _ verdict: String) {
            reasons.append(Match.Reason(part: part, ours: ours, theirs: theirs, verdict: verdict))
        }
        let isSameCountry = entity.country.map(entry.countries.contains) ?? false
        if let country = entity.country, !entry.countries.isEmpty {
            note("country", country, entry.countries.joined(separator: " "), isSameCountry ? "equal" : "contradicted")
            score = isSameCountry ? score + (1 - score) * 0.15 : score * 0.82
        }
        let numbers = shipNumbers(entity, entry)
        let isSameShip = numbers.map { $0.ours == $0.listed } ?? false
        if let numbers {
            note("identifier", numbers.ours, numbers.listed, isSameShip ? "equal" : "contradicted")
            score = isSameShip ? max(score, 0.97) : score * 0.5
        }
        let office = sharedOffice(entity, entry)
        if let office {
            note("office", entity.role, office, "similar")
            // A family name with its office stands for one person: `President Putin`.
            score = isAlone && score > 0.4 && isSameCountry ? max(score, 0.76) : score + (1 - score) * 0.3
        }
        return Judgement(
            score: min(score, 0.999),
            isPlaced: isSameCountry || isSameShip || office != nil,
            isOffice: office != nil,
            reasons: reasons
        )
    }

    /// The IMO numbers of both, the same one where they share one; nil where either has none.
    private func shipNumbers(_ entity: Entity, _ entry: ListEntry) -> (ours: String, listed: String)? {
        let ours = entity.identifiers.compactMap { $0.dropping("IMO ") }
        let listed = entry.identifiers.filter { $0.kind == .imo }.map(\.value)
        guard let number = ours.first(where: listed.contains) ?? ours.first,
            let other = listed.first(where: { $0 == number }) ?? listed.first
        else { return nil }
        return (number, other)
    }

    private func sharedOffice(_ entity: Entity, _ entry: ListEntry) -> String? {
        guard let role = entity.role?.lowercased() else { return nil }
        let ours = Set(role.split { !$0.isLetter }.map(String.init)).intersection(Self.offices)
        guard !ours.isEmpty else { return nil }
        return entry.titles.first { title in
            title.lowercased().split { !$0.isLetter }.contains { ours.contains(String($0)) }
        }
    }

    private static let offices: Set<String> = [
        "president", "minister", "premier", "chairman", "leader", "governor", "general", "director", "secretary",
        "commander", "ambassador", "chief", "mayor", "ayatollah", "spokesman", "spokesperson", "spokeswoman", "ceo",
    ]
}

extension PreparedName {
    /// The weight of its whole words.
    fileprivate var telling: Float { parts.reduce(0) { $0 + ($1.kind == .initial ? 0 : $1.weight) } }
}

extension Script {
    /// Whether a text is written in other than Latin letters.
    static func isOther(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isAlphabetic && Script($0) != .latin }
    }
}
