/// An article that comes as text without any structure.
enum PlainText {
    /// Longest title in code points; a text whose first line is longer has no headline.
    static let longestTitle = 300

    static func decoded(_ bytes: [UInt8]) throws(Rejection) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw invalid(bytes) }
        return text
    }

    /// The first line with text in it, cut between words where it is too long for a title.
    static func title(of body: String) -> String {
        let first = body.unicodeScalars.split(separator: "\n").lazy.map { OneLine.of(String($0)) }.first { !$0.isEmpty }
        guard let line = first, line.unicodeScalars.count > longestTitle else { return first ?? "" }
        let start = line.unicodeScalars.prefix(longestTitle)
        let end = start.lastIndex(of: " ") ?? start.endIndex
        return String(start[..<end]) + "…"
    }

    private static func invalid(_ bytes: [UInt8]) -> Rejection {
        let offset = validPrefix(of: bytes)
        let before = bytes[..<offset]
        let line = before.count { $0 == 0x0A } + 1
        let column = offset - ((before.lastIndex(of: 0x0A) ?? -1) + 1) + 1
        let place = "byte \(offset) (line \(line), column \(column))"
        return Rejection(.invalidUTF8, at: place, "the text is not valid UTF-8; convert it first")
    }

    /// How many bytes come before the first that is no UTF-8.
    private static func validPrefix(of bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var valid = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { valid += UTF8.width(scalar) }
        return valid
    }
}
