package import Messages

/// One list with everything that finds its entries.
package struct ListShard: Sendable {
    package var version: ListVersion
    package var title: String
    var entries: EntryStore
    var names: NameIndex
    var identifiers: IdentifierIndex
    var aliases: AliasAutomaton

    /// Indexes a list.
    package init(_ list: SanctionsList, parser: NameParser) {
        version = ListVersion(
            list: list.id,
            snapshot: list.snapshot,
            sha256: list.sha256,
            entries: list.entries.count
        )
        title = list.title
        var builder = NameIndexBuilder()
        for (place, entry) in list.entries.enumerated() {
            // What isn't told may be a person or a body, and is found as either.
            let kinds: [ListEntry.Kind] = entry.kind == .other ? [.other, .person] : [entry.kind]
            for name in entry.names {
                for kind in kinds { builder.add(name, of: UInt32(place), parser.parse(name.text, kind)) }
            }
        }
        names = builder.build()
        entries = EntryStore(list.entries)
        identifiers = IdentifierIndex(list.entries)
        aliases = AliasAutomaton(names)
    }

    init(
        version: ListVersion,
        title: String,
        entries: EntryStore,
        names: NameIndex,
        identifiers: IdentifierIndex,
        aliases: AliasAutomaton
    ) {
        self.version = version
        self.title = title
        self.entries = entries
        self.names = names
        self.identifiers = identifiers
        self.aliases = aliases
    }
}
