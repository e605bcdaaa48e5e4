internal import Messages

/// An article as it was found somewhere, on its way to ingestion.
package struct Submission: Sendable, Equatable {
    package enum Format: String, Sendable {
        case text, html
    }

    package var id: String?
    package var url: String?
    package var title: String
    package var body: String
    package var source: String?
    /// RFC 3339.
    package var published: String?
    package var language: String?
    package var tags: [String]
    package var format: Format

    package init(
        id: String? = nil,
        url: String? = nil,
        title: String = "",
        body: String = "",
        source: String? = nil,
        published: String? = nil,
        language: String? = nil,
        tags: [String] = [],
        format: Format = .text
    ) {
        self.id = id
        self.url = url
        self.title = title
        self.body = body
        self.source = source
        self.published = published
        self.language = language
        self.tags = tags
        self.format = format
    }

    /// Whether there is a text to read.
    package var isEmpty: Bool { title.allSatisfy(\.isWhitespace) && body.allSatisfy(\.isWhitespace) }

    /// The submission as ingestion takes it.
    package var json: [UInt8] {
        var json = JSONWriter(reservingCapacity: body.utf8.count + 512)
        json.beginObject()
        if let id { json.member("id", id) }
        if let url { json.member("url", url.withoutControls) }
        if !title.isEmpty { json.member("title", title.withoutControls) }
        json.member("body", body.withoutControls)
        if let source { json.member("source", source.withoutControls) }
        if let published { json.member("published", published) }
        if let language { json.member("language", language.withoutControls) }
        if !tags.isEmpty { json.member("tags", tags.map(\.withoutControls)) }
        json.member("format", format.rawValue)
        json.endObject()
        return json.bytes
    }
}

extension String {
    /// The text without control characters, which ingestion refuses and the wild is full of.
    var withoutControls: String {
        guard unicodeScalars.contains(where: \.isUnwanted) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.filter { !$0.isUnwanted }))
    }
}

extension Unicode.Scalar {
    fileprivate var isUnwanted: Bool {
        switch value {
        case 0x09, 0x0A, 0x0D: false
        case 0x00..<0x20, 0x7F...0x9F: true
        default: false
        }
    }
}

/// Why something that should be an article is none, and where.
package struct Unreadable: Error, Sendable, Equatable, CustomStringConvertible {
    package let place: String
    package let reason: String

    package init(_ place: String, _ reason: String) {
        self.place = place
        self.reason = reason
    }

    package var description: String { "\(place): \(reason)" }
}
