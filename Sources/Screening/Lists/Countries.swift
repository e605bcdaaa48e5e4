/// Finds the ISO 3166-1 alpha-2 code of a country by a name that lists use.
package struct Countries: Sendable {
    private var codes: [String: String] = [:]

    /// - Parameter table: Rows of code, tab, names with tabs between; `#` begins a comment.
    package init(table: [UInt8]) {
        for row in TableRows(table) {
            let fields = row.split(separator: "\t").map(String.init)
            guard let code = fields.first else { continue }
            for name in fields { codes[Self.key(name)] = code }
        }
    }

    /// The code for a name or a code; the part before a slash counts too, as in `Belarus / Bélarus`.
    package func code(_ name: String) -> String? {
        let name = name.trimmed
        if let code = codes[Self.key(name)] { return code }
        guard let first = name.parts("/").first, first != name else { return nil }
        return codes[Self.key(first)]
    }

    private static func key(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}

/// The rows of a data table without comments and empty lines.
struct TableRows: Sequence, IteratorProtocol {
    private var lines: ArraySlice<Substring>

    init(_ bytes: [UInt8]) {
        lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")[...]
    }

    mutating func next() -> Substring? {
        while let line = lines.popFirst() {
            if !line.hasPrefix("#") { return line }
        }
        return nil
    }
}
