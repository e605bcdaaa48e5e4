internal import Classification
internal import Foundation
internal import Messages

/// An article with what a reader found in it.
struct AnnotatedArticle {
    var article: Article
    /// nil for an example sentence.
    var relevance: Relevance?
    var events: [EventTrainer.Annotation]

    /// Reads annotated articles, one JSON object a line.
    static func read(_ path: String, language: String) throws -> [AnnotatedArticle] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var articles: [AnnotatedArticle] = []
        for (number, line) in text.split(separator: "\n").enumerated() {
            do {
                articles.append(try AnnotatedArticle(JSONParser.parse(Array(line.utf8)), language: language))
            } catch {
                throw JSONError(.badValue, at: "\(path):\(number + 1)", "\(error)")
            }
        }
        return articles
    }

    init(_ json: JSONValue, language: String) throws(JSONError) {
        let body = Self.unmarked(try json.required("marked"))
        let title = json["title"]?.string ?? ""
        article = Article(
            id: ArticleID(rawValue: try json.required("id")),
            title: title,
            body: body,
            published: json["published"]?.string.map { $0 + "T00:00:00Z" },
            language: language
        )
        relevance = title.isEmpty ? nil : try json.choice("relevance")
        events = []
        for event in json["events"]?.array ?? [] { events.append(try Self.event(event, body)) }
    }

    /// The text without its marks `{{surface|kind|link}}`.
    static func unmarked(_ marked: String) -> String {
        var (body, rest) = ("", Substring(marked))
        while let open = rest.range(of: "{{"), let close = rest.range(of: "}}", range: open.upperBound..<rest.endIndex)
        {
            body += rest[..<open.lowerBound]
            body += rest[open.upperBound..<close.lowerBound].prefix { $0 != "|" }
            rest = rest[close.upperBound...]
        }
        return body + rest
    }

    private static func event(_ json: JSONValue, _ body: String) throws(JSONError) -> EventTrainer.Annotation {
        let evidence = try json.required("evidence")
        guard let range = body.range(of: evidence) else {
            throw JSONError(.badValue, at: "evidence", "the body does not hold \"\(evidence.prefix(60))\"")
        }
        let start = body.unicodeScalars.distance(from: body.startIndex, to: range.lowerBound)
        let measures = json.strings("measures").compactMap(Measure.init(rawValue:))
        return EventTrainer.Annotation(
            action: try json.choice("action"),
            measures: measures,
            issuer: json.strings("issuer"),
            target: json.strings("target"),
            evidence: start..<start + evidence.unicodeScalars.count
        )
    }
}
