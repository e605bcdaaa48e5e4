import Messages

/// Names what is seen of a candidate, for the linear model.
struct CandidateFeatures {
    let parses: [Parse]
    let kinds: [EntityKind]
    let context: ArticleContext

    /// Puts what is seen of a sentence and of the article into a list: it is the same for all candidates of the sentence.
    func addSentence(_ index: Int, of all: [Candidate], to features: inout FeatureList) {
        let parse = parses[index]
        features.add("bias")
        addTimes(parse, &features)
        ClusterFeatures(parse: parse).addSentence(&features)
        features.add("sentence-sanctions=", context.hasSanctions[index])
        let isEarlier = index > 0 && context.hasSanctions[index - 1]
        let isLater = index + 1 < context.hasSanctions.count && context.hasSanctions[index + 1]
        features.add("sanctions-before=", isEarlier, "|", context.hasSanctions[index])
        features.add("sanctions-after=", isLater)
        features.add("article-sanctions=", context.level)
        features.add("decoys=", context.decoys)
        features.add("position=", min(index, 3))
        features.add("neighbours=", min(all.count { $0.parse == index }, 4))
    }

    /// The words of the sentence that tell when, each once.
    private func times(_ parse: Parse) -> [Int] {
        var times: [Int] = []
        for at in parse.words.indices where parse.words[at].traits.contains(.time) {
            if !times.contains(where: { parse.words[$0].lower == parse.words[at].lower }) { times.append(at) }
        }
        return times
    }

    private func hasYear(_ parse: Parse) -> Bool {
        parse.words.contains { $0.tag == .number && $0.traits.contains(.year) }
    }

    private func addTimes(_ parse: Parse, _ features: inout FeatureList) {
        for at in times(parse) { features.add("time=", LowerName(parse, at)) }
        if hasYear(parse) { features.add("year") }
        if parse.words.contains(where: { $0.lower == "?" }) { features.add("question") }
    }

    /// Puts what is seen of one of the candidates into a list.
    func add(_ index: Int, of all: [Candidate], to features: inout FeatureList) {
        let candidate = all[index]
        let parse = parses[candidate.parse]
        let rule = Rule(action: candidate.isRejected ? nil : candidate.action)
        features.add("rule=", rule)
        features.add("rule=", candidate.action, "|", candidate.isRejected)
        features.add("frame=", candidate.frame)
        features.add("frame=", candidate.frame, "|rule=", rule)
        addVerb(candidate, parse, rule, &features)
        addMeasure(candidate, parse, &features)
        addRoles(candidate, &features)
        addWords(candidate, parse, &features)
        addLemmas(candidate, parse, rule, &features)
        ClusterFeatures(parse: parse).add(candidate, &features)
        addKnowledge(candidate, &features)
        addGovernor(candidate, parse, &features)
        addContext(candidate, parse, rule, index, all, &features)
    }

    /// What the rules say of a candidate: its action, or "no".
    private struct Rule: FeaturePart {
        let action: Action?

        @inline(__always)
        var nameHash: NameHash { action?.nameHash ?? NameHash(literal: "no") }
        var partName: String { action?.partName ?? "no" }
    }

    private func addVerb(_ candidate: Candidate, _ parse: Parse, _ rule: Rule, _ features: inout FeatureList) {
        guard candidate.verb >= 0 else { return features.add("no-verb") }
        let group = parse.verbs[candidate.verb]
        features.add("verb=", VerbName(parse, group))
        for name in group.classes.members { features.add("verb-class=", name, "|", candidate.frame == .other) }
        features.add("modal=", group.modal)
        for name in Self.traits where group.traits.contains(name.trait) {
            features.add("trait=", name)
            features.add("trait=", name, "|", candidate.frame)
            features.add("trait=", name, "|", rule)
        }
        features.add("modal=", group.modal, "|", candidate.frame)
        if let governor = group.governor {
            features.add("governor=", LemmaName(parse, parse.verbs[governor]))
            if parse.verbs[governor].traits.contains(.negated) { features.add("governor-negated") }
        } else {
            features.add("governor=none")
        }
        for word in candidate.operators { features.add("operator=", OperatorName(parse, word)) }
        features.add("operators=", min(candidate.operators.count, 2), "|", rule)
        addSubject(group, parse, &features)
    }

    private struct Trait: FeaturePart {
        let nameHash: NameHash
        let partName: String
        let trait: VerbGroup.Traits

