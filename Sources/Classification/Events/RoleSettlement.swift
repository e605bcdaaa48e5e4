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
        var discourse = Discourse()
        for index in candidates.indices where !candidates[index].isRejected {
            choice.settle(&candidates[index], discourse)
            if isAskedOfItself(candidates[index])
                || candidates[index].certainty < Self.leastCertainty && !isClear(candidates[index])
            {
                candidates[index].isRejected = true
                continue
            }
            discourse.note(issuer: candidates[index].issuer)
            discourse.note(target: candidates[index].target)
        }
        rejectGoverned()
    }

    /// Nobody is asked for sanctions on itself.
    private func isAskedOfItself(_ candidate: Candidate) -> Bool {
        candidate.action == .calledFor && candidate.issuer.count == 1 && candidate.issuer == candidate.target
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
}

/// The models' choice among hypotheses for a role.
private struct RoleChoice {
    private let features: RoleFeatures
    private let finder: RoleFinder
    private let model: Models
    private var list = FeatureList(keepsNames: false)
    private var scores: [Double] = []

    init(features: RoleFeatures, model: Models) {
        self.features = features
        self.model = model
        finder = RoleFinder(parses: features.parses, actors: features.actors, article: features.article)
    }

    mutating func settle(_ candidate: inout Candidate, _ discourse: Discourse) {
        let issuers = finder.issuerHypotheses(candidate, discourse)
        if let best = best(issuers, .issuer, candidate) {
            candidate.issuer = issuers[best.place].codes
            candidate.issuerMentions = issuers[best.place].mentions
            candidate.certainty *= best.probability
        }
        if candidate.targetSource == .phrase { return }
        var targets = finder.targetHypotheses(candidate, discourse)
        if Self.hasPlainTarget(candidate) {
            let words = features.parses[candidate.parse].words
            let named = CodeSet(words.compactMap { $0.isMention ? features.actors.target($0) : nil })
            targets.removeAll { $0.codes.isEmpty || !$0.codes.allSatisfy(named.contains) }
        }
        if let best = best(targets, .target, candidate) {
            candidate.target = targets[best.place].codes
            candidate.certainty *= best.probability
        }
    }

    /// The act's own clause names the one who is hit.
    private static func hasPlainTarget(_ candidate: Candidate) -> Bool {
        candidate.verb >= 0 && candidate.frame != .other && candidate.frame != .nominal
            && candidate.targetSource == .object
    }

    private mutating func best(_ hypotheses: [RoleHypothesis], _ role: RoleFeatures.Role, _ candidate: Candidate)
        -> (place: Int, probability: Double)?
    {
        scores.removeAll(keepingCapacity: true)
        features.each(of: hypotheses, as: role, candidate, in: &list) { list in
            scores.append(role == .issuer ? model.issuers.score(list) : model.targets.score(list))
        }
        guard let top = scores.max(), let index = scores.firstIndex(of: top) else { return nil }
        let sum = scores.reduce(0) { $0 + exponential($1 - top) }
        return (index, 1 / sum)
    }
}
