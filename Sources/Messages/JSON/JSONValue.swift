/// One parsed JSON value; objects keep the order of their members.
package enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Sendable, Equatable {
        package var name: String
        package var value: JSONValue
    }

    /// The member with this name, or nil where the value is no object or has none.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    package var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    package var double: Double? {
        if case .number(let value) = self { value } else { nil }
    }

    package var integer: Int? {
        if case .number(let value) = self { Int(exactly: value) } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    package var array: [JSONValue]? {
        if case .array(let values) = self { values } else { nil }
    }

    package var members: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// What the value is, in the words of an error message.
    package var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue: JSONWritable {
    package func write(to json: inout JSONWriter) {
        switch self {
        case .null: json.null()
        case .bool(let value): json.bool(value)
        case .number(let value): json.number(value)
        case .string(let value): json.string(value)
        case .array(let values):
            json.beginArray()
            for value in values { json.value(value) }
            json.endArray()
        case .object(let members):
            json.beginObject()
            for member in members { json.member(member.name, member.value) }
            json.endObject()
        }
    }
}

/// A value that can be made from parsed JSON.
package protocol JSONReadable {
    /// Reads the value; members that it doesn't know are ignored.
    init(json: JSONValue) throws(JSONError)
}

extension JSONValue {
    /// The text of a member that must be there.
    package func required(_ name: String) throws(JSONError) -> String {
        guard let value = self[name] else { throw JSONError(.missing, at: name, "\(name) is missing") }
        guard let text = value.string else {
            throw JSONError(.wrongType, at: name, "\(name) must be a string, not \(value.typeName)")
        }
        return text
    }

    /// The whole number of a member that must be there.
    package func requiredInteger(_ name: String) throws(JSONError) -> Int {
        guard let value = self[name] else { throw JSONError(.missing, at: name, "\(name) is missing") }
        guard let number = value.integer else {
            throw JSONError(.wrongType, at: name, "\(name) must be a whole number, not \(value.typeName)")
        }
        return number
    }

    package func strings(_ name: String) -> [String] {
        self[name]?.array?.compactMap(\.string) ?? []
    }

    package func integers(_ name: String) -> [Int] {
        self[name]?.array?.compactMap(\.integer) ?? []
    }

    /// The values of an array member; none where it is absent.
    package func list<Element: JSONReadable>(
        _ name: String,
        of type: Element.Type = Element.self
    ) throws(JSONError) -> [Element] {
        var elements: [Element] = []
        for (index, value) in (self[name]?.array ?? []).enumerated() {
            do throws(JSONError) {
                elements.append(try Element(json: value))
            } catch {
                throw error.inside("\(name)[\(index)]")
            }
        }
        return elements
    }
}