        init(_ name: String, _ trait: VerbGroup.Traits) {
            nameHash = NameHash(name)
            partName = name
            self.trait = trait
        }
    }

    private static let traits = [
        Trait("passive", .passive), Trait("negated", .negated), Trait("perfect", .perfect), Trait("past", .past),
        Trait("infinitive", .infinitive), Trait("gerund", .gerund), Trait("reduced", .reduced),
        Trait("progressive", .progressive), Trait("arranged", .arranged), Trait("quoted", .quoted),
        Trait("relative", .relative), Trait("conditional", .conditional), Trait("conditioned", .conditioned),
        Trait("ended", .ended), Trait("temporal", .temporal),
    ]

    private func addSubject(_ group: VerbGroup, _ parse: Parse, _ features: inout FeatureList) {
        var classes: WordClass = []
        var named: [EntityKind] = []
        var isPronoun = false
        for at in group.subject {
            let word = parse.words[at]
            if word.isMention, !named.contains(kinds[Int(word.mention)]) { named.append(kinds[Int(word.mention)]) }
            if word.tag == .pronoun { isPronoun = true }
            if word.tag == .noun { classes.formUnion(word.nouns) }
        }
        if named.isEmpty, classes.isEmpty, !isPronoun { features.add("subject=none") }
        if isPronoun { features.add("subject=pronoun") }
        // A person or vessel may be named and called so as well.
        for kind in named where !classes.members.contains(where: { $0.nameHash == kind.nameHash }) {
            features.add("subject=", kind)
        }
        for name in classes.members { features.add("subject=", name) }
    }

    private func addMeasure(_ candidate: Candidate, _ parse: Parse, _ features: inout FeatureList) {
        for measure in candidate.measures.measures { features.add("measure=", measure) }
        features.add("measures=", min(candidate.measures.count, 3), "|", candidate.frame)
        if candidate.measures == .unspecified { features.add("unspecified|", candidate.frame) }
        guard candidate.measureWord >= 0 else { return features.add("noun=none") }
        let word = parse.words[candidate.measureWord]
        features.add("noun=", LemmaName(parse, candidate.measureWord))
        for name in word.nouns.members { features.add("noun-class=", name, "|", candidate.frame) }
        var at = candidate.measureWord - 1
        while at >= 0, parse.isNominal(at), at > candidate.measureWord - 5 {
            if !parse.words[at].isMention { features.add("before=", LowerName(parse, at)) }
            at -= 1
        }
        if word.lower == word.lemma { features.add("singular") }
    }

    private func addRoles(_ candidate: Candidate, _ features: inout FeatureList) {
        features.add("issuer=", candidate.issuerSource)
        features.add("target=", candidate.targetSource)
        features.add("roles=", candidate.issuerSource, "|", candidate.targetSource)
        features.add("roles=", candidate.frame, "|", candidate.issuerSource)
        features.add("roles=", candidate.frame, "|target=", candidate.targetSource)
        if candidate.issuer.isEmpty { features.add("issuer-empty") }
        if let code = candidate.issuer.first {
            if ArticleContext.authorities.contains(code) {
                features.add("issuer-usual")
            } else {
                features.add("issuer-other")
            }
            if !code.isCountry { features.add("issuer-body") }
        }
        if candidate.target.isEmpty { features.add("target-empty") }
    }

    private func addWords(_ candidate: Candidate, _ parse: Parse, _ features: inout FeatureList) {
        for at in times(parse) { features.add("time=", LowerName(parse, at), "|", candidate.frame) }
        if hasYear(parse) { features.add("year|", candidate.frame) }
        addClasses(candidate, parse, &features)
    }

    /// The classes of the nouns in the act's own words and in the sentence.
    private func addClasses(_ candidate: Candidate, _ parse: Parse, _ features: inout FeatureList) {
        var (own, all): (WordClass, WordClass) = ([], [])
        for at in parse.words.indices where parse.words[at].tag != .verb { all.formUnion(parse.words[at].nouns) }
        for range in candidate.scope {
            for at in range where parse.words[at].tag != .verb { own.formUnion(parse.words[at].nouns) }
        }
        for name in own.members {
            features.add("own=", name)
            features.add("own=", name, "|", candidate.frame)
        }
        for name in all.subtracting(own).members { features.add("near=", name) }
        if candidate.verb >= 0 {
            var classes: WordClass = []
            for index in parse.verbs.indices where index != candidate.verb {
                classes.formUnion(parse.verbs[index].classes)
            }
            for name in classes.members { features.add("beside=", name) }
        }
    }

