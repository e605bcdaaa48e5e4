internal import Messages

/// The topics of a document, made of its verdict.
///
/// - `article.<relevance>`
/// - `event.<action>.<target>.<measure>`, one for each target and measure of each event
/// - `match.<list>.<country>`, one for each country of each match
///
/// A part that is missing is `none`. In a part, everything but ASCII letters, digits, `-` and `_` becomes `-`, so that a
/// full stop always parts.
enum Topics {
    static func of(verdict: JSONValue, extraction: JSONValue) -> [String] {
        var topics = OrderedTopics()
        topics.add("article", [verdict["relevance"]?.string])
        for event in verdict["events"]?.array ?? [] {
            for target in orNone(event.strings("target")) {
                for measure in orNone(event.strings("measures")) {
                    topics.add("event", [event["action"]?.string, target, measure])
                }
            }
        }
        for match in verdict["matches"]?.array ?? [] {
            for country in orNone(countries(of: match, extraction)) {
                topics.add("match", [match["list"]?.string, country])
            }
        }
        return topics.list
    }

    /// The countries that the list's entry gives, else that of the entity in the article.
    private static func countries(of match: JSONValue, _ extraction: JSONValue) -> [String] {
        let listed = match.strings("countries")
        guard listed.isEmpty, let entity = match["entity"]?.string else { return listed }
        let found = extraction["entities"]?.array?.first { $0["id"]?.string == entity }
        return [found?["country"]?.string].compactMap { $0 }
    }

    private static func orNone(_ values: [String]) -> [String?] { values.isEmpty ? [nil] : values }
}

private struct OrderedTopics {
    private(set) var list: [String] = []
    private var known: Set<String> = []

    mutating func add(_ kind: String, _ parts: [String?]) {
        let topic = ([kind] + parts.map(Self.clean)).joined(separator: ".")
        if known.insert(topic).inserted { list.append(topic) }
    }

    private static func clean(_ part: String?) -> String {
        guard let part, !part.isEmpty else { return "none" }
        if part.utf8.allSatisfy(isPlain) { return part }
        return String(
            String.UnicodeScalarView(
                part.unicodeScalars.prefix(100).map { scalar in
                    scalar.isASCII && isPlain(UInt8(scalar.value)) ? scalar : "-"
                }
            )
        )
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }
}
