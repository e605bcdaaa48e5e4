/// A text query in SQLite's full-text language, read for stores that speak another.
///
/// Words, `"a phrase"`, `one + two`, `prefix*`, `title: word`, `-title: word`, `{title body}: word`, parentheses, and `AND`,
/// `OR`, `NOT` in capitals; words beside each other must all be there. `NOT` binds closer than `AND`, and that closer
/// than `OR`.
indirect enum TextExpression: Equatable {
    enum Column: String, CaseIterable {
        case title, body
    }

    case phrase([String], isPrefix: Bool, columns: Set<Column>)
    case and(TextExpression, TextExpression)
    case or(TextExpression, TextExpression)
    case not(TextExpression, TextExpression)
    /// A phrase without a word, which is nowhere.
    case nothing

    private static let longest = 1000

    /// What is wrong with a query.
    struct Mistake: Error {
        let reason: String
    }

    init(_ text: String) throws(Mistake) {
        let tokens = try TextToken.all(in: text)
        guard tokens.count <= Self.longest else {
            throw Mistake(reason: "it has \(tokens.count) words and marks, the limit is \(Self.longest)")
        }
        var parser = TextParser(tokens: tokens)
        self = try parser.whole()
    }

    /// The phrases that a document may have for this to be true of it, for showing where they are.
    var wanted: [(words: [String], isPrefix: Bool)] {
        switch self {
        case .phrase(let words, let isPrefix, let columns):
            columns.contains(.body) ? [(words, isPrefix)] : []
        case .and(let left, let right), .or(let left, let right): left.wanted + right.wanted
        case .not(let left, _): left.wanted
        case .nothing: []
        }
    }
}

/// A recursive descent over the tokens of a query.
private struct TextParser {
    var tokens: [TextToken]
    private var next = 0

    init(tokens: [TextToken]) { self.tokens = tokens }

    private var token: TextToken? { next < tokens.count ? tokens[next] : nil }

    mutating func whole() throws(TextExpression.Mistake) -> TextExpression {
        let all = Set(TextExpression.Column.allCases)
        let expression = try alternatives(all)
        if let token { throw TextExpression.Mistake(reason: "\(token) stands where nothing can") }
        return expression
    }

    private mutating func take(_ wanted: TextToken) -> Bool {
        guard token == wanted else { return false }
        next += 1
        return true
    }

    private typealias Columns = Set<TextExpression.Column>

    private mutating func alternatives(_ columns: Columns) throws(TextExpression.Mistake) -> TextExpression {
        var left = try conjunction(columns)
        while take(.word("OR")) { left = .or(left, try conjunction(columns)) }
        return left
    }

    private mutating func conjunction(_ columns: Columns) throws(TextExpression.Mistake) -> TextExpression {
        var left = try difference(columns)
        while take(.word("AND")) { left = .and(left, try difference(columns)) }
        return left
    }

    private mutating func difference(_ columns: Columns) throws(TextExpression.Mistake) -> TextExpression {
        var left = try sequence(columns)
        while take(.word("NOT")) { left = .not(left, try sequence(columns)) }
        return left
    }

    private mutating func sequence(_ columns: Columns) throws(TextExpression.Mistake) -> TextExpression {
        var left = try primary(columns)
        while startsPrimary {
            let right = try primary(columns)
            if left == .nothing { left = right } else if right != .nothing { left = .and(left, right) }
        }
        return left
    }

    private var startsPrimary: Bool {
        switch token {
        case .word(let word): !["AND", "OR", "NOT"].contains(word)
        case .quoted, .mark("("), .mark("{"), .mark("-"): true
        default: false
        }
    }

    private mutating func primary(_ columns: Columns) throws(TextExpression.Mistake) -> TextExpression {
        if let filter = try columnFilter() { return try primary(filter) }
        if take(.mark("(")) {
            let inner = try alternatives(columns)
            guard take(.mark(")")) else { throw TextExpression.Mistake(reason: "a closing parenthesis is missing") }
            return inner
        }
        return try phrase(columns)
    }

    /// `title:`, `-title:` or `{title body}:`; nil, and nothing taken, where none stands here.
    private mutating func columnFilter() throws(TextExpression.Mistake) -> Columns? {
        let start = next
        let isNegative = take(.mark("-"))
        var names: [String] = []
        if take(.mark("{")) {
            while case .word(let name) = token { (names, next) = (names + [name], next + 1) }
            guard take(.mark("}")) else { throw TextExpression.Mistake(reason: "a closing brace is missing") }
        } else if case .word(let name) = token {
            (names, next) = ([name], next + 1)
        }
        guard !names.isEmpty, take(.mark(":")) else {
            next = start
            return nil
        }
        var columns: Columns = []
        for name in names {
            guard let column = TextExpression.Column(rawValue: name.lowercased()) else {
                throw TextExpression.Mistake(reason: "no such column: \(name); there are title and body")
            }
            columns.insert(column)
        }
        return isNegative ? Set(TextExpression.Column.allCases).subtracting(columns) : columns
    }

    private mutating func phrase(_ columns: Columns) throws(TextExpression.Mistake) -> TextExpression {
        var words: [String] = []
        repeat {
            guard startsPrimary else { throw mistake() }
            switch token {
            case .word(let text), .quoted(let text):
                words += Words.of(text).map { String(decoding: $0.text, as: UTF8.self) }
            default: throw mistake()
            }
            next += 1
        } while take(.mark("+"))
        let isPrefix = take(.mark("*"))
        return words.isEmpty ? .nothing : .phrase(words, isPrefix: isPrefix, columns: columns)
    }

    private func mistake() -> TextExpression.Mistake {
        TextExpression.Mistake(
            reason: token.map { "a word was expected before \($0)" } ?? "a word is missing at the end"
        )
    }
}