    /// The words themselves: those of the act, and those beside its trigger.
    private func addLemmas(_ candidate: Candidate, _ parse: Parse, _ rule: Rule, _ features: inout FeatureList) {
        for range in candidate.scope {
            for at in range where isContent(parse.words[at]) {
                features.add("scope-word=", LemmaName(parse, at))
            }
        }
        let around = max(0, candidate.trigger.lowerBound - 4)..<min(parse.words.count, candidate.trigger.upperBound + 4)
        for at in around where !candidate.trigger.contains(at) {
            let word = parse.words[at]
            let isLeft = at < candidate.trigger.lowerBound
            if word.isMention {
                let kind = kinds[Int(word.mention)]
                if isLeft { features.add("left=", kind) } else { features.add("right=", kind) }
            } else {
                let lemma = LemmaName(parse, at)
                if isLeft { features.add("left=", lemma) } else { features.add("right=", lemma) }
            }
        }
        guard candidate.verb >= 0 else { return }
        let group = parse.verbs[candidate.verb]
        features.add("verb=", VerbName(parse, group), "|passive=", group.traits.contains(.passive))
        features.add("verb=", VerbName(parse, group), "|", rule)
        if let next = group.right.first {
            features.add("verb=", LemmaName(parse, group), "|next=", LemmaName(parse, next))
        }
        for at in group.right.prefix(8) where isContent(parse.words[at]) {
            features.add("verb=", LemmaName(parse, group), "|object=", LemmaName(parse, at))
        }
    }

    private func isContent(_ word: Word) -> Bool {
        !word.isMention && (word.tag == .noun || word.tag == .verb || word.tag == .gerund || word.tag == .adjective)
    }

    private func addTitle(_ candidate: Candidate, _ parse: Parse, _ features: inout FeatureList) {
        if candidate.verb >= 0 {
            let verb = parse.words[parse.verbs[candidate.verb].main]
            if isInTitle(verb) { features.add("verb-in-title") }
        }
        guard candidate.measureWord >= 0 else { return }
        let noun = parse.words[candidate.measureWord]
        if isInTitle(noun) { features.add("noun-in-title") }
    }

    private func isInTitle(_ word: Word) -> Bool {
        context.title.contains(word.lower) || context.title.contains(word.lemma)
    }

    /// Whether sanctions of the candidate's issuers on its targets are known of, or the other way round.
    private func addKnowledge(_ candidate: Candidate, _ features: inout FeatureList) {
        let known = candidate.target.contains { context.regimes.isKnown(candidate.issuer, $0) }
        features.add("known=", known)
        features.add("known=", known, "|", candidate.frame)
        features.add("known=", known, "|", candidate.issuerSource, "|", candidate.targetSource)
        features.add("known-reversed=", candidate.issuer.contains { context.regimes.isKnown(candidate.target, $0) })
    }

    /// What the verb does that governs the candidate's.
    private func addGovernor(_ candidate: Candidate, _ parse: Parse, _ features: inout FeatureList) {
        guard candidate.verb >= 0, let governor = parse.verbs[candidate.verb].governor else { return }
        let group = parse.verbs[governor]
        features.add("governor=", LemmaName(parse, group), "|", candidate.frame)
        features.add("governor-modal=", group.modal)
        for name in group.classes.members {
            features.add("governor-class=", name)
            features.add("governor-class=", name, "|", candidate.frame)
        }
    }

    private func addContext(
        _ candidate: Candidate,
        _ parse: Parse,
        _ rule: Rule,
        _ index: Int,
        _ all: [Candidate],
        _ features: inout FeatureList
    ) {
        features.add("sentence-sanctions=", context.hasSanctions[candidate.parse], "|", candidate.frame)
        addTitle(candidate, parse, &features)
        features.add("article-sanctions=", context.level, "|", candidate.frame)
        features.add("title-sanctions=", context.titleHasSanctions, "|", candidate.frame)
        features.add("decoys=", context.decoys > 2, "|", candidate.frame)
        let twin = (0..<index).first { at in
            !all[at].isRejected && all[at].action == candidate.action && all[at].target == candidate.target
                && all[at].issuer == candidate.issuer
        }
        if let twin { features.add(all[twin].parse == candidate.parse ? "twin-here" : "twin-before") }
        if (0..<index).contains(where: { all[$0].parse == candidate.parse && !all[$0].isRejected }) {
            features.add("follows|", rule)
        }
    }
}
