import Messages

/// Names what is seen of a candidate, for the linear model.
struct CandidateFeatures {
    let parses: [Parse]
    let context: ArticleContext

    func features(_ candidate: Candidate, _ index: Int, _ all: [Candidate]) -> [String] {
        let parse = parses[candidate.parse]
        var features = ["bias"]
        let rule = candidate.isRejected ? "no" : candidate.action.rawValue
        features.append("rule=\(rule)")
        features.append("rule=\(candidate.action.rawValue)|\(candidate.isRejected)")
        features.append("frame=\(candidate.frame.rawValue)")
        features.append("frame=\(candidate.frame.rawValue)|rule=\(rule)")
        addVerb(candidate, parse, rule, &features)
        addMeasure(candidate, parse, &features)
        addRoles(candidate, &features)
        addWords(candidate, parse, &features)
        addContext(candidate, parse, rule, index, all, &features)
        return features
    }

    private func addVerb(_ candidate: Candidate, _ parse: Parse, _ rule: String, _ features: inout [String]) {
        guard candidate.verb >= 0 else { return features.append("no-verb") }
        let group = parse.verbs[candidate.verb]
        features.append("verb=\(group.phrase ?? group.lemma)")
        for (name, wordClass) in WordClass.names where group.classes.contains(wordClass) {
            features.append("verb-class=\(name)|\(candidate.frame == .other)")
        }
        features.append("modal=\(group.modal)")
        for (name, trait) in Self.traits where group.traits.contains(trait) {
            features.append("trait=\(name)")
            features.append("trait=\(name)|\(candidate.frame.rawValue)")
            features.append("trait=\(name)|\(rule)")
        }
        features.append("modal=\(group.modal)|\(candidate.frame.rawValue)")
        if let governor = group.governor {
            features.append("governor=\(parse.verbs[governor].lemma)")
            if parse.verbs[governor].traits.contains(.negated) { features.append("governor-negated") }
        } else {
            features.append("governor=none")
        }
        for name in candidate.operators { features.append("operator=\(name)") }
        features.append("operators=\(min(candidate.operators.count, 2))|\(rule)")
        addSubject(group, parse, &features)
    }

    private static let traits: [(String, VerbGroup.Traits)] = [
        ("passive", .passive), ("negated", .negated), ("perfect", .perfect), ("past", .past),
        ("infinitive", .infinitive), ("gerund", .gerund),
        ("reduced", .reduced), ("progressive", .progressive), ("arranged", .arranged), ("quoted", .quoted),
        ("relative", .relative),
        ("conditional", .conditional), ("conditioned", .conditioned), ("ended", .ended), ("temporal", .temporal),
    ]

    private func addSubject(_ group: VerbGroup, _ parse: Parse, _ features: inout [String]) {
        var kinds: Set<String> = []
        for at in group.subject {
            let word = parse.words[at]
            if word.isMention { kinds.insert(context.kinds[word.mention].rawValue) }
            if word.tag == .pronoun { kinds.insert("pronoun") }
            for (name, wordClass) in WordClass.names where word.nouns.contains(wordClass) && word.tag == .noun {
                kinds.insert(name)
            }
        }
        if kinds.isEmpty { features.append("subject=none") }
        for kind in kinds.sorted() { features.append("subject=\(kind)") }
    }

    private func addMeasure(_ candidate: Candidate, _ parse: Parse, _ features: inout [String]) {
        for measure in candidate.measures { features.append("measure=\(measure.rawValue)") }
        features.append("measures=\(min(candidate.measures.count, 3))|\(candidate.frame.rawValue)")
        if candidate.measures == [.unspecified] { features.append("unspecified|\(candidate.frame.rawValue)") }
        guard candidate.measureWord >= 0 else { return features.append("noun=none") }
        let word = parse.words[candidate.measureWord]
        features.append("noun=\(word.lemma)")
        for (name, wordClass) in WordClass.names where word.nouns.contains(wordClass) {
            features.append("noun-class=\(name)|\(candidate.frame.rawValue)")
        }
        var at = candidate.measureWord - 1
        while at >= 0, parse.isNominal(at), at > candidate.measureWord - 5 {
            if !parse.words[at].isMention { features.append("before=\(parse.words[at].lower)") }
            at -= 1
        }
        if word.lower == word.lemma { features.append("singular") }
    }

    private func addRoles(_ candidate: Candidate, _ features: inout [String]) {
        features.append("issuer=\(candidate.issuerSource.rawValue)")
        features.append("target=\(candidate.targetSource.rawValue)")
        features.append("roles=\(candidate.issuerSource.rawValue)|\(candidate.targetSource.rawValue)")
        features.append("roles=\(candidate.frame.rawValue)|\(candidate.issuerSource.rawValue)")
        features.append("roles=\(candidate.frame.rawValue)|target=\(candidate.targetSource.rawValue)")
        if candidate.issuer.isEmpty { features.append("issuer-empty") }
        if let code = candidate.issuer.first {
            features.append(context.authorities.contains(code) ? "issuer-usual" : "issuer-other")
            if !ActorIndex.isCountry(code) { features.append("issuer-body") }
        }
        if candidate.target.isEmpty { features.append("target-empty") }
    }

