import Messages

/// Screens what the extraction resolved, with what the article says about it.
struct EntityScreening {
    let index: ListIndex
    let context: ArticleContext

    func matches() -> [Match] {
        context.extraction.entities.flatMap(matches)
    }

    private func matches(_ entity: Entity) -> [Match] {
        // A body that imposes sanctions is no party, whatever listed body has a name like it.
        guard let kind = Self.kind(entity.kind), entity.authority == nil else { return [] }
        var best: [ListIndex.EntryPlace: Candidate] = [:]
        for name in context.names(of: entity) where isScreened(name, entity) {
            for candidate in candidates(name, kind, entity) where candidate.score > best[candidate.entry]?.score ?? 0 {
                best[candidate.entry] = candidate
            }
        }
        let review = Double(NameMatcher.review)
        return outstanding(best.values.filter { $0.score >= review }, kind)
            .sorted { ($1.score, $0.entry) < ($0.score, $1.entry) }
            .map { $0.match(index, entity) }
    }

    /// Of persons of one list those that come near the best: whoever fits much less well is somebody else.
    private func outstanding(_ candidates: [Candidate], _ kind: ListEntry.Kind) -> [Candidate] {
        guard kind == .person else { return candidates }
        var best: [Int: Double] = [:]
        for candidate in candidates {
            best[candidate.entry.shard] = max(best[candidate.entry.shard] ?? 0, candidate.score)
        }
        return candidates.filter { $0.score > (best[$0.entry.shard] ?? 0) - 0.05 }
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

    /// Whether a name tells nobody apart by itself: a nickname of the list, or a body's name of general words alone.
    private func needsPlace(_ hit: ListIndex.Found, _ readings: [PreparedName]) -> Bool {
        if index.name(hit).quality == .weak { return true }
        return readings.allSatisfy {
            $0.kind != .person && $0.parts.allSatisfy { $0.weight <= 0.5 || $0.kind == .generic }
        }
    }

    private struct Candidate {
        var entry: ListIndex.EntryPlace
        var score: Double
        var text: String
        var reasons: [Match.Reason]

        func match(_ index: ListIndex, _ entity: Entity) -> Match {
            Match(index, entry: entry, entity: entity.id, text: text, score: score, because: reasons)
        }
    }

    private func candidates(_ name: String, _ kind: ListEntry.Kind, _ entity: Entity) -> [Candidate] {
        let readings = index.parser.parse(name, kind)
        guard !readings.isEmpty else { return [] }
        let isAlone = readings.allSatisfy { $0.parts.count == 1 }
        let hits = index.found(readings, kind, isKnown: true, least: isAlone ? 0.4 : 0.6)
        var matcher = NameMatcher()
        return hits.compactMap { hit in
            let place = index.place(hit)
            let entry = index.entry(place)
            // One word names somebody only as it is written; a letter more makes another name.
            if isAlone, entity.role == nil || kind != .person, !sounds(readings, like: index.readings(hit)) {
                return nil
            }
            var judged = judge(hit, entity, entry, isAlone: isAlone)
            if Self.isAcronym(name) {
                guard let full = context.expansion(of: name, in: entry, entity.country) else { return nil }
                judged.score = max(judged.score, 0.8)
                judged.reasons.append(Match.Reason(part: "acronym", ours: name, theirs: full, verdict: "supported"))
            } else if isAlone, kind == .person, !judged.isPlaced {
                return nil
            } else if needsPlace(hit, readings), !judged.isPlaced, !context.isAbout(entry, entity) {
                return nil
            }
            guard judged.score >= Double(NameMatcher.review) else { return nil }
            let parts = matcher.explain(readings, index.readings(hit))?.reasons ?? []
            let reasons = parts.map {
                Match.Reason(part: $0.part, ours: $0.ours, theirs: $0.theirs, verdict: $0.verdict)
            }
            return Candidate(entry: place, score: judged.score, text: name, reasons: reasons + judged.reasons)
        }
    }

    /// The score of the names, changed by country and office, and whether either of these is the same.
    private func judge(
        _ hit: ListIndex.Found,
        _ entity: Entity,
        _ entry: ListEntry,
        isAlone: Bool
    ) -> (score: Double, isPlaced: Bool, reasons: [Match.Reason]) {
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
        let office = sharedOffice(entity, entry)
        if let office {
            note("office", entity.role, office, "similar")
            // A family name with its office stands for one person: `President Putin`.
            score = isAlone && score > 0.4 && isSameCountry ? max(score, 0.76) : score + (1 - score) * 0.3
        }
        return (min(score, 0.999), isSameCountry || office != nil, reasons)
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

extension Script {
    /// Whether a text is written in other than Latin letters.
    static func isOther(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isAlphabetic && Script($0) != .latin }
    }
}
