/// The trained parts of the engine, read from one text file.
final class Models: Sendable {
    /// Whether a candidate is an event, and of which action.
    let events: LinearModel
    /// Whether a country or body is an issuer of a candidate's act.
    let issuers: RankModel
    /// Whether a country is a target of a candidate's act.
    let targets: RankModel
    /// How much an article is about sanctions.
    let relevance: LinearModel

    /// FNV-1a hash of the file, in hexadecimal digits: part of the rules' name.
    let hash: String

    static let file = "events.model"

    init(text: String) throws(LexiconFinding) {
        let learnt = try LearntModels(text: text)
        events = LinearModel(learnt.events)
        issuers = RankModel(learnt.issuers)
        targets = RankModel(learnt.targets)
        relevance = LinearModel(learnt.relevance)
        var hash = FNV()
        hash.add(text)
        self.hash = hash.hexadecimal
    }
}

/// The models by name, as they are written down.
struct LearntModels {
    var events: LinearWeights
    var issuers: LinearWeights
    var targets: LinearWeights
    var relevance: LinearWeights

    private static let header = """
        # What the classification stage has learnt: linear models over named features, weights in thousandths.
        # Made by the trainer out of annotated articles; not for editing by hand.

        """

    var text: String {
        let parts = [("events", events), ("issuers", issuers), ("targets", targets), ("relevance", relevance)]
        return Self.header + parts.map { "## \($0.0)\n\($0.1.text)" }.joined()
    }

    init(events: LinearWeights, issuers: LinearWeights, targets: LinearWeights, relevance: LinearWeights) {
        self.events = events
        self.issuers = issuers
        self.targets = targets
        self.relevance = relevance
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
    }

    private static func part(_ name: String, _ parts: [String: [Substring]]) throws(LexiconFinding) -> LinearWeights {
        guard let lines = parts[name] else {
            throw LexiconFinding(
                file: Models.file,
                line: 0,
                reason: "the part \"## \(name)\" is missing; train the model anew"
            )
        }
        return try LinearWeights(lines: lines, file: "\(Models.file) (\(name))")
    }
}
