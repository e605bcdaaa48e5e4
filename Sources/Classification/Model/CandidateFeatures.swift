import Messages

/// Names what is seen of a candidate, for the linear model.
struct CandidateFeatures {
    let parses: [Parse]
    let context: ArticleContext

    var keepsNames = false

    func features(_ candidate: Candidate, _ index: Int, _ all: [Candidate]) -> FeatureList {
        let parse = parses[candidate.parse]
        var features = FeatureList(keepsNames: keepsNames)
        features.add("bias")
        let rule = candidate.isRejected ? "no" : candidate.action.rawValue
        features.add("rule=", rule)
        features.add("rule=", candidate.action.rawValue, "|", candidate.isRejected)
        features.add("frame=", candidate.frame.rawValue)
        features.add("frame=", candidate.frame.rawValue, "|rule=", rule)
        addVerb(candidate, parse, rule, &features)
        addMeasure(candidate, parse, &features)
        addRoles(candidate, &features)
        addWords(candidate, parse, &features)
        addLemmas(candidate, parse, rule, &features)
        ClusterFeatures(parse: parse).add(candidate, &features)
        addKnowledge(candidate, &features)
        addGovernor(candidate, parse, &features)
        addContext(candidate, parse, rule, index, all, &features)
        return features
    }

    private func addVerb(_ candidate: Candidate, _ parse: Parse, _ rule: String, _ features: inout FeatureList) {
        guard candidate.verb >= 0 else { return features.add("no-verb") }
        let group = parse.verbs[candidate.verb]
        features.add("verb=", group.phrase ?? group.lemma)
        for (name, wordClass) in WordClass.names where group.classes.contains(wordClass) {
            features.add("verb-class=", name, "|", candidate.frame == .other)
        }
        features.add("modal=", group.modal.rawValue)
        for (name, trait) in Self.traits where group.traits.contains(trait) {
            features.add("trait=", name)
            features.add("trait=", name, "|", candidate.frame.rawValue)
            features.add("trait=", name, "|", rule)
        }
        features.add("modal=", group.modal.rawValue, "|", candidate.frame.rawValue)
        if let governor = group.governor {
            features.add("governor=", parse.verbs[governor].lemma)
            if parse.verbs[governor].traits.contains(.negated) { features.add("governor-negated") }
        } else {
            features.add("governor=none")
        }
        for name in candidate.operators { features.add("operator=", name) }
        features.add("operators=", min(candidate.operators.count, 2), "|", rule)
        addSubject(group, parse, &features)
    }

    private static let traits: [(String, VerbGroup.Traits)] = [
        ("passive", .passive), ("negated", .negated), ("perfect", .perfect), ("past", .past),
        ("infinitive", .infinitive), ("gerund", .gerund),
        ("reduced", .reduced), ("progressive", .progressive), ("arranged", .arranged), ("quoted", .quoted),
        ("relative", .relative),
        ("conditional", .conditional), ("conditioned", .conditioned), ("ended", .ended), ("temporal", .temporal),
    ]

    private func addSubject(_ group: VerbGroup, _ parse: Parse, _ features: inout FeatureList) {
        var kinds: Set<String> = []
        for at in group.subject {
            let word = parse.words[at]
            if word.isMention { kinds.insert(context.kinds[word.mention].rawValue) }
            if word.tag == .pronoun { kinds.insert("pronoun") }
            for (name, wordClass) in WordClass.names where word.nouns.contains(wordClass) && word.tag == .noun {
                kinds.insert(name)
            }
        }
        if kinds.isEmpty { features.add("subject=none") }
        for kind in kinds.sorted() { features.add("subject=", kind) }
    }

