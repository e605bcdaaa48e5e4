import Messages

/// Names what is seen of an act, for the models that tell its measures.
struct MeasureFeatures {
    let parses: [Parse]
    let kinds: [EntityKind]
    /// How many acts of the article speak of each measure, by the rules.
    private let counts: [Measure: Int]
    var keepsNames = false

    init(parses: [Parse], kinds: [EntityKind], candidates: [Candidate], keepsNames: Bool = false) {
        self.parses = parses
        self.kinds = kinds
        self.keepsNames = keepsNames
        var counts: [Measure: Int] = [:]
        for candidate in candidates where !candidate.isRejected {
            for measure in candidate.measures { counts[measure, default: 0] += 1 }
        }
        self.counts = counts
    }

    /// - Parameters:
    ///   - candidate: An act whose measures are those that the rules found.
    ///   - before: What the rules found for the act told before it.
    /// - Returns: The features of the act.
    func features(_ candidate: Candidate, before: [Measure]) -> FeatureList {
        let parse = parses[candidate.parse]
        var features = FeatureList(keepsNames: keepsNames)
        let rule = candidate.measures == [.unspecified] ? "none" : "some"
        features.add("bias")
        features.add("frame=", candidate.frame.rawValue)
        features.add("action=", candidate.action.rawValue)
        for measure in candidate.measures {
            features.add("rule=", measure.rawValue)
            features.add("rule=", measure.rawValue, "|", candidate.frame.rawValue)
        }
        for measure in before { features.add("before=", measure.rawValue, "|", rule) }
        for measure in Measure.allCases where counts[measure, default: 0] > 0 {
            features.add("article=", measure.rawValue, "|", rule)
            if counts[measure, default: 0] > 2 { features.add("often=", measure.rawValue, "|", rule) }
        }
        if candidate.verb >= 0 { features.add("verb=", parse.verbs[candidate.verb].lemma) }
        addWords(candidate, parse, &features)
        return features
    }

    private func addWords(_ candidate: Candidate, _ parse: Parse, _ features: inout FeatureList) {
        for at in parse.words.indices {
            let word = parse.words[at]
            let isOwn = candidate.scope.contains { $0.contains(at) } || candidate.trigger.contains(at)
            if word.isMention {
                if isOwn { features.add("kind=", kinds[word.mention].rawValue) }
            } else if word.tag == .noun || word.tag == .verb || word.tag == .gerund || word.tag == .adjective {
                features.add(isOwn ? "own=" : "near=", word.lemma)
                if isOwn { features.add("near=", word.lemma) }
            }
        }
    }
}

/// Tells the measures of an act: a model for each measure, of what the sentence and the article say.
struct MeasureModel: Sendable {
    /// In the order of `Measure.allCases`.
    let models: [LinearModel]

    static let classes = ["no", "yes"]
    static let name = "measure"

    func measures(_ features: FeatureList) -> [Measure] {
        let likely = models.map { $0.probabilities(features)[1] }
        var found = Measure.allCases.indices.filter { likely[$0] >= 0.5 }.map { Measure.allCases[$0] }
        if found.count > 1 { found.removeAll { $0 == .unspecified } }
        if found.isEmpty, let best = likely.indices.max(by: { likely[$0] < likely[$1] }) {
            found = [Measure.allCases[best]]
        }
        return found
    }
}
