internal import Messages

/// A classified document in words, for people.
struct DocumentText {
    private let document: JSONValue

    init(_ document: JSONValue) { self.document = document }

    private var article: JSONValue { document["article"] ?? .null }
    private var verdict: JSONValue { document["verdict"] ?? .null }

    /// A few lines: title, relevance, events, matches.
    var summary: String {
        var lines = [headline]
        lines += (verdict["events"]?.array ?? []).map { "    " + Self.event($0) }
        lines += (verdict["matches"]?.array ?? []).map { "    " + Self.match($0) }
        return lines.joined(separator: "\n")
    }

    /// The summary, and the entities by kind with what they were resolved to.
    var whole: String {
        let entities = document["extraction"]?["entities"]?.array ?? []
        var lines = [summary, ""]
        for kind in EntityKind.allCases.map(\.rawValue) {
            let names = entities.filter { $0["kind"]?.string == kind }.map(Self.entity)
            if !names.isEmpty { lines.append("\(kind): \(names.joined(separator: "; "))") }
        }
        return lines.joined(separator: "\n")
    }

    private static func entity(_ entity: JSONValue) -> String {
        let name = entity["name"]?.string ?? ""
        let notes = ["country", "authority", "government", "role"].compactMap { entity[$0]?.string }
        let distinct = notes.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return distinct.isEmpty ? name : "\(name) (\(distinct.joined(separator: ", ")))"
    }

    private var headline: String {
        let seq = document["seq"]?.integer.map { "#\($0) " } ?? ""
        let relevance = verdict["relevance"]?.string ?? "unknown"
        let title = article["title"]?.string ?? ""
        let day = article["published"]?.string.map { " (\($0.prefix(10)))" } ?? ""
        return "\(seq)[\(relevance)] \(title.isEmpty ? article["id"]?.string ?? "" : title)\(day)"
    }

    /// Such as `KR expanded export-control against RU: 243 items`.
    static func event(_ event: JSONValue) -> String {
        let issuer = event.strings("issuer").joined(separator: ",")
        let targets = event.strings("target") + event.strings("targetNames").prefix(3)
        let measures = event.strings("measures").joined(separator: ", ")
        var text = "\(issuer.isEmpty ? "?" : issuer) \(event["action"]?.string ?? "") \(measures)"
        text += targets.isEmpty ? "" : " → \(targets.joined(separator: ", "))"
        if let quantity = event["quantity"], let value = quantity["value"]?.double {
            let number = value == value.rounded() ? String(Int(value)) : String(value)
            text += " (\(number)\(quantity["unit"]?.string.map { " \($0)" } ?? ""))"
        }
        return text
    }

    /// Such as `listed: Kim Jong Un = KIM, Jong Un (ofac-sdn 20157, 0.99)`; a role is named that isn't the party's.
    static func match(_ match: JSONValue) -> String {
        let score = match["score"]?.double.map { String(Double(Int($0 * 100 + 0.5)) / 100) } ?? "?"
        let entry = "\(match["list"]?.string ?? "") \(match["entryID"]?.string ?? "")"
        let role = match["role"]?.string.flatMap { $0 == "party" ? nil : ", as \($0)" } ?? ""
        return "listed: \(match["text"]?.string ?? "") = \(match["name"]?.string ?? "") (\(entry), \(score)\(role))"
    }
}
