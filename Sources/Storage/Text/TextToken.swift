/// A part of a text query.
enum TextToken: Equatable, CustomStringConvertible {
    case word(String)
    case quoted(String)
    /// One of `( ) { } : * + -`.
    case mark(Character)

    var description: String {
        switch self {
        case .word(let text): "\"\(text)\""
        case .quoted(let text): "the phrase \"\(text)\""
        case .mark(let character): "\"\(character)\""
        }
    }

    static func all(in text: String) throws(TextExpression.Mistake) -> [TextToken] {
        var tokens: [TextToken] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if first == "\"" {
                tokens.append(.quoted(try quoted(&rest)))
            } else if "(){}:*+".contains(first) {
                tokens.append(.mark(rest.removeFirst()))
            } else if first == "^" {
                throw TextExpression.Mistake(reason: "^ (the beginning of a text) is understood by SQLite stores only")
            } else {
                tokens.append(word(&rest))
            }
        }
        for (index, token) in tokens.enumerated() where token == .word("NEAR") {
            guard index + 1 < tokens.count, tokens[index + 1] == .mark("(") else { continue }
            throw TextExpression.Mistake(reason: "NEAR is understood by SQLite stores only; use a \"phrase\"")
        }
        return tokens
    }

    private static func quoted(_ rest: inout Substring) throws(TextExpression.Mistake) -> String {
        rest.removeFirst()
        var text = ""
        while let next = rest.popFirst() {
            guard next == "\"" else {
                text.append(next)
                continue
            }
            // Two quotation marks stand for one.
            guard rest.first == "\"" else { return text }
            text.append(rest.removeFirst())
        }
        throw TextExpression.Mistake(reason: "a quotation mark isn't closed")
    }

    private static func word(_ rest: inout Substring) -> TextToken {
        let word = rest.prefix { !$0.isWhitespace && !"(){}:*+^\"".contains($0) }
        // A dash before a column leaves that column out; within a word it only parts words.
        if word.first == "-", word.count == 1 || rest[word.endIndex...].first == ":" {
            return .mark(rest.removeFirst())
        }
        rest = rest[word.endIndex...]
        return .word(String(word))
    }
}