    private func addMeasure(_ candidate: Candidate, _ parse: Parse, _ features: inout FeatureList) {
        for measure in candidate.measures { features.add("measure=", measure.rawValue) }
        features.add("measures=", min(candidate.measures.count, 3), "|", candidate.frame.rawValue)
        if candidate.measures == [.unspecified] { features.add("unspecified|", candidate.frame.rawValue) }
        guard candidate.measureWord >= 0 else { return features.add("noun=none") }
        let word = parse.words[candidate.measureWord]
        features.add("noun=", word.lemma)
        for (name, wordClass) in WordClass.names where word.nouns.contains(wordClass) {
            features.add("noun-class=", name, "|", candidate.frame.rawValue)
        }
        var at = candidate.measureWord - 1
        while at >= 0, parse.isNominal(at), at > candidate.measureWord - 5 {
            if !parse.words[at].isMention { features.add("before=", parse.words[at].lower) }
            at -= 1
        }
        if word.lower == word.lemma { features.add("singular") }
    }

    private func addRoles(_ candidate: Candidate, _ features: inout FeatureList) {
        features.add("issuer=", candidate.issuerSource.rawValue)
        features.add("target=", candidate.targetSource.rawValue)
        features.add("roles=", candidate.issuerSource.rawValue, "|", candidate.targetSource.rawValue)
        features.add("roles=", candidate.frame.rawValue, "|", candidate.issuerSource.rawValue)
        features.add("roles=", candidate.frame.rawValue, "|target=", candidate.targetSource.rawValue)
        if candidate.issuer.isEmpty { features.add("issuer-empty") }
        if let code = candidate.issuer.first {
            features.add(context.authorities.contains(code) ? "issuer-usual" : "issuer-other")
            if !ActorIndex.isCountry(code) { features.add("issuer-body") }
        }
        if candidate.target.isEmpty { features.add("target-empty") }
    }

    private func addWords(_ candidate: Candidate, _ parse: Parse, _ features: inout FeatureList) {
        var seen: [String] = []
        for at in parse.words.indices where parse.words[at].known.isTime && !seen.contains(parse.words[at].lower) {
            let time = parse.words[at].lower
            seen.append(time)
            features.add("time=", time)
            features.add("time=", time, "|", candidate.frame.rawValue)
        }
        if parse.words.indices.contains(where: { parse.words[$0].tag == .number && parse.words[$0].known.isYear }) {
            features.add("year")
            features.add("year|", candidate.frame.rawValue)
        }
        if parse.words.indices.contains(where: { parse.words[$0].known.isQuestionMark }) { features.add("question") }
        addClasses(candidate, parse, &features)
    }

    /// The classes of the nouns in the act's own words and in the sentence.
    private func addClasses(_ candidate: Candidate, _ parse: Parse, _ features: inout FeatureList) {
        var (own, all): (WordClass, WordClass) = ([], [])
        for at in parse.words.indices where parse.words[at].tag != .verb { all.formUnion(parse.words[at].nouns) }
        for range in candidate.scope {
            for at in range where parse.words[at].tag != .verb { own.formUnion(parse.words[at].nouns) }
        }
        for (name, wordClass) in WordClass.names {
            if own.contains(wordClass) {
                features.add("own=", name)
                features.add("own=", name, "|", candidate.frame.rawValue)
            } else if all.contains(wordClass) {
                features.add("near=", name)
            }
        }
        if candidate.verb >= 0 {
            var classes: WordClass = []
            for group in parse.verbs where group.words != parse.verbs[candidate.verb].words {
                classes.formUnion(group.classes)
            }
            for (name, wordClass) in WordClass.names where classes.contains(wordClass) {
                features.add("beside=", name)
            }
        }
    }

