extension JSONWriter {
    package mutating func offsets(_ offsets: Offsets) {
        member("start", offsets.lowerBound)
        member("end", offsets.upperBound)
    }
}

extension JSONValue {
    /// The members `start` and `end`, half-open, in code points.
    package func offsets() throws(JSONError) -> Offsets {
        let start = try requiredInteger("start")
        let end = try requiredInteger("end")
        guard 0 <= start, start <= end else {
            throw JSONError(.badValue, at: "start", "start \(start) and end \(end) are no range")
        }
        return start..<end
    }

    package func choice<Choice: RawRepresentable<String>>(_ name: String) throws(JSONError) -> Choice {
        let text = try required(name)
        guard let value = Choice(rawValue: text) else {
            throw JSONError(.badValue, at: name, "\(name) cannot be \"\(text)\"")
        }
        return value
    }

    package func entityID(_ name: String) -> EntityID? {
        self[name]?.string.map(EntityID.init(rawValue:))
    }
}

extension Extraction: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("schema", Self.schema)
        json.member("model", model)
        json.member("language", language)
        json.member("sentences", sentences)
        json.member("mentions", mentions)
        json.member("entities", entities)
        json.member("descriptions", descriptions)
        json.member("quantities", quantities)
        json.member("dates", dates)
        json.member("money", money)
        json.member("identifiers", identifiers)
        json.member("goods", goods)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        model = json["model"]?.string ?? ""
        language = json["language"]?.string
        sentences = try json.list("sentences")
        mentions = try json.list("mentions")
        entities = try json.list("entities")
        descriptions = try json.list("descriptions")
        quantities = try json.list("quantities")
        dates = try json.list("dates")
        money = try json.list("money")
        identifiers = try json.list("identifiers")
        goods = try json.list("goods")
    }
}

extension Sentence: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.offsets(offsets)
        json.member("paragraph", paragraph)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        offsets = try json.offsets()
        paragraph = json["paragraph"]?.integer ?? 0
    }
}

extension Mention: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("kind", kind.rawValue)
        json.offsets(offsets)
        json.member("text", text)
        json.member("sentence", sentence)
        json.member("entity", entity?.rawValue)
        json.member("country", country)
        json.member("confidence", confidence)
        json.member("role", role)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        kind = try json.choice("kind")
        offsets = try json.offsets()
        text = try json.required("text")
        sentence = json["sentence"]?.integer
        entity = json.entityID("entity")
        country = json["country"]?.string
        confidence = json["confidence"]?.double ?? 1
        role = json["role"]?.string
    }
}

extension Entity: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", id.rawValue)
        json.member("kind", kind.rawValue)
        json.member("name", name)
        json.member("country", country)
        json.member("authority", authority)
        json.member("government", government)
        json.member("role", role)
        json.member("acronym", acronym)
        json.member("aliases", aliases)
        json.member("mentions", mentions)
        json.member("identifiers", identifiers)
        json.member("partOf", partOf?.rawValue)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        id = EntityID(rawValue: try json.required("id"))
        kind = try json.choice("kind")
        name = try json.required("name")
        country = json["country"]?.string
        authority = json["authority"]?.string
        government = json["government"]?.string
        role = json["role"]?.string
        acronym = json["acronym"]?.string
        aliases = json.strings("aliases")
        mentions = json.integers("mentions")
        identifiers = json.strings("identifiers")
        partOf = json.entityID("partOf")
    }
}

extension Description: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.offsets(offsets)
        json.member("text", text)
        json.member("entity", entity.rawValue)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        offsets = try json.offsets()
        text = json["text"]?.string ?? ""
        entity = EntityID(rawValue: try json.required("entity"))
    }
}

extension Quantity: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.offsets(offsets)
        json.member("text", text)
        json.member("value", value)
        json.member("unit", unit)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        offsets = try json.offsets()
        text = json["text"]?.string ?? ""
        value = json["value"]?.double ?? 0
        unit = json["unit"]?.string
    }
}

extension DateMention: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.offsets(offsets)
        json.member("text", text)
        json.member("value", value)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        offsets = try json.offsets()
        text = json["text"]?.string ?? ""
        value = json["value"]?.string
    }
}

extension Money: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.offsets(offsets)
        json.member("text", text)
        json.member("value", value)
        json.member("currency", currency)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        offsets = try json.offsets()
        text = json["text"]?.string ?? ""
        value = json["value"]?.double ?? 0
        currency = json["currency"]?.string ?? ""
    }
}

extension Identifier: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("kind", kind.rawValue)
        json.offsets(offsets)
        json.member("text", text)
        json.member("value", value)
        json.key("valid")
        if let isValid { json.bool(isValid) } else { json.null() }
        json.member("entity", entity?.rawValue)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        kind = try json.choice("kind")
        offsets = try json.offsets()
        text = json["text"]?.string ?? ""
        value = json["value"]?.string ?? ""
        isValid = json["valid"]?.bool
        entity = json.entityID("entity")
    }
}

extension Goods: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.offsets(offsets)
        json.member("text", text)
        json.member("category", category)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        offsets = try json.offsets()
        text = json["text"]?.string ?? ""
        category = json["category"]?.string ?? ""
    }
}
