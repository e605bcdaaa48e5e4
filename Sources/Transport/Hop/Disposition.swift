package import Messages

/// How an accepted article ended; sent from the store to ingestion's settle socket.
package struct Disposition: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case stored, duplicate, filtered, quarantined
    }

    package var id: ArticleID
    package var key: UInt64
    package var kind: Kind
    package var stage: String?
    package var reason: String?

    package init(id: ArticleID, key: UInt64, kind: Kind, stage: String? = nil, reason: String? = nil) {
        self.id = id
        self.key = key
        self.kind = kind
        self.stage = stage
        self.reason = reason
    }
}

extension Disposition: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", id.rawValue)
        json.member("key", Int(clamping: key))
        json.member("kind", kind.rawValue)
        json.member("stage", stage)
        json.member("reason", reason)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        id = ArticleID(rawValue: try json.required("id"))
        key = UInt64(clamping: try json.requiredInteger("key"))
        kind = try json.choice("kind")
        stage = json["stage"]?.string
        reason = json["reason"]?.string
    }
}
