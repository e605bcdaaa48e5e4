import Messages

extension Reading {
    var relevanceFeatures: RelevanceFeatures {
        RelevanceFeatures(parses: parses, context: context, candidates: candidates)
    }

    /// How much the article is about sanctions, how surely, and why, by the probabilities of its candidates.
    func judge(_ verdict: inout Verdict, _ probabilities: [[Double]]) {
        guard let model = model?.relevance else { return }
        let features = relevanceFeatures.features(probabilities, keepsNames: false)
        let row = model.probabilities(features)
        let rest = row.indices.dropFirst().max { row[$0] < row[$1] } ?? 0
        let best = row[0] > Self.doubt ? 0 : rest
        verdict.relevance = Relevance(rawValue: model.classes[best]) ?? .none
        verdict.score = ((1 - row[0]) * 1000).rounded() / 1000
        let strongest = model.strongest(features, for: best, most: Self.reasons)
        let named = relevanceFeatures.features(probabilities, only: strongest)
        verdict.because = model.reasons(named, for: best, most: Self.reasons)
    }

    /// An article about sanctions tells at least one act: the likeliest, where none is likely enough by itself.
    mutating func keepOne() {
        guard !candidates.contains(where: { !$0.isRejected }) else { return }
        let best = candidates.indices.max { (candidates[$0].score, $1) < (candidates[$1].score, $0) }
        guard let best, candidates[best].score >= Self.least else { return }
        candidates[best].isRejected = false
    }

    /// Events and relevance in agreement.
    func settle(_ verdict: inout Verdict) {
        guard model != nil else {
            verdict.relevance = verdict.events.isEmpty ? .none : .primary
            return
        }
        if verdict.events.isEmpty { verdict.relevance = .none }
        guard verdict.relevance == .none else { return }
        let isSure =
            parses.count < Self.shortText
            && candidates.contains { !$0.isRejected && ($0.score >= Self.sureInShort || isClear($0, byName: true)) }
        if isSure { verdict.relevance = verdict.events.count > 1 ? .primary : .secondary } else { verdict.events = [] }
    }

    /// An article that is this likely other news is taken for other news: a false alarm costs a reader more than a miss.
    private static let doubt = 0.35
    /// How many of the features that spoke for the verdict are named in it.
    private static let reasons = 5
    /// A text of fewer sentences says too little to be judged as a whole: there one likely event is enough.
    private static let shortText = 4
    private static let sureInShort = 0.6
    /// No act less likely than this is told, even if the article is about sanctions.
    private static let least = 0.1
}
