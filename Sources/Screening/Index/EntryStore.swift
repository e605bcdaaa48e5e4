import Messages

/// The entries of a list, each as its own JSON, read only when one is asked for.
struct EntryStore: Sendable {
    var documents = FlatBytes()

    init() {}

    init(_ entries: [ListEntry]) {
        for entry in entries { documents.append(entry.json) }
    }

    var count: Int { documents.count }

    /// The entry at a place; an unreadable one, which only a damaged file can hold, comes without names.
    subscript(place: UInt32) -> ListEntry {
        let bytes = Array(documents[Int(place)])
        guard let json = try? JSONParser.parse(bytes), let entry = try? ListEntry(json: json) else {
            return ListEntry(id: "", kind: .other)
        }
        return entry
    }
}
