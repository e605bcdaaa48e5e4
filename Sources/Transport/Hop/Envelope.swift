package import Messages

/// An article's travel papers: the first payload frame on every hop, forwarded by queues as it is.
package struct Envelope: Sendable, Equatable {
    /// One stage's handling of the article; times in milliseconds since 1970.
    package struct Hop: Sendable, Equatable {
        package var stage: String
        package var worker: String
        package var attempt: Int
        package var started: Int
        package var ended: Int
        /// The hop's id in the trace; nil from a worker that takes no part in it.
        package var span: String?

        package init(stage: String, worker: String, attempt: Int, started: Int, ended: Int, span: String? = nil) {
            self.span = span
            self.stage = stage
            self.worker = worker
            self.attempt = attempt
            self.started = started
            self.ended = ended
        }
    }

    /// Why an article leaves the normal way.
    package struct Exit: Sendable, Equatable {
        package enum Kind: String, Sendable {
            case filtered, quarantined
        }

        package var kind: Kind
        package var stage: String
        package var worker: String
        package var reason: String
        package var attempts: Int
        package var errors: [String]

        package init(
            kind: Kind,
            stage: String,
            worker: String,
            reason: String,
            attempts: Int,
            errors: [String]
        ) {
            self.kind = kind
            self.stage = stage
            self.worker = worker
            self.reason = reason
            self.attempts = attempts
            self.errors = errors
        }
    }

    package var id: ArticleID
    /// The number under which ingestion journalled the article; the same for every replay.
    package var key: UInt64
    /// When the receipt was given; milliseconds since 1970.
    package var accepted: Int
    /// W3C trace context.
    package var traceparent: String
    package var hops: [Hop] = []
    package var exit: Exit?

    package init(id: ArticleID, key: UInt64, accepted: Int, traceparent: String) {
        self.id = id
        self.key = key
        self.accepted = accepted
        self.traceparent = traceparent
    }
}

extension Envelope: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", id.rawValue)
        json.member("key", Int(clamping: key))
        json.member("accepted", accepted)
        json.member("traceparent", traceparent)
        json.member("hops", hops)
        if let exit { json.member("exit", exit) }
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        id = ArticleID(rawValue: try json.required("id"))
        key = UInt64(clamping: try json.requiredInteger("key"))
        accepted = json["accepted"]?.integer ?? 0
        traceparent = json["traceparent"]?.string ?? ""
        hops = try json.list("hops")
        if let exit = json["exit"], exit != .null { self.exit = try Exit(json: exit) }
    }
}

extension Envelope.Hop: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("stage", stage)
        json.member("worker", worker)
        json.member("attempt", attempt)
        json.member("started", started)
        json.member("ended", ended)
        if let span { json.member("span", span) }
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        stage = try json.required("stage")
        worker = json["worker"]?.string ?? ""
        attempt = json["attempt"]?.integer ?? 1
        started = json["started"]?.integer ?? 0
        ended = json["ended"]?.integer ?? 0
        span = json["span"]?.string
    }
}

extension Envelope.Exit: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("kind", kind.rawValue)
        json.member("stage", stage)
        json.member("worker", worker)
        json.member("reason", reason)
        json.member("attempts", attempts)
        json.member("errors", errors)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        kind = try json.choice("kind")
        stage = json["stage"]?.string ?? ""
        worker = json["worker"]?.string ?? ""
        reason = json["reason"]?.string ?? ""
        attempts = json["attempts"]?.integer ?? 0
        errors = json.strings("errors")
    }
}
