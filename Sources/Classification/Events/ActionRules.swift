import Messages

/// Decides what is reported of a candidate: done, planned, asked for, refused …; or that nothing is.
struct ActionRules {
    let parse: Parse

    func decide(_ candidate: inout Candidate) {
        let chain = operators(candidate)
        candidate.operators = chain
        let base = base(candidate)
        let group = candidate.verb >= 0 ? parse.verbs[candidate.verb] : nil
        candidate.action = action(base, candidate, group, chain)
        if isCounted(candidate) { candidate.isCounted = true }
        if candidate.action == .imposed, isNumbered(candidate) { candidate.action = .expanded }
        candidate.isRejected = isNothing(candidate, group)
    }

    /// "plans to expand its controls, adding 243 items": what is counted is settled.
    private func isCounted(_ candidate: Candidate) -> Bool {
        guard candidate.frame == .expand || candidate.frame == .listing, candidate.verb >= 0 else { return false }
        let group = parse.verbs[candidate.verb]
        let addition = parse.verbs.first {
            $0.traits.contains(.gerund) && $0.lemma == "add" && $0.words.lowerBound >= group.words.lowerBound
        }
        return addition.map { NumberReader.count(in: $0.right, parse) != nil } ?? false
    }

    /// "the eleventh package", "a second round": more of a regime that stands.
    private func isNumbered(_ candidate: Candidate) -> Bool {
        guard candidate.measureWord > 0 else { return false }
        var at = candidate.measureWord
        var isPackage = parse.words[at].nouns.contains(.measure)
        while at >= 0, parse.isNominal(at) || parse.words[at].lower == "of" {
            if parse.words[at].nouns.contains(.measure) { isPackage = true }
            if isPackage, parse.words[at].traits.contains(.ordinal) { return true }
            at -= 1
        }
        return false
    }

    // MARK: Governing words

    private func operators(_ candidate: Candidate) -> [Operator] {
        var chain: [Operator] = []
        if candidate.frame == .nominal || candidate.measureWord >= 0, let own = nounOperator(before: candidate) {
            chain.append(own)
        }
        guard candidate.verb >= 0 else { return chain }
        var at: Int? = candidate.frame == .nominal ? candidate.verb : parse.verbs[candidate.verb].governor
        if candidate.frame != .nominal, let noun = nounOperator(beforeVerb: candidate.verb) { chain.append(noun) }
        var steps = 0
        while let verb = at, steps < 4 {
            if let found = verbOperator(verb, of: candidate, isDirect: steps == 0) { chain.append(found) }
            if let noun = nounOperator(beforeVerb: verb) { chain.append(noun) }
            at = parse.verbs[verb].governor
            steps += 1
        }
        return chain
    }

    private func verbOperator(_ verb: Int, of candidate: Candidate, isDirect: Bool) -> Operator? {
        let group = parse.verbs[verb]
        let classes = group.classes
        let word = group.main
        if group.traits.contains(.negated), !classes.isDisjoint(with: [.plan, .request]) || group.lemma == "intend" {
            return Operator(.refuse, word, .not)
        }
        if classes.contains(.threaten), !["announce", "face"].contains(group.lemma) {
            return Operator(.threaten, word)
        }
        if ["announce", "decide", "agree", "order", "vote", "rule"].contains(group.lemma) {
            return Operator(.decide, word)
        }
        if classes.contains(.refuse), !classes.contains(.report) || group.lemma == "oppose" {
            return Operator(.refuse, word)
        }
        if classes.contains(.request) { return Operator(.request, word) }
        if classes.contains(.plan) { return Operator(.plan, word) }
        return nil
    }

    /// "a call FOR sanctions", "threat OF an embargo", "plans FOR a ban": the noun before the measure.
    private func nounOperator(before candidate: Candidate) -> Operator? {
        guard candidate.measureWord > 0 else { return nil }
        var at = candidate.measureWord - 1
        while at >= 0, parse.isNominal(at),
            parse.words[at].nouns.isDisjoint(with: [.appeal, .threat, .intent, .refusal])
                || parse.words[at].tag == .adjective
        { at -= 1 }
        guard at > 0, parse.words[at].tag == .preposition || parse.words[at].tag == .gerund else { return nil }
        if parse.words[at].tag == .gerund { at -= 1 }
        return at > 0 ? nounOperator(at - 1) : nil
    }

    private func nounOperator(beforeVerb verb: Int) -> Operator? {
        let group = parse.verbs[verb]
        guard group.traits.contains(.infinitive) || group.traits.contains(.gerund), group.words.lowerBound > 0 else {
            return nil
        }
        var at = group.words.lowerBound - 1
        if parse.words[at].tag == .preposition, at > 0 { at -= 1 }
        return nounOperator(at)
    }

