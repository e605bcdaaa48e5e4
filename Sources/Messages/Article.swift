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
        receivedAt: String = ""
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
    }
}
