/// Text that belongs on one line: titles, names, tags.
enum OneLine {
    /// The text with every run of blanks and line ends as one blank, and none at either end.
    static func of(_ text: String) -> String {
        if isOneLine(text) { return text }
        return text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
            .map { String($0) }.joined(separator: " ")
    }

    /// Whether there is anything but white space in the text.
    static func hasText(_ text: String) -> Bool {
        text.unicodeScalars.contains { !$0.properties.isWhitespace }
    }

    /// True for text that surely is in one line already; ASCII without double blanks.
    private static func isOneLine(_ text: String) -> Bool {
        let span = text.utf8Span.span
        var previous: UInt8 = 0x20
        for index in span.indices {
            let byte = span[index]
            guard byte >= 0x20, byte < 0x80, byte != 0x20 || previous != 0x20 else { return false }
            previous = byte
        }
        return previous != 0x20 || span.isEmpty
    }
}
