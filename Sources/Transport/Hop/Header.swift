package import Messages
package import ZeroMQ

/// The JSON headers of the hop protocol; short, so each has a writer and a tolerant reader.
package struct Header: Sendable {
    private let json: JSONValue

    /// Reads a header frame.
    ///
    /// - Parameter frame: A JSON object; an empty frame is an empty object.
    /// - Throws: ``JSONError`` with the place of the fault.
    package init(_ frame: Frame) throws(JSONError) {
        json = frame.count == 0 ? .object([]) : try JSONParser.parse(frame.bytes, maximumDepth: 8)
    }

    package subscript(name: String) -> JSONValue? { json[name] }

    package func requiredInteger(_ name: String) throws(JSONError) -> Int { try json.requiredInteger(name) }

    /// A number, or all numbers of an array: `"n": 4` and `"n": [4, 5]` say the same in kind.
    package func numbers(_ name: String) -> [Int] {
        json[name]?.integer.map { [$0] } ?? json.integers(name)
    }
}

/// Writes `{"name":[1,2,3]}`.
func numbersHeader(_ name: String, _ numbers: [Int]) -> [UInt8] {
    var json = JSONWriter(reservingCapacity: 16 + numbers.count * 8)
    json.beginObject()
    json.member(name, numbers)
    json.endObject()
    return json.bytes
}
