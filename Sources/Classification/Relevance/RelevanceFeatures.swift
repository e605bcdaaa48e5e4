import Messages

/// Names what is seen of an article as a whole, for the relevance model.
struct RelevanceFeatures {
    let parses: [Parse]
    let context: ArticleContext
    let candidates: [Candidate]

    /// The features, given for each candidate the probabilities of no event and of each action.
    ///
    /// - Parameters:
    ///   - probabilities: A row for each candidate.
    ///   - keepsNames: Whether somebody reads the names.
    ///   - wanted: The only features that are kept, besides those with a value; nil for all.
    /// - Returns: The features in the order of their finding.
    func features(_ probabilities: [[Double]], keepsNames: Bool = true, only wanted: [UInt64]? = nil) -> FeatureList {
        var features = FeatureList(keepsNames: keepsNames, only: wanted)
        features.add("bias")
        addEvents(probabilities, &features)
        addVocabulary(&features)
        addWords(&features)
        return features
    }

    // MARK: How many events are likely, how surely, and where

    private func addEvents(_ probabilities: [[Double]], _ features: inout FeatureList) {
        let likelihoods = probabilities.map { 1 - ($0.first ?? 1) }
        let order = likelihoods.sorted(by: >)
        for rank in [0, 1, 3] {
            features.add("top-\(rank + 1)", value: Self.odds(rank < order.count ? order[rank] : 0))
        }
        let expected = likelihoods.reduce(0, +)
        features.add("expected", value: Self.logarithmic(expected))
        features.add("likely", value: Self.logarithmic(Double(likelihoods.count { $0 >= 0.5 })))
        features.add("density", value: Self.logarithmic(expected * perSentence))
        addLead(likelihoods, &features)
        let kept = candidates.indices.filter { likelihoods[$0] >= 0.4 }
        features.add("share", value: Double(Set(kept.map { candidates[$0].parse }).count) * perSentence * 0.3)
        if kept.contains(where: { candidates[$0].issuer.contains(where: ArticleContext.authorities.contains) }) {
            features.add("usual", value: 1)
        }
        for (index, action) in Action.allCases.enumerated() {
            let mass = probabilities.reduce(0) { $0 + $1[index + 1] }
            features.add("mass-\(action.rawValue)", value: Self.logarithmic(mass))
        }
    }

    private func addLead(_ likelihoods: [Double], _ features: inout FeatureList) {
        let lead = candidates.indices.filter { candidates[$0].parse < 3 }.map { likelihoods[$0] }
        let first = candidates.indices.filter { candidates[$0].parse < 1 }.map { likelihoods[$0] }
        features.add("lead", value: Self.odds(lead.max() ?? 0))
        features.add("lead-expected", value: Self.logarithmic(lead.reduce(0, +)))
        features.add("first", value: Self.odds(first.max() ?? 0))
    }

    /// Ten sentences to one.
    private var perSentence: Double { 10 / Double(max(parses.count, 1)) }

    private static func odds(_ probability: Double) -> Double {
        logarithm(max(probability, 0.01) / max(1 - probability, 0.01)) / 2
    }

    private static func logarithmic(_ count: Double) -> Double { logarithm(1 + count) }

    // MARK: Which words the article has

    private func addVocabulary(_ features: inout FeatureList) {
        let (words, sentences) = (context.sanctionWords.reduce(0, +), context.sanctionWords.count { $0 > 0 })
        features.add("sanctions", value: Self.logarithmic(Double(words)))
        features.add("sanctions-density", value: Self.logarithmic(Double(sentences) * perSentence))
        features.add("decoys", value: Self.logarithmic(Double(context.decoyWords)))
    }

    /// What its news is about, and in which sense it speaks of bans and lists: the words of all, and those of the lead.
    private func addWords(_ features: inout FeatureList) {
        var words = Set<UInt64>(minimumCapacity: parses.reduce(0) { $0 + $1.words.count } / 2)
        var lead: Set<UInt64> = []
        var (clusters, leadClusters) = (ClusterSet(), ClusterSet())
        for (index, parse) in parses.enumerated() {
            for at in parse.words.indices where parse.words[at].hasMeaning {
                let word = parse.words[at]
                if features.isChoosing || words.insert(word.lemmaHash.value).inserted {
                    features.add("|word=", LemmaName(parse, at))
                }
                if index < 2, features.isChoosing || lead.insert(word.lemmaHash.value).inserted {
                    features.add("|lead=", LemmaName(parse, at))
                }
                guard let path = word.clusters else { continue }
                if clusters.insert(leaf: path.leaf) { features.add("|leaf=", Int(path.leaf)) }
                if clusters.insert(middle: path.middle) { features.add("|middle=", Int(path.middle)) }
                guard index < 2 else { continue }
                if leadClusters.insert(middle: path.middle) { features.add("|lead-middle=", Int(path.middle)) }
                if leadClusters.insert(coarse: path.coarse) { features.add("|lead-coarse=", Int(path.coarse)) }
            }
        }
    }
}
