import Messages

extension Reading {
    var roleFeatures: RoleFeatures {
        RoleFeatures(
            parses: parses,
            actors: actors,
            article: articleActors(),
            standing: CodeStanding(parses: parses, actors: actors, title: base.article.title),
            lexicon: base.lexicon
        )
    }

    /// Lets the models choose issuers and targets among all that the article names, act by act.
    mutating func settleRoles() {
        guard let model else { return }
        fillRoles(articleActors())
        var choice = RoleChoice(features: roleFeatures, model: model)
        let finder = RoleFinder(parses: parses, actors: actors, article: choice.features.article)
        var discourse = Discourse()
        for index in candidates.indices where !candidates[index].isRejected {
            settle(&candidates[index], finder, &choice, discourse)
            if candidates[index].certainty < Self.leastCertainty, !isClear(candidates[index]) {
                candidates[index].isRejected = true
                continue
            }
            discourse.note(issuer: candidates[index].issuer)
            discourse.note(target: candidates[index].target)
        }
        rejectGoverned()
    }

    /// The act's own clause names the one who is hit.
    private func hasPlainTarget(_ candidate: Candidate) -> Bool {
        candidate.verb >= 0 && candidate.frame != .other && candidate.frame != .nominal
            && candidate.targetSource == .object
    }

    /// "aims to freeze": one act in two verbs, of which the surer one tells it.
    private mutating func rejectGoverned() {
        for index in candidates.indices where !candidates[index].isRejected && candidates[index].verb >= 0 {
            let one = candidates[index]
            let governor = parses[one.parse].verbs[one.verb].governor
            for other in candidates.indices
            where !candidates[other].isRejected && candidates[other].parse == one.parse
                && candidates[other].verb == governor && candidates[other].frame != .nominal && one.frame != .nominal
                && Code.areSame(candidates[other].target, one.target)
            {
                let weaker = candidates[other].certainty < one.certainty ? other : index
                candidates[weaker].isRejected = true
            }
        }
    }

    private func settle(
        _ candidate: inout Candidate,
        _ finder: RoleFinder,
        _ choice: inout RoleChoice,
        _ discourse: Discourse
    ) {
        let issuers = finder.issuerHypotheses(candidate, discourse)
        if let best = choice.best(issuers, .issuer, candidate) {
            candidate.issuer = best.hypothesis.codes
            candidate.issuerMentions = best.hypothesis.mentions
            candidate.certainty *= best.probability
        }
        if candidate.targetSource == .phrase { return }
        var targets = finder.targetHypotheses(candidate, discourse)
        if hasPlainTarget(candidate) {
            let words = parses[candidate.parse].words
            let named = CodeSet(words.compactMap { $0.isMention ? actors.target($0) : nil })
            targets.removeAll { $0.codes.isEmpty || !$0.codes.allSatisfy(named.contains) }
        }
        if let best = choice.best(targets, .target, candidate) {
            candidate.target = best.hypothesis.codes
            candidate.certainty *= best.probability
        }
    }
}

/// The models' choice among hypotheses for a role.
private struct RoleChoice {
    let features: RoleFeatures
    let model: Models
    private var list = FeatureList(keepsNames: false)
    private var scores: [Double] = []

    init(features: RoleFeatures, model: Models) {
        self.features = features
        self.model = model
    }

    mutating func best(_ hypotheses: [RoleHypothesis], _ role: RoleFeatures.Role, _ candidate: Candidate)
        -> (hypothesis: RoleHypothesis, probability: Double)?
    {
        let ranks = role == .issuer ? model.issuers : model.targets
        scores.removeAll(keepingCapacity: true)
        features.each(of: hypotheses, as: role, candidate, in: &list) { scores.append(ranks.score($0)) }
        guard let top = scores.max(), let index = scores.firstIndex(of: top) else { return nil }
        let sum = scores.reduce(0) { $0 + exponential($1 - top) }
        return (hypotheses[index], 1 / sum)
    }
}
