package import Messages

extension ListStore.State: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("list", list)
        json.member("title", title)
        json.member("snapshot", snapshot)
        json.member("sha256", sha256)
        json.member("entries", entries)
        json.member("source", source)
        json.member("takenAt", takenAt)
        json.member("checkedAt", checkedAt)
        json.member("previous", previous)
        json.key("validators")
        json.beginObject()
        for (address, validator) in validators.sorted(by: { $0.key < $1.key }) { json.member(address, validator) }
        json.endObject()
        json.member("failure", failure)
        json.member("failedAt", failedAt)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        list = try json.required("list")
        title = json["title"]?.string ?? list
        snapshot = json["snapshot"]?.string ?? ""
        sha256 = try json.required("sha256")
        entries = try json.requiredInteger("entries")
        source = json["source"]?.string ?? ""
        takenAt = json["takenAt"]?.string ?? ""
        checkedAt = json["checkedAt"]?.string
        previous = json["previous"]?.string
        for member in json["validators"]?.members ?? [] {
            validators[member.name] = try ListStore.Validator(json: member.value)
        }
        failure = json["failure"]?.string
        failedAt = json["failedAt"]?.string
    }
}

extension ListStore.Validator: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("etag", etag)
        json.member("lastModified", lastModified)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        self.init(etag: json["etag"]?.string, lastModified: json["lastModified"]?.string)
    }
}
