/// A text query as people write it, made fit for FTS5.
///
/// FTS5 takes words of letters, digits and `_` only, and refuses `Jong-un` or `don't`. Such words become phrases;
/// everything that is syntax stays as it is.
enum TextQuery {
    static func fts5(_ text: String) -> String {
        var result = ""
        var word = ""
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if isQuoted || character == "\"" || character.isWhitespace || "():*^+{}".contains(character) {
                // A dash before a column's name leaves that column out.
                let isLeftOut = character == ":" && word.first == "-"
                result += (isLeftOut ? "- " + term(String(word.dropFirst())) : term(word)) + String(character)
                word = ""
            } else {
                word.append(character)
            }
        }
        return result + term(word)
    }

    private static func term(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            byte >= 0x80 || byte == 0x5F || 0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
        }
        return isPlain || word == "-" ? word : "\"\(word)\""
    }
}