    private func nounOperator(_ at: Int) -> Operator? {
        let word = parse.words[at]
        guard word.tag == .noun else { return nil }
        if word.nouns.contains(.refusal) { return Operator(.refuse, at) }
        if word.nouns.contains(.intent) {
            return at > 0 && parse.words[at - 1].lower == "no" ? Operator(.refuse, at, .no) : Operator(.plan, at)
        }
        if word.nouns.contains(.threat) { return Operator(.threaten, at) }
        if word.nouns.contains(.appeal) { return Operator(.request, at) }
        return nil
    }

    // MARK: The action

    private func base(_ candidate: Candidate) -> Action {
        switch candidate.frame {
        case .designate, .listing, .freeze, .impose, .strike, .bar, .halt, .close, .prohibition, .begin: .imposed
        case .delisting, .ease, .lapse, .allow: .eased
        case .violate, .breach: .violated
        case .punish, .seize: .enforced
        case .remain, .state, .nominal, .other: .inForce
        case .expand: .expanded
        case .refuse: .rejected
        case .plan: .planned
        case .request: .calledFor
        case .threaten: .threatened
        }
    }

    private func action(_ base: Action, _ candidate: Candidate, _ group: VerbGroup?, _ chain: [Operator]) -> Action {
        guard let group else { return chain.first.map { of($0.kind) } ?? base }
        switch base {
        case .violated, .enforced: return base
        case .inForce:
            if candidate.frame == .nominal, let first = chain.first { return of(first.kind) }
            return base
        case .eased: return easing(candidate, group, chain)
        default: break
        }
        if let state = standing(group, candidate) { return state }
        if let first = chain.first(where: { $0.kind != .decide })?.kind {
            if first == .threaten, group.modal == .none, !group.traits.contains(.infinitive) { return base }
            return of(first)
        }
        return future(base, group, candidate, chain)
    }

    private func of(_ operation: Operator.Kind) -> Action {
        switch operation {
        case .request: .calledFor
        case .threaten: .threatened
        case .plan: .planned
        case .refuse: .rejected
        case .decide: .imposed
        }
    }

    private func easing(_ candidate: Candidate, _ group: VerbGroup, _ chain: [Operator]) -> Action {
        if chain.contains(where: { $0.kind != .decide }) {
            return .inForce
        }
        if group.traits.contains(.negated) { return .inForce }
        if group.modal == .would || group.modal == .may || group.modal == .can || group.modal == .should {
            return .inForce
        }
        return .eased
    }

    /// "has been barred since 2008", "are listed": a state.
    private func standing(_ group: VerbGroup, _ candidate: Candidate) -> Action? {
        guard group.modal == .none, !group.traits.contains(.past), group.isFinite else { return nil }
        let hasSince = parse.words.contains { $0.lower == "since" }
        if group.traits.contains(.perfect), hasSince { return .inForce }
        if group.traits.contains(.passive), !group.traits.contains(.perfect),
            [.designate, .listing, .bar, .prohibition, .halt].contains(candidate.frame)
        {
            return .inForce
        }
        if candidate.frame == .bar, !group.traits.contains(.perfect), !group.traits.contains(.progressive),
            !group.traits.contains(.passive)
        {
            return .inForce
        }
        return nil
    }

    private func future(_ base: Action, _ group: VerbGroup, _ candidate: Candidate, _ chain: [Operator]) -> Action {
        if candidate.frame == .prohibition {
            if group.traits.contains(.conditioned), group.modal == .will { return .threatened }
            return group.modal == .would ? .planned : base
        }
        let isNegated = group.traits.contains(.negated)
        switch group.modal {
        case .will:
            if isNegated { return .rejected }
            if group.traits.contains(.conditioned) { return .threatened }
            return hasDate() || chain.contains(where: { $0.kind == .decide }) ? base : .planned
        case .would, .can, .may, .should:
            if isNegated { return .rejected }
            if chain.contains(where: { $0.kind == .decide }) { return base }
            return group.traits.contains(.conditioned) ? .threatened : .planned
        case .must, .none:
            if isNegated { return .rejected }
            if group.traits.contains(.arranged) { return .planned }
            if group.traits.contains(.progressive), !group.traits.contains(.passive) { return base }
            return base
        }
    }

    private func hasDate() -> Bool {
        parse.words.contains { ["from", "starting", "beginning"].contains($0.lower) }
            || parse.words.first?.lower == "from"
    }

    /// "refrained from discussing the sanctions": nothing is done or meant.
    func isSilence(_ group: VerbGroup) -> Bool {
        guard let governor = group.governor else { return false }
        return ["refrain", "avoid", "abstain"].contains(parse.verbs[governor].lemma)
    }

    private func isNothing(_ candidate: Candidate, _ group: VerbGroup?) -> Bool {
        if parse.words.last?.lower == "?" || parse.words.dropLast().last?.lower == "?" { return true }
        guard let group else { return false }
        if isSilence(group) { return true }
        if group.traits.contains(.conditional), candidate.frame != .nominal { return true }
        if candidate.frame == .nominal || candidate.frame == .other { return true }
        return false
    }
}
