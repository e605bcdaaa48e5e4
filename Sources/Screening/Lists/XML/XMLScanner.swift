/// Reads an XML document from beginning to end, one event at a time, without building a tree.
///
/// Knows elements, attributes, text, CDATA, comments, processing instructions, a document type without inner declarations,
/// the five named entities and character references: what sanctions lists are made of. Prefixes of names are dropped.
/// A list isn't lost for a `<` in a name, as published lists have had: what begins no tag is text.
struct XMLScanner {
    enum Event: Equatable {
        case start(name: String, attributes: [String: String])
        case text(String)
        case end(name: String)
    }

    struct Failure: Error, Equatable {
        var line: Int
        var reason: String
    }

    private let bytes: [UInt8]
    private var at = 0
    /// The line of the next event, from 1.
    private(set) var line = 1
    /// What was no XML and was taken as well as could be.
    private(set) var oddities: [Failure] = []
    /// The ends that follow an empty element's start, or that were left out.
    private var pendingEnds: [String] = []
    private var open: [String] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    /// The next event, or nil at the end of the document.
    mutating func next() throws(Failure) -> Event? {
        if !pendingEnds.isEmpty { return .end(name: pendingEnds.removeFirst()) }
        while at < bytes.count {
            guard bytes[at] == 0x3C else { return .text(text()) }
            guard beginsMarkup else { return .text(strayText("a < that begins no tag is taken for text")) }
            if skipMarkup() { continue }
            if starts(with: "<![CDATA[") { return .text(cdata()) }
            let (start, line) = (at, line)
            do { return try tag() } catch {
                // Where the file ends inside, it is the end of the list.
                guard at < bytes.count, bytes[start + 1] != 0x2F else { throw error }
                (at, self.line) = (start, line)
                return .text(strayText("\(error.reason): taken for text"))
            }
        }
        if let name = open.last { throw Failure(line: line, reason: "the file ends inside the element \(name)") }
        return nil
    }

    /// Whether what follows `<` can be a tag or other markup.
    private var beginsMarkup: Bool {
        guard at + 1 < bytes.count else { return false }
        switch bytes[at + 1] {
        case 0x21, 0x2F, 0x3A, 0x3F, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...: return true
        default: return false
        }
    }

    private mutating func strayText(_ reason: String) -> String {
        oddities.append(Failure(line: line, reason: reason))
        at += 1
        return "<" + text()
    }

    private func starts(with text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

    /// Skips a comment, a processing instruction or the document type.
    private mutating func skipMarkup() -> Bool {
        if starts(with: "<!--") {
            skip(to: "-->")
        } else if starts(with: "<?") {
            skip(to: "?>")
        } else if starts(with: "<!DOCTYPE") {
            skip(to: ">")
        } else {
            return false
        }
        return true
    }

    private mutating func skip(to end: String) {
        let end = Array(end.utf8)
        while at < bytes.count, !bytes[at...].starts(with: end) { advance() }
        at = min(bytes.count, at + end.count)
    }

    private mutating func advance() {
        if bytes[at] == 0x0A { line += 1 }
        at += 1
    }

    private mutating func cdata() -> String {
        at += 9
        let start = at
        let end = Array("]]>".utf8)
        while at < bytes.count, !(bytes[at] == 0x5D && bytes[at...].starts(with: end)) { advance() }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        at = min(bytes.count, at + 3)
        return text
    }

    private mutating func text() -> String {
        let start = at
        while at < bytes.count, bytes[at] != 0x3C { advance() }
        return decoded(bytes[start..<at])
    }

    private mutating func tag() throws(Failure) -> Event {
        at += 1
        let isEnd = at < bytes.count && bytes[at] == 0x2F
        if isEnd { at += 1 }
        let name = try self.name()
        if isEnd {
            skip(to: ">")
            guard let place = open.lastIndex(of: name) else {
                throw Failure(line: line, reason: "</\(name)> closes no open element")
            }
            let unclosed = open[(place + 1)...]
            if let first = unclosed.last {
                oddities.append(Failure(line: line, reason: "<\(first)> has no end before </\(name)>"))
            }
            pendingEnds = Array(unclosed.reversed().dropFirst()) + (unclosed.isEmpty ? [] : [name])
            open.removeSubrange(place...)
            return .end(name: unclosed.last ?? name)
        }
        var attributes: [String: String] = [:]
        while true {
            skipBlanks()
            guard at < bytes.count else { throw Failure(line: line, reason: "the file ends inside the tag <\(name)") }
            if bytes[at] == 0x3E || bytes[at] == 0x2F { break }
            let key = try self.name()
            attributes[key] = try value(of: key)
        }
        if bytes[at] == 0x2F { pendingEnds = [name] } else { open.append(name) }
        skip(to: ">")
        return .start(name: name, attributes: attributes)
    }

    private mutating func skipBlanks() {
        while at < bytes.count, bytes[at] <= 0x20 { advance() }
    }

    /// A name without its prefix.
    private mutating func name() throws(Failure) -> String {
        var start = at
        while at < bytes.count, bytes[at] > 0x20, bytes[at] != 0x3E, bytes[at] != 0x2F, bytes[at] != 0x3D {
            // Or the tag that follows would be taken for the rest of this one.
            guard bytes[at] != 0x3C else { throw Failure(line: line, reason: "a < stands inside a tag") }
            if bytes[at] == 0x3A { start = at + 1 }
            at += 1
        }
        guard start < at else { throw Failure(line: line, reason: "a name is missing in a tag") }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func value(of key: String) throws(Failure) -> String {
        skipBlanks()
        guard at < bytes.count, bytes[at] == 0x3D else {
            throw Failure(line: line, reason: "attribute \(key) has no value")
        }
        at += 1
        skipBlanks()
        guard at < bytes.count, bytes[at] == 0x22 || bytes[at] == 0x27 else {
            throw Failure(line: line, reason: "attribute \(key) is not quoted")
        }
        let quote = bytes[at]
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != quote { advance() }
        guard at < bytes.count else { throw Failure(line: line, reason: "the file ends inside attribute \(key)") }
        let text = decoded(bytes[start..<at])
        at += 1
        return text
    }

    private func decoded(_ raw: ArraySlice<UInt8>) -> String {
        guard raw.contains(0x26) else { return String(decoding: raw, as: UTF8.self) }
        var text: [UInt8] = []
        var rest = raw
        while let first = rest.popFirst() {
            guard first == 0x26 else {
                text.append(first)
                continue
            }
            // An & that begins no known entity stands for itself: lists are not worth losing for one.
            guard let end = rest.prefix(12).firstIndex(of: 0x3B),
                let character = Self.character(String(decoding: rest[..<end], as: UTF8.self))
            else {
                text.append(first)
                continue
            }
            text.append(contentsOf: String(character).utf8)
            rest = rest[(end + 1)...]
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func character(_ entity: String) -> Character? {
        switch entity {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard entity.hasPrefix("#") else { return nil }
            let digits = entity.dropFirst()
            let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return value.flatMap(Unicode.Scalar.init).map(Character.init)
        }
    }
}
