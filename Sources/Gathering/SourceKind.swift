/// What a file, a page or standard input holds.
package enum SourceKind: String, CaseIterable, Sendable {
    case json, jsonl, text, html
    /// RSS or Atom.
    case feed
    case warc
    /// Values parted by commas or, where the first line has more of those, semicolons.
    case csv
    case tsv
    /// GDELT 2.0's event export.
    case gdelt
    /// GDELT 2.0's knowledge graph.
    case gkg

    /// The kind that a name's ending stands for, `.gz` left out; nil where it stands for none.
    package init?(name: String) {
        let name = name.lowercased()
        let plain = name.hasSuffix(".gz") ? name.dropLast(3) : name[...]
        if plain.hasSuffix(".export.csv") {
            self = .gdelt
            return
        }
        if plain.hasSuffix(".gkg.csv") {
            self = .gkg
            return
        }
        guard let dot = plain.lastIndex(of: "."), !plain[dot...].contains("/") else { return nil }
        switch plain[plain.index(after: dot)...] {
        case "json": self = .json
        case "jsonl", "ndjson": self = .jsonl
        case "txt": self = .text
        case "html", "htm", "xhtml": self = .html
        case "rss", "atom", "xml", "rdf": self = .feed
        case "warc": self = .warc
        case "csv": self = .csv
        case "tsv": self = .tsv
        default: return nil
        }
    }

    /// The kind that a server says.
    package init?(contentType: String) {
        switch contentType.lowercased().prefix(while: { $0 != ";" }).filter({ !$0.isWhitespace }) {
        case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml":
            self = .feed
        case "text/html", "application/xhtml+xml": self = .html
        case "application/json": self = .json
        case "application/x-ndjson", "application/jsonl": self = .jsonl
        case "text/csv": self = .csv
        case "text/tab-separated-values": self = .tsv
        case "application/warc": self = .warc
        default: return nil
        }
    }

    /// The kind that the first bytes look like.
    package init(head: [UInt8]) {
        let start = String(decoding: head.prefix(1024), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
            .lowercased()
        if start.hasPrefix("warc/") {
            self = .warc
        } else if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") {
            self = .html
        } else if ["<rss", "<feed", "<rdf:rdf"].contains(where: { start.contains($0) }), start.hasPrefix("<") {
            self = .feed
        } else if start.hasPrefix("{") {
            self = .jsonl
        } else if start.hasPrefix("[") {
            self = .json
        } else {
            self = .text
        }
    }
}
