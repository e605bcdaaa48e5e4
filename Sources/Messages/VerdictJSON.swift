extension Verdict: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("schema", Self.schema)
        json.member("rules", rules)
        json.member("relevance", relevance.rawValue)
        json.member("score", score)
        json.member("because", because)
        json.member("events", events)
        json.member("matches", matches)
        json.member("lists", lists)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        rules = json["rules"]?.string ?? ""
        relevance = try json.choice("relevance")
        score = json["score"]?.double
        because = json.strings("because")
        events = try json.list("events")
        matches = try json.list("matches")
        lists = try json.list("lists")
    }
}

extension Event: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("action", action.rawValue)
        json.member("measures", measures.map(\.rawValue))
        json.member("issuer", issuer)
        json.member("target", target)
        json.member("targetNames", targetNames)
        json.member("quantity", quantity)
        json.member("legalBasis", legalBasis)
        json.member("regime", regime)
        json.member("date", date)
        json.member("speaker", speaker)
        json.member("confidence", confidence)
        json.member("evidence", evidence)
        json.member("because", because)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        action = try json.choice("action")
        measures = []
        for name in json.strings("measures") {
            guard let measure = Measure(rawValue: name) else {
                throw JSONError(.badValue, at: "measures", "measures cannot hold \"\(name)\"")
            }
            measures.append(measure)
        }
        issuer = json.strings("issuer")
        target = json.strings("target")
        targetNames = json.strings("targetNames")
        if let amount = json["quantity"], amount != .null { quantity = try Amount(json: amount) }
        legalBasis = json.strings("legalBasis")
        regime = json["regime"]?.string
        date = json["date"]?.string
        speaker = json["speaker"]?.string
        confidence = json["confidence"]?.double ?? 1
        evidence = try json.list("evidence")
        because = json.strings("because")
    }
}

extension Event.Amount: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("value", value)
        json.member("unit", unit)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        guard let number = json["value"]?.double else {
            throw JSONError(.missing, at: "value", "a quantity needs a number as its value")
        }
        value = number
        unit = json["unit"]?.string
    }
}

extension Event.Evidence: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("role", role.rawValue)
        json.offsets(offsets)
        json.member("text", text)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        role = try json.choice("role")
        offsets = try json.offsets()
        text = json["text"]?.string ?? ""
    }
}

extension Match: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("entity", entity?.rawValue)
        json.member("start", offsets?.lowerBound)
        json.member("end", offsets?.upperBound)
        json.member("text", text)
        json.member("role", role.rawValue)
        json.member("list", list)
        json.member("entryID", entryID)
        json.member("name", name)
        json.member("score", score)
        json.member("programmes", programmes)
        json.member("countries", countries)
        json.member("because", because)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        entity = json.entityID("entity")
        offsets = json["start"]?.integer == nil ? nil : try json.offsets()
        text = json["text"]?.string ?? ""
        role = try json.choice("role")
        list = try json.required("list")
        entryID = try json.required("entryID")
        name = try json.required("name")
        score = json["score"]?.double ?? 0
        programmes = json.strings("programmes")
        countries = json.strings("countries")
        because = try json.list("because")
    }
}

extension Match.Reason: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("part", part)
        json.member("ours", ours)
        json.member("theirs", theirs)
        json.member("verdict", verdict)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        part = json["part"]?.string ?? ""
        ours = json["ours"]?.string
        theirs = json["theirs"]?.string
        verdict = json["verdict"]?.string ?? ""
    }
}

extension ListVersion: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("list", list)
        json.member("snapshot", snapshot)
        json.member("sha256", sha256)
        json.member("entries", entries)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        list = try json.required("list")
        snapshot = json["snapshot"]?.string ?? ""
        sha256 = json["sha256"]?.string ?? ""
        entries = json["entries"]?.integer ?? 0
    }
}
