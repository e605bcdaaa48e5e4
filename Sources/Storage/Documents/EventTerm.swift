/// A property of an event as one word, so that one index serves every combination.
enum EventTerm {
    static func action(_ value: String) -> String { "action=\(value)" }
    static func measure(_ value: String) -> String { "measure=\(value)" }
    static func issuer(_ value: String) -> String { "issuer=\(value.uppercased())" }
    static func target(_ value: String) -> String { "target=\(value.uppercased())" }

    static func all(of event: DocumentFacts.EventRow) -> [String] {
        let names = event.targetNames.map(target)
        let terms = [action(event.action)] + event.measures.map(measure) + event.issuer.map(issuer)
        return Set(terms + event.target.map(target) + names).sorted()
    }
}
