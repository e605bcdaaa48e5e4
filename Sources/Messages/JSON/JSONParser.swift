/// A strict JSON parser (RFC 8259) that says where a text goes wrong, and never recurses deeper than it is told.
package struct JSONParser {
    private let bytes: [UInt8]
    private var at = 0
    private var depth = 0
    private let maximumDepth: Int

    /// Parses one JSON value that fills the whole of `bytes`.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 text, without a byte order mark.
    ///   - maximumDepth: How many arrays and objects may lie inside one another.
    /// - Returns: The value.
    /// - Throws: ``JSONError`` with the place as `byte N (line L, column C)`.
    package static func parse(_ bytes: [UInt8], maximumDepth: Int = 64) throws(JSONError) -> JSONValue {
        var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
        parser.skipBlanks()
        let value = try parser.value()
        parser.skipBlanks()
        guard parser.at == bytes.count else { throw parser.error(.trailing, "more text follows the JSON value") }
        return value
    }

    private init(bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    private var current: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipBlanks() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 {
            at += 1
        }
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        switch current {
        case 0x7B: return try object()
        case 0x5B: return try array()
        case 0x22: return .string(try string())
        case 0x74: return try literal("true", .bool(true))
        case 0x66: return try literal("false", .bool(false))
        case 0x6E: return try literal("null", .null)
        case 0x2D?, 0x30?, 0x31?, 0x32?, 0x33?, 0x34?, 0x35?, 0x36?, 0x37?, 0x38?, 0x39?: return .number(try number())
        case nil: throw error(.syntax, bytes.isEmpty ? "the text is empty" : "the text ends where a value should be")
        case .some(let byte): throw error(.syntax, "a value cannot begin with \(Self.shown(byte))")
        }
    }

    private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let word = Array("\(word)".utf8)
        guard bytes[at...].starts(with: word) else { throw error(.syntax, "expected true, false or null") }
        at += word.count
        return value
    }

    private mutating func descend() throws(JSONError) {
        depth += 1
        guard depth <= maximumDepth else { throw error(.tooDeep, "nested deeper than \(maximumDepth) levels") }
        at += 1
        skipBlanks()
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        try descend()
        var members: [JSONValue.Member] = []
        if current == 0x7D {
            at += 1
            depth -= 1
            return .object(members)
        }
        while true {
            guard current == 0x22 else { throw error(.syntax, "expected a member's name in double quotes") }
            let name = try string()
            skipBlanks()
            guard current == 0x3A else { throw error(.syntax, "expected ':' after the name \"\(name)\"") }
            at += 1
            skipBlanks()
            members.append(.init(name: name, value: try value()))
            if try ends(with: 0x7D, "expected ',' or '}' in an object") { return .object(members) }
        }
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        try descend()
        var values: [JSONValue] = []
        if current == 0x5D {
            at += 1
            depth -= 1
            return .array(values)
        }
        while true {
            values.append(try value())
            if try ends(with: 0x5D, "expected ',' or ']' in an array") { return .array(values) }
        }
    }

    /// Steps over the comma or the bracket after an element; true where it was the bracket.
    private mutating func ends(with bracket: UInt8, _ expectation: String) throws(JSONError) -> Bool {
        skipBlanks()
        switch current {
        case bracket:
            at += 1
            depth -= 1
            return true
        case 0x2C:
            at += 1
            skipBlanks()
            return false
        default: throw error(.syntax, expectation)
        }
    }

    private mutating func number() throws(JSONError) -> Double {
        let start = at
        if current == 0x2D { at += 1 }
        if current == 0x30 { at += 1 } else { try digits() }
        var isWhole = true
        if current == 0x2E {
            isWhole = false
            at += 1
            try digits()
        }
        if current == 0x65 || current == 0x45 {
            isWhole = false
            at += 1
            if current == 0x2B || current == 0x2D { at += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if isWhole, let value = Int(text) { return Double(value) }
        guard let value = Double(text), value.isFinite else {
            throw error(.badValue, "the number \(text) is out of range")
        }
        return value
    }

    private mutating func digits() throws(JSONError) {
        let start = at
        while let byte = current, 0x30...0x39 ~= byte { at += 1 }
        guard at > start else { throw error(.syntax, "expected a digit") }
    }

    private mutating func string() throws(JSONError) -> String {
        at += 1
        let start = at
        skipPlain()
        guard current != 0x5C else { return try escapedString(from: start) }
        try endString()
        return try decoded(bytes[start..<at - 1], at: start)
    }

    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text = Array(bytes[start..<at])
        while current == 0x5C {
            text.append(contentsOf: UTF8.encode(try escape()) ?? UTF8.encodedReplacementCharacter)
            let plain = at
            skipPlain()
            text.append(contentsOf: bytes[plain..<at])
        }
        try endString()
        return try decoded(text[...], at: start)
    }

    private mutating func skipPlain() {
        at = unsafe bytes.withUnsafeBufferPointer { buffer in unsafe PlainRun.end(in: buffer, from: at) }
    }

    /// Steps over the closing quotation mark.
    private mutating func endString() throws(JSONError) {
        guard let byte = current else { throw error(.syntax, "the text ends inside a string") }
        guard byte == 0x22 else { throw error(.syntax, "a control character in a string must be escaped") }
        at += 1
    }

    private func decoded(_ text: ArraySlice<UInt8>, at start: Int) throws(JSONError) -> String {
        guard let text = String(validating: text, as: UTF8.self) else {
            throw error(.invalidUTF8, "the string is not valid UTF-8", at: start)
        }
        return text
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        at += 1
        guard let byte = current else { throw error(.syntax, "the text ends inside an escape") }
        at += 1
        switch byte {
        case 0x22: return "\""
        case 0x5C: return "\\"
        case 0x2F: return "/"
        case 0x62: return "\u{8}"
        case 0x66: return "\u{C}"
        case 0x6E: return "\n"
        case 0x72: return "\r"
        case 0x74: return "\t"
        case 0x75: return try unicodeEscape()
        default: throw error(.syntax, "\\\(Self.shown(byte)) is no JSON escape", at: at - 2)
        }
    }

    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let start = at - 2
        let unit = try hexUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, current == 0x5C, at + 1 < bytes.count, bytes[at + 1] == 0x75 else {
            throw error(.invalidUTF8, "a lone surrogate escape is no character", at: start)
        }
        at += 2
        let low = try hexUnit()
        guard 0xDC00...0xDFFF ~= low, let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw error(.invalidUTF8, "a surrogate escape without its second half is no character", at: start) }
        return scalar
    }

    private mutating func hexUnit() throws(JSONError) -> UInt32 {
        guard at + 4 <= bytes.count else { throw error(.syntax, "\\u needs four hexadecimal digits") }
        var unit: UInt32 = 0
        for byte in bytes[at..<at + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error(.syntax, "\\u needs four hexadecimal digits")
            }
            unit = unit << 4 | UInt32(digit)
        }
        at += 4
        return unit
    }

    private func error(_ code: JSONError.Code, _ reason: String, at offset: Int? = nil) -> JSONError {
        let offset = min(offset ?? at, bytes.count)
        let before = bytes[..<offset]
        let line = before.count { $0 == 0x0A } + 1
        let column = offset - ((before.lastIndex(of: 0x0A) ?? -1) + 1) + 1
        return JSONError(code, at: "byte \(offset) (line \(line), column \(column))", reason)
    }

    private static func shown(_ byte: UInt8) -> String {
        0x21...0x7E ~= byte ? "'\(Character(Unicode.Scalar(byte)))'" : "byte 0x\(String(byte, radix: 16))"
    }
}
