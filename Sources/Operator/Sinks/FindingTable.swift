internal import Messages

/// Documents as rows of CSV (RFC 4180): one row an event, one a list match, and one for an article without either.
enum FindingTable {
    static let columns = [
        "seq", "kind", "id", "published", "source", "url", "title", "relevance", "action", "measures", "issuer",
        "target",
        "target_names", "quantity", "unit", "date", "confidence", "list", "entry", "name", "text", "role", "score",
    ]

    static var header: String { row(columns) }

    static func rows(_ document: JSONValue) -> [String] {
        let article = document["article"] ?? .null
        let verdict = document["verdict"] ?? .null
        var common: [String: String] = [
            "seq": document["seq"]?.integer.map { "\($0)" } ?? "", "relevance": verdict["relevance"]?.string ?? "",
        ]
        for name in ["id", "published", "source", "url", "title"] { common[name] = article[name]?.string ?? "" }
        let events = (verdict["events"]?.array ?? []).map(event)
        let matches = (verdict["matches"]?.array ?? []).map(match)
        let findings = events + matches
        return (findings.isEmpty ? [["kind": "article"]] : findings).map { finding in
            row(columns.map { common[$0] ?? finding[$0] ?? "" })
        }
    }

    private static func event(_ event: JSONValue) -> [String: String] {
        var row = ["kind": "event", "action": event["action"]?.string ?? "", "date": event["date"]?.string ?? ""]
        row["measures"] = event.strings("measures").joined(separator: " ")
        row["issuer"] = event.strings("issuer").joined(separator: " ")
        row["target"] = event.strings("target").joined(separator: " ")
        row["target_names"] = event.strings("targetNames").joined(separator: "; ")
        row["quantity"] = event["quantity"]?["value"]?.double.map(number)
        row["unit"] = event["quantity"]?["unit"]?.string
        row["confidence"] = event["confidence"]?.double.map(number)
        return row
    }

    private static func match(_ match: JSONValue) -> [String: String] {
        var row = ["kind": "match", "list": match["list"]?.string ?? "", "entry": match["entryID"]?.string ?? ""]
        row["name"] = match["name"]?.string
        row["text"] = match["text"]?.string
        row["role"] = match["role"]?.string
        row["score"] = match["score"]?.double.map(number)
        return row
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }

    private static func row(_ values: [String]) -> String {
        values.map(quoted).joined(separator: ",")
    }

    /// A spreadsheet would run what begins like a formula: it gets an apostrophe.
    private static func quoted(_ value: String) -> String {
        let isFormula = value.first.map { "=+-@\t\r".contains($0) } ?? false && Double(value) == nil
        let safe = isFormula ? "'\(value)" : value
        guard safe.contains(where: { ",\"\n\r".contains($0) || $0 == "\r\n" }) else { return safe }
        return "\"\(safe.replacing("\"", with: "\"\""))\""
    }
}