    private func addWords(_ candidate: Candidate, _ parse: Parse, _ features: inout [String]) {
        var seen: Set<String> = []
        for word in parse.words where Self.timeWords.contains(word.lower) && seen.insert(word.lower).inserted {
            features.append("time=\(word.lower)")
            features.append("time=\(word.lower)|\(candidate.frame.rawValue)")
        }
        if parse.words.contains(where: {
            $0.tag == .number && $0.lower.utf8.count == 4 && ($0.lower.hasPrefix("19") || $0.lower.hasPrefix("20"))
        }) {
            features.append("year")
            features.append("year|\(candidate.frame.rawValue)")
        }
        if parse.words.contains(where: { $0.lower == "?" }) { features.append("question") }
        addClasses(candidate, parse, &features)
    }

    /// The classes of the nouns in the act's own words and in the sentence.
    private func addClasses(_ candidate: Candidate, _ parse: Parse, _ features: inout [String]) {
        var (own, all): (WordClass, WordClass) = ([], [])
        for word in parse.words where word.tag != .verb { all.formUnion(word.nouns) }
        for range in candidate.scope {
            for at in range where parse.words[at].tag != .verb { own.formUnion(parse.words[at].nouns) }
        }
        for (name, wordClass) in WordClass.names {
            if own.contains(wordClass) {
                features.append("own=\(name)")
                features.append("own=\(name)|\(candidate.frame.rawValue)")
            } else if all.contains(wordClass) {
                features.append("near=\(name)")
            }
        }
        if candidate.verb >= 0 {
            var classes: WordClass = []
            for group in parse.verbs where group.words != parse.verbs[candidate.verb].words {
                classes.formUnion(group.classes)
            }
            for (name, wordClass) in WordClass.names where classes.contains(wordClass) {
                features.append("beside=\(name)")
            }
        }
    }

    private static let timeWords: Set<String> = [
        "since", "until", "already", "ago", "last", "today", "yesterday", "now", "earlier", "soon", "next", "from",
        "still", "remain", "again",
        "another", "further", "more", "new", "first", "existing", "monday", "tuesday", "wednesday", "thursday",
        "friday", "saturday", "sunday",
        "week", "month", "year", "once", "previously", "no", "nothing", "if", "unless", "should", "would", "will",
        "yet", "never", "had",
    ]

    private func addContext(
        _ candidate: Candidate,
        _ parse: Parse,
        _ rule: String,
        _ index: Int,
        _ all: [Candidate],
        _ features: inout [String]
    ) {
        features.append("sentence-sanctions=\(context.hasSanctions[candidate.parse])")
        features.append("sentence-sanctions=\(context.hasSanctions[candidate.parse])|\(candidate.frame.rawValue)")
        features.append("article-sanctions=\(context.level)")
        features.append("article-sanctions=\(context.level)|\(candidate.frame.rawValue)")
        features.append("title-sanctions=\(context.titleHasSanctions)|\(candidate.frame.rawValue)")
        features.append("decoys=\(context.decoys)")
        features.append("decoys=\(context.decoys > 2)|\(candidate.frame.rawValue)")
        features.append("position=\(min(candidate.parse, 3))")
        let twin = all[..<index].first {
            $0.action == candidate.action && $0.target == candidate.target && $0.issuer == candidate.issuer
                && !$0.isRejected
        }
        if let twin { features.append(twin.parse == candidate.parse ? "twin-here" : "twin-before") }
        let neighbours = all.filter { $0.parse == candidate.parse }.count
        features.append("neighbours=\(min(neighbours, 4))")
        if all[..<index].contains(where: { $0.parse == candidate.parse && !$0.isRejected }) {
            features.append("follows|\(rule)")
        }
    }
}

/// What is known of the whole article while one candidate is weighed.
struct ArticleContext {
    var kinds: [EntityKind] = []
    var hasSanctions: [Bool] = []
    /// How much the article speaks of sanctions, from 0 to 4.
    var level = 0
    /// How many words of the article belong to other news, from 0 to 5.
    var decoys = 0
    var titleHasSanctions = false
    /// Whether the title has a word that often names a measure, but not only.
    var titleHasMeasure = false
    let authorities: Set<String> = [
        "US", "EU", "UN", "GB", "CA", "AU", "JP", "CH", "KR", "NZ", "CN", "RU", "G7", "ECOWAS",
    ]
}
