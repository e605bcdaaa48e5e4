/// Cuts HTML into tags and text, taking whatever comes, as browsers do.
///
/// It never fails, never looks at a byte more than a few times, and keeps only what ``HTMLText`` asks for.
struct HTMLTokenizer {
    enum Token {
        /// Text as it is written, character references included.
        case text(Range<Int>)
        case open(HTMLTag)
        case close(HTMLElement)
    }

    let bytes: [UInt8]
    private var at = 0
    /// The element whose content is text up to its closing tag.
    private var rawElement: HTMLElement?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next token, or nil at the end.
    mutating func next() -> Token? {
        while at < bytes.count {
            if let element = rawElement { return rawText(of: element) }
            if bytes[at] != 0x3C { return text() }
            if let token = markup() { return token }
        }
        return nil
    }

    private mutating func text() -> Token {
        let start = at
        at = bytes[at...].dropFirst().firstIndex(of: 0x3C) ?? bytes.count
        return .text(start..<at)
    }

    /// What begins with `<`; nil where nothing comes of it.
    private mutating func markup() -> Token? {
        guard at + 1 < bytes.count else { return text() }
        switch bytes[at + 1] {
        case 0x21: skipDeclaration()
        case 0x3F: at = after(0x3E, from: at)
        case 0x2F: return closingTag()
        case let byte where byte.isLetter: return openingTag()
        default: return text()
        }
        return nil
    }

    private mutating func skipDeclaration() {
        if bytes[at...].starts(with: [0x3C, 0x21, 0x2D, 0x2D]) {
            at = after([0x2D, 0x2D, 0x3E], from: at + 2)
        } else if bytes[at...].starts(with: Array("<![CDATA[".utf8)) {
            at += 9
        } else {
            at = after(0x3E, from: at)
        }
    }

    private mutating func closingTag() -> Token? {
        at += 2
        let element = HTMLElement(name: name())
        at = after(0x3E, from: at)
        return element.map { .close($0) }
    }

    private mutating func openingTag() -> Token? {
        at += 1
        let element = HTMLElement(name: name())
        var tag = HTMLTag(element: element ?? .other)
        while let attribute = attribute() { tag.add(attribute.name, attribute.value) }
        if element?.holdsRawText == true, !tag.isSelfClosing { rawElement = element }
        return .open(tag)
    }

    private mutating func rawText(of element: HTMLElement) -> Token {
        rawElement = nil
        let start = at
        let end = [0x3C, 0x2F] + Array(element.rawValue.utf8)
        while at < bytes.count {
            guard let candidate = bytes[at...].firstIndex(of: 0x3C) else { break }
            at = candidate
            if bytes[at...].prefix(end.count).elementsEqual(end, by: { $0.lowercased == $1 }) {
                return .text(start..<at)
            }
            at += 1
        }
        at = bytes.count
        return .text(start..<at)
    }

    private mutating func name() -> String {
        let start = at
        while at < bytes.count, !bytes[at].isBlank, bytes[at] != 0x2F, bytes[at] != 0x3E, bytes[at] != 0x3C { at += 1 }
        return lowercased(start..<min(at, start + 40))
    }

    /// The next attribute of a tag; nil once the tag has ended.
    private mutating func attribute() -> (name: String, value: Range<Int>)? {
        while at < bytes.count, bytes[at].isBlank { at += 1 }
        guard at < bytes.count else { return nil }
        if bytes[at] == 0x3E {
            at += 1
            return nil
        }
        if bytes[at] == 0x2F {
            at += 1
            return ("/", at..<at)
        }
        if bytes[at] == 0x3C { return nil }
        let start = at
        at += 1
        while at < bytes.count, !bytes[at].endsAttributeName { at += 1 }
        let name = lowercased(start..<min(at, start + 40))
        while at < bytes.count, bytes[at].isBlank { at += 1 }
        guard at < bytes.count, bytes[at] == 0x3D else { return (name, at..<at) }
        at += 1
        return (name, attributeValue())
    }

    private mutating func attributeValue() -> Range<Int> {
        while at < bytes.count, bytes[at].isBlank { at += 1 }
        guard at < bytes.count else { return at..<at }
        let quote = bytes[at]
        if quote == 0x22 || quote == 0x27 {
            let start = at + 1
            at = after(quote, from: start)
            return start..<max(start, bytes[at - 1] == quote ? at - 1 : at)
        }
        let start = at
        while at < bytes.count, !bytes[at].isBlank, bytes[at] != 0x3E { at += 1 }
        return start..<at
    }

    private func after(_ byte: UInt8, from start: Int) -> Int {
        start < bytes.count ? (bytes[start...].firstIndex(of: byte) ?? bytes.count - 1) + 1 : bytes.count
    }

    private func after(_ end: [UInt8], from start: Int) -> Int {
        var index = start
        while index + end.count <= bytes.count {
            if bytes[index] == end[0], bytes[index..<index + end.count].elementsEqual(end) { return index + end.count }
            index += 1
        }
        return bytes.count
    }

    private func lowercased(_ range: Range<Int>) -> String {
        String(decoding: bytes[range].map(\.lowercased), as: UTF8.self)
    }
}

/// An opening tag with the attributes that matter for telling text from what surrounds it.
struct HTMLTag {
    let element: HTMLElement
    private(set) var isSelfClosing = false
    private(set) var isHidden = false
    /// Byte ranges of attributes' values.
    private(set) var values: [String: Range<Int>] = [:]

    private static let kept: Set<String> = [
        "class", "id", "role", "itemprop", "property", "name", "content", "style", "aria-hidden",
    ]

    init(element: HTMLElement) { self.element = element }

    mutating func add(_ name: String, _ value: Range<Int>) {
        switch name {
        case "/": isSelfClosing = true
        case "hidden": isHidden = true
        default:
            isSelfClosing = false
            if Self.kept.contains(name), values[name] == nil { values[name] = value }
        }
    }
}

extension UInt8 {
    var isLetter: Bool { 0x61...0x7A ~= self || 0x41...0x5A ~= self }
    var isBlank: Bool { self == 0x20 || 0x09...0x0D ~= self }
    var lowercased: UInt8 { 0x41...0x5A ~= self ? self + 0x20 : self }
    fileprivate var endsAttributeName: Bool { isBlank || self == 0x3D || self == 0x3E || self == 0x2F || self == 0x3C }
}
