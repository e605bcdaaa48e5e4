/// Runs an index over files of names: who is flagged, and how fast.
package struct NameEvaluation: Sendable {
    private let index: ListIndex

    package init(_ index: ListIndex) {
        self.index = index
    }

    /// How many of the names of a file come up at the review threshold.
    ///
    /// - Parameters:
    ///   - file: A table with the column `full_name`, or one name a line.
    ///   - kind: What bears the names.
    ///   - step: Only every so many names are looked at.
    /// - Returns: How many were looked at, and which of them were flagged.
    package func flagged(_ file: ListFile, _ kind: ListEntry.Kind, every step: Int = 1) -> (count: Int, names: [String])
    {
        let names = Self.names(file).enumerated().filter { $0.offset % step == 0 }.map(\.element)
        return (names.count, names.filter { !index.search($0, kind: kind, limit: 1).isEmpty })
    }

    /// How many of the names of a file have this entry in first place.
    package func first(_ file: ListFile, id: String) -> (count: Int, missed: [String]) {
        let names = Self.names(file)
        return (names.count, names.filter { index.search($0, least: 0.3, limit: 1).first?.entry.id != id })
    }

    /// The milliseconds that each search for a name of these took, in ascending order.
    package func times(_ names: [String]) -> [Double] {
        let clock = ContinuousClock()
        return names.map { name in
            let time = clock.measure { _ = index.search(name, kind: .person) }
            return time.milliseconds
        }.sorted()
    }

    /// The names of a file.
    package static func names(_ file: ListFile) -> [String] {
        var table = CSVTable(file.bytes)
        guard table.has("full_name") else {
            let lines = String(decoding: file.bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            return lines.map { String($0).trimmed }.filter { !$0.isEmpty }
        }
        var names: [String] = []
        while let row = table.next() {
            if let name = table.value(row, "full_name") { names.append(name) }
        }
        return names
    }
}

extension Duration {
    /// The whole as milliseconds.
    package var milliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }
}