    /// The words themselves: those of the act, and those beside its trigger.
    private func addLemmas(_ candidate: Candidate, _ parse: Parse, _ rule: String, _ features: inout FeatureList) {
        for range in candidate.scope {
            for at in range where isContent(parse.words[at]) {
                features.add("scope-word=", parse.words[at].lemma)
            }
        }
        let around = max(0, candidate.trigger.lowerBound - 4)..<min(parse.words.count, candidate.trigger.upperBound + 4)
        for at in around where !candidate.trigger.contains(at) {
            let side = at < candidate.trigger.lowerBound ? "left=" : "right="
            let word = parse.words[at]
            features.add(side, word.isMention ? context.kinds[word.mention].rawValue : word.lemma)
        }
        guard candidate.verb >= 0 else { return }
        let group = parse.verbs[candidate.verb]
        features.add("verb=", group.phrase ?? group.lemma, "|passive=", group.traits.contains(.passive))
        features.add("verb=", group.phrase ?? group.lemma, "|", rule)
        if let next = group.right.first { features.add("verb=", group.lemma, "|next=", parse.words[next].lemma) }
        for at in group.right.prefix(8) where isContent(parse.words[at]) {
            features.add("verb=", group.lemma, "|object=", parse.words[at].lemma)
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
        features.add("known=", known, "|", candidate.frame.rawValue)
        features.add("known=", known, "|", candidate.issuerSource.rawValue + "|" + candidate.targetSource.rawValue)
        features.add("known-reversed=", candidate.issuer.contains { context.regimes.isKnown(candidate.target, $0) })
    }

    /// What the verb does that governs the candidate's.
    private func addGovernor(_ candidate: Candidate, _ parse: Parse, _ features: inout FeatureList) {
        guard candidate.verb >= 0, let governor = parse.verbs[candidate.verb].governor else { return }
        let group = parse.verbs[governor]
        features.add("governor=", group.lemma, "|", candidate.frame.rawValue)
        features.add("governor-modal=", group.modal.rawValue)
        for (name, wordClass) in WordClass.names where group.classes.contains(wordClass) {
            features.add("governor-class=", name)
            features.add("governor-class=", name, "|", candidate.frame.rawValue)
        }
    }

    private func addContext(
        _ candidate: Candidate,
        _ parse: Parse,
        _ rule: String,
        _ index: Int,
        _ all: [Candidate],
        _ features: inout FeatureList
    ) {
        features.add("sentence-sanctions=", context.hasSanctions[candidate.parse])
        features.add("sentence-sanctions=", context.hasSanctions[candidate.parse], "|", candidate.frame.rawValue)
        let isEarlier = candidate.parse > 0 && context.hasSanctions[candidate.parse - 1]
        let isLater = candidate.parse + 1 < context.hasSanctions.count && context.hasSanctions[candidate.parse + 1]
        features.add("sanctions-before=", isEarlier, "|", context.hasSanctions[candidate.parse])
        features.add("sanctions-after=", isLater)
        addTitle(candidate, parse, &features)
        features.add("article-sanctions=", context.level)
        features.add("article-sanctions=", context.level, "|", candidate.frame.rawValue)
        features.add("title-sanctions=", context.titleHasSanctions, "|", candidate.frame.rawValue)
        features.add("decoys=", context.decoys)
        features.add("decoys=", context.decoys > 2, "|", candidate.frame.rawValue)
        features.add("position=", min(candidate.parse, 3))
        let twin = (0..<index).first { at in
            !all[at].isRejected && all[at].action == candidate.action && all[at].target == candidate.target
                && all[at].issuer == candidate.issuer
        }
        if let twin { features.add(all[twin].parse == candidate.parse ? "twin-here" : "twin-before") }
        let neighbours = all.indices.count { all[$0].parse == candidate.parse }
        features.add("neighbours=", min(neighbours, 4))
        if (0..<index).contains(where: { all[$0].parse == candidate.parse && !all[$0].isRejected }) {
            features.add("follows|", rule)
        }
    }
}

/// What is known of the whole article while one candidate is weighed.
struct ArticleContext {
    var kinds: [EntityKind] = []
    var hasSanctions: [Bool] = []
    /// For each sentence how many of its words are words of sanctions.
    var sanctionWords: [Int] = []
    /// How many words of the article belong to other news.
    var decoyWords = 0
    /// How much the article speaks of sanctions, from 0 to 4.
    var level: Int { min(sanctionWords.reduce(0, +), 4) }
    /// How much it speaks of other news, from 0 to 5.
    var decoys: Int { [0, 1, 2, 4, 6, 9].count { decoyWords >= $0 } - 1 }
    var titleHasSanctions = false
    /// The title's words, in lower case.
    var title: Set<String> = []
    var regimes = Regimes()
    let authorities: Set<String> = [
        "US", "EU", "UN", "GB", "CA", "AU", "JP", "CH", "KR", "NZ", "CN", "RU", "G7", "ECOWAS",
    ]
}
