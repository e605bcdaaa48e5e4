package import Messages

/// What changed from one state of a list to another: whoever was checked against the old one need only look at this.
package struct ListDifference: Sendable, Equatable {
    package struct Change: Sendable, Equatable {
        package var before: ListEntry
        package var after: ListEntry
        /// The names of the facts that differ, such as `programmes`.
        package var facts: [String]
    }

    package private(set) var added: [ListEntry] = []
    package private(set) var removed: [ListEntry] = []
    package private(set) var changed: [Change] = []

    /// Compares two states by the ids of the entries; the order of the newer one is kept.
    package init(from old: SanctionsList, to new: SanctionsList) {
        let before = Dictionary(old.entries.map { ($0.id, $0) }) { first, _ in first }
        let ids = Set(new.entries.map(\.id))
        for entry in new.entries {
            guard let was = before[entry.id] else {
                added.append(entry)
                continue
            }
            let facts = Self.facts(was, entry)
            if !facts.isEmpty { changed.append(Change(before: was, after: entry, facts: facts)) }
        }
        removed = old.entries.filter { !ids.contains($0.id) }
    }

    /// The entries that everybody must be checked against again: new ones, and those with other names or identifiers.
    package var toScreenAgain: [ListEntry] {
        added + changed.filter { $0.facts.contains("names") || $0.facts.contains("identifiers") }.map(\.after)
    }

    private static func facts(_ a: ListEntry, _ b: ListEntry) -> [String] {
        var facts: [String] = []
        func note(_ fact: String, _ isSame: Bool) { if !isSame { facts.append(fact) } }
        note("kind", a.kind == b.kind)
        note("names", Set(a.names.map(\.text)) == Set(b.names.map(\.text)))
        note("identifiers", Set(a.identifiers.map(\.value)) == Set(b.identifiers.map(\.value)))
        note("programmes", a.programmes == b.programmes)
        note("measures", a.measures == b.measures)
        note("titles", a.titles == b.titles)
        note("births", a.birthDates == b.birthDates && a.birthPlaces == b.birthPlaces)
        note("countries", a.countries == b.countries)
        note("addresses", a.addresses == b.addresses)
        note("remarks", a.remarks == b.remarks)
        return facts
    }
}

extension ListDifference: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("added", added)
        json.member("removed", removed)
        json.key("changed")
        json.beginArray()
        for change in changed {
            json.beginObject()
            json.member("id", change.after.id)
            json.member("facts", change.facts)
            json.member("before", change.before)
            json.member("after", change.after)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}
