/// The trained parts of the engine, read from one text file.
struct Models: Sendable {
    /// Whether a candidate is an event, and of which action.
    var events: LinearModel
    /// Whether a country or body is an issuer of a candidate's act.
    var issuers: LinearModel
    /// Whether a country is a target of a candidate's act.
    var targets: LinearModel
    /// How much an article is about sanctions.
    var relevance: LinearModel

    /// FNV-1a hash of the file, in hexadecimal digits: part of the rules' name.
    private(set) var hash = ""

    static let file = "events.model"

    var text: String {
        let parts = [("events", events), ("issuers", issuers), ("targets", targets), ("relevance", relevance)]
        return Self.header + parts.map { "## \($0.0)\n\($0.1.text)" }.joined()
    }

    private static let header = """
        # What the classification stage has learnt: linear models over named features, weights in hundredths.
        # Made by the trainer out of annotated articles with a fixed seed; not for editing by hand.

        """

    init(events: LinearModel, issuers: LinearModel, targets: LinearModel, relevance: LinearModel) {
        self.events = events
        self.issuers = issuers
        self.targets = targets
        self.relevance = relevance
        hash = Self.hash(of: text)
    }

    private static func hash(of text: String) -> String {
        var hash = FNV()
        hash.add(text)
        return hash.hexadecimal
    }

    init(text: String) throws(LexiconFinding) {
        var parts: [String: [Substring]] = [:]
        var name = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("## ") { name = String(line.dropFirst(3)) } else { parts[name, default: []].append(line) }
        }
        events = try Self.part("events", parts)
        issuers = try Self.part("issuers", parts)
        targets = try Self.part("targets", parts)
        relevance = try Self.part("relevance", parts)
        hash = Self.hash(of: text)
    }

    private static func part(_ name: String, _ parts: [String: [Substring]]) throws(LexiconFinding) -> LinearModel {
        guard let lines = parts[name] else {
            throw LexiconFinding(
                file: file,
                line: 0,
                reason: "the part \"## \(name)\" is missing; train the model anew"
            )
        }
        return try LinearModel(lines: lines, file: "\(file) (\(name))")
    }
}
