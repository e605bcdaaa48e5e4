extension TextExpression {
    /// The query as the text of a `tsquery`; nil where nothing can answer it.
    var tsquery: String? {
        switch self {
        case .phrase(let words, let isPrefix, let columns): Self.phrase(words, isPrefix, columns)
        case .and(let left, let right): Self.both(left.tsquery, "&", right.tsquery)
        case .or(let left, let right): Self.both(left.tsquery, "|", right.tsquery) ?? left.tsquery ?? right.tsquery
        case .not(let left, let right): Self.both(left.tsquery, "& !", right.tsquery) ?? left.tsquery
        case .nothing: nil
        }
    }

    private static func both(_ left: String?, _ sign: String, _ right: String?) -> String? {
        guard let left, let right else { return nil }
        return "(\(left) \(sign) \(right))"
    }

    private static func phrase(_ words: [String], _ isPrefix: Bool, _ columns: Set<Column>) -> String? {
        guard !columns.isEmpty else { return nil }
        let weights = columns.count == Column.allCases.count ? "" : columns.contains(.title) ? "A" : "B"
        let parts = words.indices.map { index in
            let label = (isPrefix && index == words.count - 1 ? "*" : "") + weights
            // Words are letters and numbers alone, so nothing in them needs escaping.
            return "'\(words[index])'" + (label.isEmpty ? "" : ":\(label)")
        }
        return parts.count == 1 ? parts[0] : "(\(parts.joined(separator: " <-> ")))"
    }
}
