/// A mistake in a lexicon file, with its place.
package struct LexiconFinding: Error, Sendable, Equatable, CustomStringConvertible {
    package var file: String
    /// From 1; 0 where the whole file is meant.
    package var line: Int
    package var reason: String

    package init(file: String, line: Int, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    package var description: String { line > 0 ? "\(file):\(line): \(reason)" : "\(file): \(reason)" }
}

/// One entry of a lexicon file: `KIND NAME: item, item, …`, over one line or several.
struct LexiconEntry {
    var kind: String
    var name: String
    /// Each item with the line on which it stands.
    var items: [(text: String, line: Int)]
    var line: Int
}

/// Reads lexicon files: entries of comma-separated items; lines that begin with blanks continue; `#` begins a comment.
struct LexiconFile {
    let name: String
    private(set) var entries: [LexiconEntry] = []
    private(set) var findings: [LexiconFinding] = []

    init(name: String, text: String) {
        self.name = name
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            read(line, number: number)
        }
    }

    private mutating func read(_ line: Substring, number: Int) {
        let text = Self.trimmed(line)
        guard let first = text.first, first != "#" else { return }
        if line.first == " " || line.first == "\t" {
            guard !entries.isEmpty else {
                return note(number, "a line that begins with blanks continues an entry, but there is none above")
            }
            return append(text, number: number)
        }
        guard let colon = text.firstIndex(of: ":") else {
            return note(number, "expected \"KIND NAME: item, item\", found \"\(text.prefix(40))\"")
        }
        let head = text[..<colon].split(separator: " ")
        guard (1...2).contains(head.count) else {
            return note(number, "expected \"KIND NAME:\" before the colon, found \"\(text[..<colon])\"")
        }
        entries.append(
            LexiconEntry(kind: String(head[0]), name: head.count > 1 ? String(head[1]) : "", items: [], line: number)
        )
        append(text[text.index(after: colon)...], number: number)
    }

    private mutating func append(_ items: Substring, number: Int) {
        for item in items.split(separator: ",") {
            let text = Self.trimmed(item)
            if !text.isEmpty { entries[entries.count - 1].items.append((String(text), number)) }
        }
    }

    private mutating func note(_ line: Int, _ reason: String) {
        findings.append(LexiconFinding(file: name, line: line, reason: reason))
    }

    static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first == " " || first == "\t" || first == "\r" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
        return text
    }
}
