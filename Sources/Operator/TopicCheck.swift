internal import ArgumentParser
internal import Messages

/// Whether a document can ever come under a topic prefix.
enum TopicCheck {
    /// - Throws: `ValidationError` for a prefix with which no topic begins.
    static func check(_ topic: String) throws {
        let parts = topic.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let kinds = ["article", "event", "match"]
        try check(parts[0], isWhole: parts.count > 1, among: kinds, topic, "topics begin with")
        guard parts.count > 1 else { return }
        switch parts[0] {
        case "article":
            let known = Relevance.allCases.map(\.rawValue)
            try check(parts[1], isWhole: parts.count > 2, among: known, topic, "after \"article.\" comes one of")
        case "event":
            let known = Action.allCases.map(\.rawValue)
            try check(parts[1], isWhole: parts.count > 2, among: known, topic, "after \"event.\" comes one of")
            guard parts.count > 2, let code = CodeNames().country(parts[2]), code != parts[2] else { return }
            throw ValidationError("no topic begins with \"\(topic)\": the code of \(parts[2]) is \(code)")
        default: break
        }
    }

    private static func check(_ part: String, isWhole: Bool, among known: [String], _ topic: String, _ sentence: String)
        throws
    {
        let isKnown = known.contains { isWhole ? $0 == part : $0.hasPrefix(part) }
        guard !isKnown else { return }
        throw ValidationError("no topic begins with \"\(topic)\": \(sentence) \(known.joined(separator: ", "))")
    }
}
