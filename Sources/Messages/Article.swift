/// A news article as ingestion hands it on: validated and normalised (`interdict.article/1`).
package struct Article: Sendable, Equatable {
    package static let schema = "interdict.article/1"

    package var id: ArticleID
    package var url: String?
    package var title: String
    /// NFC text, paragraphs parted by a blank line; every offset of the analysis points into it.
    package var body: String
    package var source: String?
    /// RFC 3339, UTC.
    package var published: String?
    /// ISO 639-1, or nil where it could not be told.
    package var language: String?
    package var tags: [String]
    /// SHA-256 of title, a line feed and body, in hexadecimal digits.
    package var contentHash: String
    /// RFC 3339, UTC.
    package var receivedAt: String
    /// The W3C trace context that came with the submission; nil where the trace begins with ingestion.
    package var traceparent: String?

    package init(
        id: ArticleID,
        url: String? = nil,
        title: String,
        body: String,
        source: String? = nil,
        published: String? = nil,
        language: String? = nil,
        tags: [String] = [],
        contentHash: String = "",
        receivedAt: String = "",
        traceparent: String? = nil
    ) {
        self.id = id
        self.url = url
        self.title = title
        self.body = body
        self.source = source
        self.published = published
        self.language = language
        self.tags = tags
        self.contentHash = contentHash
        self.receivedAt = receivedAt
        self.traceparent = traceparent
    }
}

extension Article: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("schema", Self.schema)
        json.member("id", id.rawValue)
        json.member("url", url)
        json.member("title", title)
        json.member("body", body)
        json.member("source", source)
        json.member("published", published)
        json.member("language", language)
        json.member("tags", tags)
        json.member("contentHash", contentHash)
        json.member("receivedAt", receivedAt)
        // The last one, see below; most articles have none.
        if let traceparent { json.member("traceparent", traceparent) }
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        id = ArticleID(rawValue: try json.required("id"))
        url = json["url"]?.string
        title = json["title"]?.string ?? ""
        body = try json.required("body")
        source = json["source"]?.string
        published = json["published"]?.string
        language = json["language"]?.string
        tags = json.strings("tags")
        contentHash = json["contentHash"]?.string ?? ""
        receivedAt = json["receivedAt"]?.string ?? ""
        traceparent = json["traceparent"]?.string
    }
}

extension Article {
    /// The trace context of an article's frame, without reading the rest of it.
    ///
    /// - Parameter frame: As ``write(to:)`` has made it, which puts this member last.
    /// - Returns: The context; nil where the article came without one.
    package static func traceparent(ofFrame frame: [UInt8]) -> String? {
        let (name, length) = (Array(#","traceparent":""#.utf8), 55)
        let tail = frame.suffix(name.count + length + 2)
        guard tail.starts(with: name), tail.suffix(2).elementsEqual(#""}"#.utf8) else { return nil }
        return TraceParent.reading(String(decoding: tail.dropFirst(name.count).dropLast(2), as: UTF8.self))
    }
}
