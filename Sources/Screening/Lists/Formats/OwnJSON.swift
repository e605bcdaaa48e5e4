package import Messages

/// Our own list format: one JSON object, `interdict.list/1`, with the entries in an array.
package struct OwnJSON {
    package static let schema = "interdict.list/1"

    package init() {}

    /// Loads a list; entries without an id or a name become problems.
    ///
    /// - Throws: `ListError` where the file is no JSON object of this format.
    package func load(_ file: ListFile) throws(ListError) -> LoadedList {
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONParser.parse(file.bytes)
        } catch {
            throw ListError(.malformed, file.name, "is no JSON: \(error)")
        }
        guard json["schema"]?.string == Self.schema, let rows = json["entries"]?.array, let id = json["list"]?.string
        else { throw ListError(.unknownFormat, file.name, "is no list of the format \(Self.schema)") }
        var loaded = LoadedList(list: SanctionsList(id: id, title: json["title"]?.string ?? id))
        loaded.list.snapshot = json["snapshot"]?.string ?? ""
        loaded.list.notice = json["notice"]?.string
        loaded.list.sha256 = file.sha256
        read(rows, of: file, into: &loaded)
        return loaded
    }

    private func read(_ rows: [JSONValue], of file: ListFile, into loaded: inout LoadedList) {
        for (index, row) in rows.enumerated() {
            do throws(JSONError) {
                loaded.list.entries.append(try ListEntry(json: row))
            } catch {
                let reason = "entries[\(index)]: \(error)"
                loaded.problems.append(ListProblem(file: file.name, line: index + 1, reason: reason))
            }
        }
    }
}

extension SanctionsList: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("schema", OwnJSON.schema)
        json.member("list", id)
        json.member("title", title)
        json.member("snapshot", snapshot)
        json.member("notice", notice)
        json.member("entries", entries)
        json.endObject()
    }
}

extension ListEntry: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", id)
        json.member("kind", kind.rawValue)
        json.member("names", names)
        write("titles", titles, to: &json)
        write("birthDates", birthDates, to: &json)
        write("birthPlaces", birthPlaces, to: &json)
        write("countries", countries, to: &json)
        if !identifiers.isEmpty { json.member("identifiers", identifiers) }
        write("programmes", programmes, to: &json)
        write("measures", measures.map(\.rawValue), to: &json)
        write("addresses", addresses, to: &json)
        if let listedOn { json.member("listedOn", listedOn) }
        if let remarks { json.member("remarks", remarks) }
        json.endObject()
    }

    private func write(_ name: String, _ values: [String], to json: inout JSONWriter) {
        if !values.isEmpty { json.member(name, values) }
    }

    package init(json: JSONValue) throws(JSONError) {
        self.init(id: try json.required("id"), kind: try json.choice("kind"))
        names = try json.list("names")
        guard !names.isEmpty else { throw JSONError(.missing, at: "names", "names has none") }
        titles = json.strings("titles")
        birthDates = json.strings("birthDates")
        birthPlaces = json.strings("birthPlaces")
        countries = json.strings("countries")
        identifiers = try json.list("identifiers")
        programmes = json.strings("programmes")
        measures = json.strings("measures").compactMap(Measure.init)
        addresses = json.strings("addresses")
        listedOn = json["listedOn"]?.string
        remarks = json["remarks"]?.string
    }
}

extension ListName: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("text", text)
        json.member("quality", quality.rawValue)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        self.init(try json.required("text"), try json.choice("quality"))
    }
}

extension ListIdentifier: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("kind", kind.rawValue)
        json.member("value", value)
        if let issuer { json.member("issuer", issuer) }
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        self.init(try json.choice("kind"), try json.required("value"), issuer: json["issuer"]?.string)
    }
}
