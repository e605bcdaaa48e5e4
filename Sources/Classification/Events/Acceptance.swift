import Messages

extension Reading {
    /// Lets the model settle which candidates are events and of which action.
    ///
    /// - Returns: For each candidate the probabilities of no event and of each action; empty without a model.
    mutating func decide() -> [[Double]] {
        guard let model else { return [] }
        let features = CandidateFeatures(parses: parses, kinds: actors.kinds, context: context)
        var list = FeatureList(keepsNames: false)
        var probabilities: [[Double]] = []
        probabilities.reserveCapacity(candidates.count)
        var (sentence, base) = (-1, SIMD16<Int32>.zero)
        for index in candidates.indices {
            if candidates[index].parse != sentence {
                sentence = candidates[index].parse
                list.removeAll()
                features.addSentence(sentence, of: candidates, to: &list)
                base = model.events.sum(list)
            }
            list.removeAll()
            features.add(index, of: candidates, to: &list)
            probabilities.append(model.events.probabilities(list, beside: base))
        }
        accept(probabilities, model.events.classes)
        return probabilities
    }

    /// Settles which candidates are events, and of which action, by their probabilities.
    mutating func accept(_ probabilities: [[Double]], _ classes: [String]) {
        for index in candidates.indices {
            let row = weighed(probabilities[index], candidates[index], classes)
            let best = row.indices.dropFirst().max { row[$0] < row[$1] } ?? 0
            candidates[index].score = 1 - row[0]
            candidates[index].isRejected = 1 - row[0] < Self.threshold
            candidates[index].certainty = row[best]
            if let action = Action(rawValue: classes[best]) { candidates[index].action = action }
            overrule(index)
        }
    }

    /// In a plain sentence the rules' word counts more than what was learnt.
    private func weighed(_ row: [Double], _ candidate: Candidate, _ classes: [String]) -> [Double] {
        guard !candidate.isRejected, isClear(candidate), let rule = classes.firstIndex(of: candidate.action.rawValue)
        else { return row }
        var row = row
        row[rule] *= Self.trust
        row[0] /= Self.trust
        let sum = row.reduce(0, +)
        return row.map { $0 / sum }
    }

    /// A plain sentence: sanctions as the verb's noun, one who imposes them and one who is hit, both in the clause.
    ///
    /// - Parameters:
    ///   - candidate: The act.
    ///   - byName: Whether a name is enough for the one who is hit, without a country.
    /// - Returns: Whether it is one.
    func isClear(_ candidate: Candidate, byName: Bool = false) -> Bool {
        guard candidate.verb >= 0, candidate.frame != .other, candidate.frame != .nominal, context.decoys < 3 else {
            return false
        }
        guard isOfSanctions(candidate) || byName && isOfList(candidate) else { return false }
        let isIssued = [.subject, .agent, .modifier, .asked].contains(candidate.issuerSource)
        let isHit =
            candidate.targetSource == .object || candidate.frame == .violate && !candidate.target.isEmpty
            || byName && !candidate.targetMentions.isEmpty
        return isIssued && isHit
            && !ActionRules(parse: parses[candidate.parse]).isSilence(parses[candidate.parse].verbs[candidate.verb])
    }

    /// Whether the words of the act itself speak of sanctions: "imposed a ban on", "sanctioned", "froze the assets of".
    private func isOfSanctions(_ candidate: Candidate) -> Bool {
        let words = parses[candidate.parse].words
        if candidate.measureWord >= 0, !words[candidate.measureWord].nouns.isDisjoint(with: [.sanction, .ban]) {
            return true
        }
        return [.freeze, .designate, .bar].contains(candidate.frame)
    }

    /// "removed the bank from its sanctions list", "delisted": off a list, or onto one, that is one of sanctions.
    private func isOfList(_ candidate: Candidate) -> Bool {
        guard candidate.frame == .delisting || candidate.frame == .listing else { return false }
        let parse = parses[candidate.parse]
        guard candidate.measureWord > 0 else { return parse.verbs[candidate.verb].lemma == "delist" }
        return context.hasSanctions[candidate.parse] || parse.words[candidate.measureWord - 1].lower == "sdn"
    }

    /// What no likelihood outweighs.
    private mutating func overrule(_ index: Int) {
        let candidate = candidates[index]
        let parse = parses[candidate.parse]
        if candidate.isCounted, candidate.action == .planned { candidates[index].action = .expanded }
        if isBreachOfRule(candidate, parse) { alleged(index) }
        if candidate.action == .enforced, !hasSubject(of: .enforced, parse) { candidates[index].isRejected = true }
        guard candidate.verb >= 0, candidate.frame != .nominal else { return }
        if ActionRules(parse: parse).isSilence(parse.verbs[candidate.verb]) { candidates[index].isRejected = true }
    }

    private mutating func alleged(_ index: Int) {
        candidates[index].action = .violated
        candidates[index].isRejected = false
        candidates[index].score = max(candidates[index].score, 0.6)
    }

    /// "called it a violation of Security Council resolutions": alleged by whoever says so.
    private func isBreachOfRule(_ candidate: Candidate, _ parse: Parse) -> Bool {
        guard candidate.frame == .breach, candidate.measureWord >= 0 else { return false }
        let words = parse.words
        guard
            words[candidate.measureWord].nouns.contains(.rule) || words[candidate.measureWord].nouns.contains(.sanction)
        else { return false }
        guard candidate.measureWord > 0, words[candidate.measureWord - 1].isMention else { return false }
        return actors.issuer(words[candidate.measureWord - 1]) == .un
            && !parse.words.contains { ["deny", "if", "whether"].contains($0.lemma) || $0.tag == .negation }
    }

    /// Whether the sentence speaks of anything that can be punished for breaking sanctions.
    private func hasSubject(of action: Action, _ parse: Parse) -> Bool {
        let wanted: WordClass = [.sanction, .breach, .rule, .goods, .vessel, .flow, .ban, .cap, .penalty, .asset]
        return parse.words.contains {
            !$0.nouns.isDisjoint(with: wanted)
                || $0.isMention && [.law, .vessel, .aircraft].contains(actors.kinds[Int($0.mention)])
        }
    }

    /// A candidate this likely is an event.
    static let threshold = 0.2
    /// How many times a plain sentence's own words count against what was learnt.
    static let trust = 4.0
    /// Below this likelihood that action, issuer and target are all right, an event would mislead more than it tells.
    static let leastCertainty = 0.13
}
