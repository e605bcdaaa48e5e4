import Messages

extension Reading {
    var roleFeatures: RoleFeatures { roleFeatures(keepsNames: false) }

    func roleFeatures(keepsNames: Bool) -> RoleFeatures {
        RoleFeatures(
            parses: parses,
            actors: actors,
            article: articleActors(),
            standing: CodeStanding(parses: parses, actors: actors, title: base.article.title),
            lexicon: base.lexicon,
            keepsNames: keepsNames
        )
    }

    /// Lets the models choose issuers and targets among all that the article names, act by act.
    mutating func settleRoles() {
        guard let model else { return }
        fillRoles(articleActors())
        let features = roleFeatures
        let finder = RoleFinder(parses: parses, actors: actors, article: features.article)
        var discourse = Discourse()
        for index in candidates.indices where !candidates[index].isRejected {
            settle(index, finder, features, model, discourse)
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

    private mutating func settle(
        _ index: Int,
        _ finder: RoleFinder,
        _ features: RoleFeatures,
        _ model: Models,
        _ discourse: Discourse
    ) {
        let issuers = finder.issuerHypotheses(candidates[index], discourse)
        if let best = Self.best(issuers, .issuer, candidates[index], model.issuers, features) {
            candidates[index].issuer = best.hypothesis.codes
            candidates[index].issuerMentions = best.hypothesis.mentions
            candidates[index].certainty *= best.probability
        }
        var targets = finder.targetHypotheses(candidates[index], discourse)
        if hasPlainTarget(candidates[index]) {
            let named = CodeSet(
                parses[candidates[index].parse].words.compactMap { $0.isMention ? actors.target($0) : nil }
            )
            targets.removeAll { $0.codes.isEmpty || !$0.codes.allSatisfy(named.contains) }
        }
        if candidates[index].targetSource == .phrase { return }
        if let best = Self.best(targets, .target, candidates[index], model.targets, features) {
            candidates[index].target = best.hypothesis.codes
            candidates[index].certainty *= best.probability
        }
    }

    private static func best(
        _ hypotheses: [RoleHypothesis],
        _ role: RoleFeatures.Role,
        _ candidate: Candidate,
        _ model: RankModel,
        _ features: RoleFeatures
    ) -> (hypothesis: RoleHypothesis, probability: Double)? {
        var scores: [Double] = []
        scores.reserveCapacity(hypotheses.count)
        features.each(of: hypotheses, as: role, candidate) { scores.append(model.score($0)) }
        guard let top = scores.max(), let index = scores.firstIndex(of: top) else { return nil }
        let sum = scores.reduce(0) { $0 + exponential($1 - top) }
        return (hypotheses[index], 1 / sum)
    }
}
