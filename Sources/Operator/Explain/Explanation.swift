internal import Messages

/// A classified document as an article with its evidence set off, and its events with their reasons.
struct Explanation {
    private let document: JSONValue
    private let inColour: Bool

    init(_ document: JSONValue, inColour: Bool) {
        self.document = document
        self.inColour = inColour
    }

    private var verdict: JSONValue { document["verdict"] ?? .null }
    private var events: [JSONValue] { verdict["events"]?.array ?? [] }

    var text: String {
        let title = document["article"]?["title"]?.string ?? ""
        let isRepeated = document["article"]?["body"]?.string?.hasPrefix(title) == true
        var lines = title.isEmpty || isRepeated ? [] : [painted(title, .title), ""]
        lines += [body, "", relevance]
        for (number, event) in events.enumerated() { lines += self.lines(event, number + 1) }
        if events.isEmpty { lines.append("no events") }
        let matches = verdict["matches"]?.array ?? []
        if !matches.isEmpty { lines.append("") }
        return (lines + matches.map(DocumentText.match)).joined(separator: "\n")
    }

    private var relevance: String {
        let score = verdict["score"]?.double.map { " (\($0))" } ?? ""
        let because = verdict.strings("because")
        let reasons = because.isEmpty ? "" : ": \(because.joined(separator: ", "))"
        return "relevance \(verdict["relevance"]?.string ?? "unknown")\(score)\(reasons)"
    }

    private func lines(_ event: JSONValue, _ number: Int) -> [String] {
        var lines = ["", painted("\(number). \(DocumentText.event(event))", .title)]
        for evidence in event["evidence"]?.array ?? [] {
            guard let role = Paint(rawValue: evidence["role"]?.string ?? ""), let text = evidence["text"]?.string else {
                continue
            }
            lines.append("   \(role.rawValue): \(painted(text, role)) at \(evidence["start"]?.integer ?? 0)")
        }
        for name in ["date", "speaker", "regime"] {
            if let value = event[name]?.string { lines.append("   \(name): \(value)") }
        }
        let laws = event.strings("legalBasis")
        if !laws.isEmpty { lines.append("   legal basis: \(laws.joined(separator: "; "))") }
        lines.append(
            "   confidence \(event["confidence"]?.double ?? 0), because \(event.strings("because").joined(separator: ", "))"
        )
        return lines
    }

    // MARK: The body

    /// What a stretch of text is painted as.
    private enum Paint: String {
        case trigger, issuer, target, title

        var codes: String {
            switch self {
            case .trigger: "1;31"
            case .issuer: "34"
            case .target: "33"
            case .title: "1"
            }
        }

        /// Marks for where there are no colours.
        var brackets: (String, String) {
            switch self {
            case .trigger: ("[", "]")
            case .issuer: ("<", ">")
            case .target: ("{", "}")
            case .title: ("", "")
            }
        }
    }

    private func painted(_ text: String, _ paint: Paint) -> String {
        if inColour { return "\u{1B}[\(paint.codes)m\(text)\u{1B}[0m" }
        return paint.brackets.0 + text + paint.brackets.1
    }

    /// The body with all evidence set off; where spans overlap, the first that begins wins.
    private var body: String {
        let scalars = Array((document["article"]?["body"]?.string ?? "").unicodeScalars)
        var result = ""
        var at = 0
        for span in spans where span.start >= at && span.end <= scalars.count {
            result +=
                Self.string(scalars[at..<span.start]) + painted(Self.string(scalars[span.start..<span.end]), span.paint)
            at = span.end
        }
        return result + Self.string(scalars[at...])
    }

    private var spans: [(start: Int, end: Int, paint: Paint)] {
        var spans: [(start: Int, end: Int, paint: Paint)] = []
        for evidence in events.flatMap({ $0["evidence"]?.array ?? [] }) {
            guard let paint = Paint(rawValue: evidence["role"]?.string ?? ""), let start = evidence["start"]?.integer,
                let end = evidence["end"]?.integer, start < end
            else { continue }
            spans.append((start, end, paint))
        }
        return spans.sorted { ($0.start, $1.end, $0.paint.rawValue) < ($1.start, $0.end, $1.paint.rawValue) }
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
