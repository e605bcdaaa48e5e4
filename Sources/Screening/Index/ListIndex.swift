package import Messages

/// Loaded lists with their names indexed; never changes, so that it may be shared and swapped whole.
package final class ListIndex: Sendable {
    package struct Hit: Sendable {
        package var list: ListVersion
        package var entry: ListEntry
        /// The name of the entry that came nearest.
        package var name: ListName
        package var score: Float
        package var reasons: [NameScore.Reason]
    }

    struct Place: Sendable {
        var list: Int
        var entry: Int
    }

    package let lists: [SanctionsList]
    package let versions: [ListVersion]
    let names: NameIndex
    let places: [Place]
    let identifiers: IdentifierIndex
    let aliases: AliasAutomaton
    package let parser: NameParser

    package init(_ lists: [SanctionsList], parser: NameParser) {
        self.lists = lists
        self.parser = parser
        versions = lists.map {
            ListVersion(list: $0.id, snapshot: $0.snapshot, sha256: $0.sha256, entries: $0.entries.count)
        }
        var names = NameIndex()
        var places: [Place] = []
        for (list, entries) in lists.map(\.entries).enumerated() {
            for (index, entry) in entries.enumerated() {
                for name in entry.names {
                    let readings = parser.parse(name.text, entry.kind)
                    guard !readings.isEmpty else { continue }
                    names.add(
                        .init(entry: UInt32(places.count), quality: name.quality, text: name.text, readings: readings)
                    )
                }
                places.append(Place(list: list, entry: index))
            }
        }
        names.seal()
        self.names = names
        self.places = places
        identifiers = IdentifierIndex(lists, places)
        aliases = AliasAutomaton(names)
    }

    func entry(_ place: UInt32) -> ListEntry {
        let place = places[Int(place)]
        return lists[place.list].entries[place.entry]
    }

    /// The entries whose names are most like a name, each once with its nearest name, the best first.
    ///
    /// - Parameters:
    ///   - text: The name as written.
    ///   - kind: What bears it; nil where that isn't known.
    ///   - least: Entries below this score are left out.
    ///   - limit: At most so many.
    /// - Returns: The entries with their scores and reasons.
    package func search(
        _ text: String,
        kind: ListEntry.Kind? = nil,
        least: Float = NameMatcher.review,
        limit: Int = 10
    ) -> [Hit] {
        var best: [UInt32: NameIndex.Hit] = [:]
        for reading in kind.map({ [$0] }) ?? [.person, .organization] {
            let readings = parser.parse(text, reading)
            for hit in found(readings, reading, isKnown: kind != nil, least: least) {
                let entry = names.names[hit.name].entry
                if hit.score > best[entry]?.score ?? -1 { best[entry] = hit }
            }
        }
        let sorted = best.values.sorted { ($1.score, $0.name) < ($0.score, $1.name) }
        return sorted.prefix(limit).map { explained($0, text) }
    }

    /// Searches names of fitting kinds; a person's name isn't compared with a company's.
    func found(_ readings: [PreparedName], _ kind: ListEntry.Kind, isKnown: Bool, least: Float) -> [NameIndex.Hit] {
        names.search(readings, least: least) { name in
            let other = name.readings[0].kind
            if kind == .person { return other == .person }
            return other != .person
                && (!isKnown || kind == other || kind == .organization && other == .other || kind == .other)
        }.map { hit in
            var hit = hit
            if names.names[hit.name].quality == .weak { hit.score *= Self.weakAlias }
            return hit
        }.filter { $0.score >= least }
    }

    /// What a weak alias is worth beside a strong one.
    private static let weakAlias: Float = 0.85

    private func explained(_ hit: NameIndex.Hit, _ text: String) -> Hit {
        let name = names.names[hit.name]
        let place = places[Int(name.entry)]
        var matcher = NameMatcher()
        let ours = parser.parse(text, name.readings[0].kind)
        var reasons = matcher.explain(ours, name.readings)?.reasons ?? []
        if name.quality == .weak {
            reasons.append(.init(part: "feature", ours: nil, theirs: nil, verdict: "weak alias"))
        }
        return Hit(
            list: versions[place.list],
            entry: lists[place.list].entries[place.entry],
            name: ListName(name.text, name.quality),
            score: hit.score,
            reasons: reasons
        )
    }
}
