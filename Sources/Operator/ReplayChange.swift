internal import Analysis
internal import Messages
internal import Pipeline
internal import Storage

/// How today's analysis of a stored article differs from what is stored.
struct ReplayChange {
    let id: ArticleID
    private let title: String
    private let relevance: (old: String, new: String)
    /// Events and matches in words.
    let added: [String]
    let removed: [String]
    /// Whether other rules, another model or other lists were at work.
    let isOtherVersion: Bool

    init(_ document: FeedDocument, _ analyser: Analyser) throws {
        let article: Article
        let old: (extraction: JSONValue, verdict: JSONValue)
        do {
            article = try Article(json: JSONParser.parse(document.article))
            old = (try JSONParser.parse(document.extraction), try JSONParser.parse(document.verdict))
        } catch {
            throw Failure(.data, "the stored document #\(document.seq) can't be read: \(error)")
        }
        let fresh = analyser.analyse(article)
        let new = (
            extraction: try JSONParser.parse(fresh.extraction.json), verdict: try JSONParser.parse(fresh.verdict.json)
        )
        id = document.id
        title = article.title
        relevance = (old.verdict["relevance"]?.string ?? "", new.verdict["relevance"]?.string ?? "")
        let (before, after) = (Self.findings(old.verdict), Self.findings(new.verdict))
        added = after.filter { !before.contains($0) }
        removed = before.filter { !after.contains($0) }
        isOtherVersion =
            DocumentVersion(extraction: old.extraction, verdict: old.verdict)
            != DocumentVersion(extraction: new.extraction, verdict: new.verdict)
    }

    var isEmpty: Bool { added.isEmpty && removed.isEmpty && relevance.old == relevance.new }

    /// Events, and matches without their scores.
    private static func findings(_ verdict: JSONValue) -> [String] {
        let events = (verdict["events"]?.array ?? []).map(DocumentText.event)
        let matches = (verdict["matches"]?.array ?? []).map { match in
            let entry = "\(match["list"]?.string ?? "") \(match["entryID"]?.string ?? "")"
            return "listed: \(match["text"]?.string ?? "") = \(match["name"]?.string ?? "") (\(entry))"
        }
        return (events + matches).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    var text: String {
        var lines = ["\(id): \(title)"]
        if relevance.old != relevance.new { lines.append("    relevance: \(relevance.old) → \(relevance.new)") }
        lines += added.map { "  + \($0)" } + removed.map { "  - \($0)" }
        return lines.joined(separator: "\n")
    }

    var json: [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("id", id.rawValue)
        json.member("relevanceBefore", relevance.old)
        json.member("relevance", relevance.new)
        json.member("added", added)
        json.member("removed", removed)
        json.endObject()
        return json.bytes
    }
}
