import Messages

/// Names what is seen of an article as a whole, for the relevance model.
struct RelevanceFeatures {
    let parses: [Parse]
    let context: ArticleContext
    let candidates: [Candidate]

    /// The features, given for each candidate how likely it is an event.
    func features(_ likelihoods: [Double]) -> FeatureList {
        var features = FeatureList(keepsNames: true)
        features.add("bias")
        features.add("level=", context.level)
        features.add("title=", context.titleHasSanctions)
        features.add("title-weak=", context.titleHasMeasure)
        let kept = candidates.indices.filter { likelihoods[$0] >= 0.4 }
        let expected = likelihoods.reduce(0, +)
        features.add("kept=", min(kept.count, 6))
        features.add("expected=", Self.bucket(expected, [0.3, 0.8, 1.5, 2.5, 4, 6, 9]))
        features.add("highest=", Self.bucket(likelihoods.max() ?? 0, [0.3, 0.5, 0.7, 0.9]))
        let first = kept.map { candidates[$0].parse }.min()
        features.add("first=", first.map { Self.bucket(Double($0), [1, 2, 3, 5, 8]) } ?? -1)
        let lead = candidates.indices.filter { candidates[$0].parse < 3 }.map { likelihoods[$0] }.max() ?? 0
        features.add("lead=", Self.bucket(lead, [0.2, 0.4, 0.6, 0.8]))
        let share = Double(Set(kept.map { candidates[$0].parse }).count) / Double(max(parses.count, 1))
        features.add("share=", Self.bucket(share, [0.03, 0.08, 0.15, 0.25, 0.4]))
        let density = Double(context.hasSanctions.count(where: { $0 })) / Double(max(parses.count, 1))
        features.add("density=", Self.bucket(density, [0.01, 0.06, 0.12, 0.2, 0.35]))
        features.add("decoys=", context.decoys)
        features.add("decoys=", context.decoys > 2, "|kept=", min(kept.count, 3))
        features.add("early=", context.hasSanctions.prefix(3).contains(true))
        let usual = kept.contains { candidates[$0].issuer.contains(where: context.authorities.contains) }
        features.add("usual=", usual)
        features.add("kept=", min(kept.count, 6), "|title=", context.titleHasSanctions)
        features.add("lead=", lead > 0.5, "|title=", context.titleHasSanctions || context.titleHasMeasure)
        addWords(&features)
        return features
    }

    /// Which nouns and verbs the article has: what its news is about, and in which sense it speaks of bans and lists.
    private func addWords(_ features: inout FeatureList) {
        var seen: Set<String> = []
        for parse in parses {
            for word in parse.words
            where !word.isMention && (word.tag == .noun || word.tag == .verb) && seen.insert(word.lemma).inserted {
                features.add("|word=", word.lemma)
            }
        }
    }

    private static func bucket(_ value: Double, _ bounds: [Double]) -> Int { bounds.count { value >= $0 } }
}
