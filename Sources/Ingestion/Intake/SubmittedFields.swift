internal import Messages

/// The members of a submitted JSON object, with their types checked as they are asked for; `null` counts as absent.
struct SubmittedFields {
    enum Format: String, CaseIterable {
        case text, html
    }

    private let value: JSONValue

    init(parsing bytes: [UInt8], maximumDepth: Int) throws(Rejection) {
        do {
            value = try JSONParser.parse(Self.withoutMark(bytes), maximumDepth: maximumDepth)
        } catch {
            throw Rejection(error)
        }
        guard case .object = value else {
            throw Rejection(.notAnObject, "an article must be a JSON object, not \(value.typeName)")
        }
    }

    /// The bytes after a byte order mark, which some programs write before JSON.
    private static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    func text(_ name: String) throws(Rejection) -> String? {
        guard let member = value[name], member != .null else { return nil }
        guard let text = member.string else { throw Self.wrongType(name, "a string", member) }
        return text
    }

    func strings(_ name: String) throws(Rejection) -> [String] {
        guard let member = value[name], member != .null else { return [] }
        guard let values = member.array else { throw Self.wrongType(name, "an array of strings", member) }
        var strings: [String] = []
        strings.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            guard let text = value.string else { throw Self.wrongType("\(name)[\(index)]", "a string", value) }
            strings.append(text)
        }
        return strings
    }

    func format() throws(Rejection) -> Format? {
        guard let text = try text("format") else { return nil }
        guard let format = Format(rawValue: text.lowercased()) else {
            throw Rejection(.badValue, at: "format", "format must be \"text\" or \"html\", not \"\(text.prefix(40))\"")
        }
        return format
    }

    /// The primary language subtag: `en` for `en-GB`.
    func language() throws(Rejection) -> String? {
        guard let text = try text("language"), !text.isEmpty else { return nil }
        let primary = text.prefix { $0 != "-" && $0 != "_" }.lowercased()
        guard 2...3 ~= primary.utf8.count, primary.utf8.allSatisfy({ 0x61...0x7A ~= $0 }) else {
            let reason = "language must be a code such as \"en\", not \"\(text.prefix(40))\""
            throw Rejection(.badValue, at: "language", reason)
        }
        return primary == "und" ? nil : primary
    }

    func published(notAfter latest: Timestamp) throws(Rejection) -> String? {
        guard let text = try text("published"), !text.isEmpty else { return nil }
        guard let moment = Timestamp(text) else {
            let reason = "published must be RFC 3339 such as 2024-06-20T09:30:00Z or a day such as 2024-06-20"
            throw Rejection(.badDate, at: "published", "\(reason), not \"\(text.prefix(60))\"")
        }
        guard moment <= latest else {
            throw Rejection(.badDate, at: "published", "published lies in the future: \(moment)")
        }
        return moment.description
    }

    /// A trace that the client has begun; one that isn't well formed is as if there were none, as the standard demands.
    func traceparent() throws(Rejection) -> String? { try text("traceparent").flatMap(TraceParent.reading) }

    private static func wrongType(_ place: String, _ expected: String, _ value: JSONValue) -> Rejection {
        Rejection(.wrongType, at: place, "\(place) must be \(expected), not \(value.typeName)")
    }
}
