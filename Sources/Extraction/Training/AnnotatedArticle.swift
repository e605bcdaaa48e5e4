import FoundationEssentials
import Language
package import Messages

/// An article whose mentions are marked in its text as `{{surface|kind|link}}`.
package struct AnnotatedArticle: Sendable {
    package struct Mark: Sendable, Hashable {
        package var offsets: Offsets
        package var kind: EntityKind
        /// Country, authority or `IMO` number; empty where there is none.
        package var link: String
    }

    package var article: Article
    package var marks: [Mark]

    /// Reads a file with one JSON object a line.
    ///
    /// - Throws: ``CorpusError`` with file and line.
    package static func read(path: String) throws(CorpusError) -> [AnnotatedArticle] {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw CorpusError(description: "cannot read the annotated articles \(path)")
        }
        var articles: [AnnotatedArticle] = []
        for (number, line) in data.split(separator: 0x0A).enumerated() {
            do throws(JSONError) {
                articles.append(try AnnotatedArticle(json: try JSONParser.parse(Array(line))))
            } catch {
                throw CorpusError(description: "\(path):\(number + 1): \(error)")
            }
        }
        return articles
    }

    package init(json: JSONValue) throws(JSONError) {
        let (body, marks) = Self.parse(try json.required("marked"))
        self.marks = marks
        article = Article(
            id: ArticleID(rawValue: try json.required("id")),
            title: json["title"]?.string ?? "",
            body: body
        )
        article.published = json["published"]?.string
        article.source = json["source"]?.string
    }

    /// Takes the marks out of a text; what is no mark of a known kind stays.
    package static func parse(_ marked: String) -> (body: String, marks: [Mark]) {
        var body = ""
        var length = 0
        var marks: [Mark] = []
        var rest = Substring(marked)
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
            let fields = rest[open.upperBound..<close.lowerBound].split(
                separator: "|",
                omittingEmptySubsequences: false
            )
            let plain = rest[..<open.lowerBound]
            body += plain
            length += plain.unicodeScalars.count
            if fields.count == 3, let kind = EntityKind(rawValue: String(fields[1])) {
                let count = fields[0].unicodeScalars.count
                marks.append(Mark(offsets: length..<length + count, kind: kind, link: String(fields[2])))
                body += fields[0]
                length += count
            }
            rest = rest[close.upperBound...]
        }
        return (body + rest, marks)
    }

    /// The IOB2 tags of the document's tokens; a mark that ends inside a token takes the whole token.
    package func tags(for document: Document) -> [String] {
        var tags = [String](repeating: "O", count: document.tokens.count)
        var at = 0
        for mark in marks {
            while at < tags.count, document.tokens[at].offsets.upperBound <= mark.offsets.lowerBound { at += 1 }
            var isFirst = true
            while at < tags.count, document.tokens[at].offsets.lowerBound < mark.offsets.upperBound {
                tags[at] = (isFirst ? "B-" : "I-") + Self.tag(mark.kind)
                isFirst = false
                at += 1
            }
        }
        return tags
    }

    private static func tag(_ kind: EntityKind) -> String {
        switch kind {
        case .person: "PER"
        case .organization: "ORG"
        case .place: "LOC"
        case .nationality: "NAT"
        case .vessel, .aircraft: "VES"
        case .law: "LAW"
        }
    }
}
