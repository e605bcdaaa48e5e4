package import Messages

/// Ingestion's answer to one submitted article.
package struct Receipt: Sendable, Equatable {
    package enum Status: String, Sendable, CaseIterable {
        /// The article is on the disk; it will get exactly one disposition.
        case accepted
        /// The same article with the same content was accepted before.
        case duplicate
        /// The article can't be taken as it is; see `code`, `place` and `reason`.
        case rejected
        /// Nothing was taken now; the same submission may be accepted later.
        case busy
    }

    /// The number that the client gave the submission; nil for a client that gives none.
    package var number: Int?
    package var id: String?
    package var status: Status
    package var code: String?
    /// A JSON path, or byte, line and column.
    package var place: String?
    package var reason: String?

    package init(
        number: Int?,
        id: String? = nil,
        status: Status,
        code: String? = nil,
        place: String? = nil,
        reason: String? = nil
    ) {
        self.number = number
        self.id = id
        self.status = status
        self.code = code
        self.place = place
        self.reason = reason
    }
}

extension Receipt: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        if let number { json.member("n", number) }
        json.member("id", id)
        json.member("status", status.rawValue)
        if status == .rejected || status == .busy || code != nil {
            json.member("code", code)
            json.member("place", place)
            json.member("reason", reason)
        }
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        number = json["n"]?.integer
        id = json["id"]?.string
        status = try json.choice("status")
        code = json["code"]?.string
        place = json["place"]?.string
        reason = json["reason"]?.string
    }
}
