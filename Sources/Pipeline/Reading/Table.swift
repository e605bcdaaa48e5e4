internal import Yams

/// A mapping of the file; it remembers which keys were asked for, so that `close()` can report all others.
final class Table {
    let path: String
    let line: Int
    let entries: [(key: String, entry: Entry)]
    let reading: Reading
    private var known: [String] = []

    init(path: String, line: Int, mapping: Node.Mapping, reading: Reading) {
        self.path = path
        self.line = line
        self.reading = reading
        let prefix = path == "the file" ? "" : path + "."
        entries = mapping.map { key, value in
            let name = key.scalar?.string ?? "?"
            let line = key.mark?.line ?? line
            return (name, Entry(path: prefix + name, line: line, node: value, reading: reading))
        }
    }

    /// The entry of a key, or nil where the table hasn't got it.
    func entry(_ key: String) -> Entry? {
        if !known.contains(key) { known.append(key) }
        return entries.first { $0.key == key }?.entry
    }

    /// The entry of a key that must be there; nil, with a finding, where it isn't.
    func required(_ key: String) -> Entry? {
        if let entry = entry(key) { return entry }
        reading.error(line, "\(path) has no \"\(key)\", which it needs")
        return nil
    }

    /// A setting with a default for an absent key, inside a range where one is given.
    func setting<Value: Setting & Comparable>(
        _ key: String,
        default fallback: Value,
        in range: ClosedRange<Value>? = nil
    ) -> Value {
        guard let entry = entry(key), let value: Value = entry.setting() else { return fallback }
        if let range, !range.contains(value) {
            reading.error(
                entry.line,
                "\(entry.path) must lie between \(range.lowerBound) and \(range.upperBound), not \(value)"
            )
            return fallback
        }
        return value
    }

    func flag(_ key: String, default fallback: Bool) -> Bool {
        entry(key)?.setting() ?? fallback
    }

    /// The members of a table of named things, in the order of the file; a finding where the table is absent or empty.
    func members<Value>(_ key: String, _ read: (Entry, String) -> Value?) -> [Value] {
        guard let entry = required(key), let table = entry.table() else { return [] }
        if table.entries.isEmpty { reading.error(entry.line, "\(entry.path) is empty") }
        return table.entries.compactMap { read($0.entry, $0.key) }
    }

    /// Reports every key that nobody asked for.
    func close() {
        for (key, entry) in entries where !known.contains(key) {
            let guess = Suggestion.nearest(to: key, among: known).map { ": did you mean \"\($0)\"?" }
            let list = "; it may have \(known.joined(separator: ", "))"
            reading.error(entry.line, "\(path) has an unknown key \"\(key)\"\(guess ?? list)")
        }
    }
}
