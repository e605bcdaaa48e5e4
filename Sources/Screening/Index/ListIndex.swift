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

    /// A listed name that was found.
    struct Found: Sendable {
        var shard: Int
        var name: Int
        var score: Float
    }

    /// An entry of one of the lists.
    struct EntryPlace: Hashable, Comparable, Sendable {
        var shard: Int
        var entry: UInt32

        static func < (a: Self, b: Self) -> Bool { (a.shard, a.entry) < (b.shard, b.entry) }
    }

    package let shards: [ListShard]
    package let parser: NameParser

    package init(shards: [ListShard], parser: NameParser) {
        self.shards = shards
        self.parser = parser
    }

    package convenience init(_ lists: [SanctionsList], parser: NameParser) {
        self.init(shards: lists.map { ListShard($0, parser: parser) }, parser: parser)
    }

    package var versions: [ListVersion] { shards.map(\.version) }

    func entry(_ place: EntryPlace) -> ListEntry { shards[place.shard].entries[place.entry] }

    func place(_ found: Found) -> EntryPlace {
        EntryPlace(shard: found.shard, entry: shards[found.shard].names.entries[found.name])
    }

    func name(_ found: Found) -> ListName {
        let names = shards[found.shard].names
        return ListName(names.text(found.name), names.quality(found.name))
    }

    func readings(_ found: Found) -> [PreparedName] { shards[found.shard].names.readings(found.name) }

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
        var best: [EntryPlace: Found] = [:]
        for reading in kind.map({ [$0] }) ?? [.person, .organization] {
            let readings = parser.parse(text, reading)
            for found in found(readings, reading, isKnown: kind != nil, least: least) {
                let entry = place(found)
                if found.score > best[entry]?.score ?? -1 { best[entry] = found }
            }
        }
        let sorted = best.sorted { ($1.value.score, $0.key) < ($0.value.score, $1.key) }
        return sorted.prefix(limit).map { explained($0.value, text) }
    }

    /// Searches names of fitting kinds; a person's name isn't compared with a company's.
    func found(_ readings: [PreparedName], _ kind: ListEntry.Kind, isKnown: Bool, least: Float) -> [Found] {
        shards.indices.flatMap { number in
            let names = shards[number].names
            let hits = names.search(readings, least: least) { Self.fits(kind, $0, isKnown: isKnown) }
            return hits.map { hit in
                Found(shard: number, name: hit.name, score: hit.score * Self.trust(names, hit.name))
            }
        }.filter { $0.score >= least }
    }

    private static func fits(_ kind: ListEntry.Kind, _ other: ListEntry.Kind, isKnown: Bool) -> Bool {
        if kind == .person { return other == .person }
        guard other != .person else { return false }
        return !isKnown || kind == other || kind == .organization && other == .other || kind == .other
    }

    /// What a weak alias is worth beside a strong one: less still where it is one word.
    private static func trust(_ names: NameIndex, _ name: Int) -> Float {
        guard names.quality(name) == .weak else { return 1 }
        return names.parts.range(Int(names.readingStarts[name])).count > 1 ? 0.93 : 0.75
    }

    private func explained(_ found: Found, _ text: String) -> Hit {
        let theirs = readings(found)
        let name = name(found)
        let matcher = NameMatcher()
        let ours = parser.parse(text, shards[found.shard].names.kind(found.name))
        var reasons = matcher.explain(ours, theirs)?.reasons ?? []
        if name.quality == .weak {
            reasons.append(.init(part: "feature", ours: nil, theirs: nil, verdict: "weak alias"))
        }
        return Hit(
            list: shards[found.shard].version,
            entry: entry(place(found)),
            name: name,
            score: found.score,
            reasons: reasons
        )
    }
}

extension ListIndex.Hit: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("score", (Double(score) * 1000).rounded() / 1000)
        json.member("list", list.list)
        json.member("snapshot", list.snapshot)
        json.member("sha256", list.sha256)
        json.member("name", name)
        json.key("because")
        json.beginArray()
        for reason in reasons {
            json.value(
                Match.Reason(part: reason.part, ours: reason.ours, theirs: reason.theirs, verdict: reason.verdict)
            )
        }
        json.endArray()
        json.member("entry", entry)
        json.endObject()
    }
}
