import Messages

/// How verbs tell acts of sanctions: each construction that is known, from "put on the list" to "may no longer buy".
extension FrameFinder {
    private static let acts: WordClass = [
        .impose, .strike, .bar, .halt, .designate, .place, .take, .freeze, .close, .expand, .ease, .request, .threaten,
        .refuse, .violate,
        .punish, .seize, .plan, .follow, .allow,
    ]

    /// A verb of action in none of the known constructions: left to what was learnt.
    func other(_ group: VerbGroup) -> (Frame, Int)? {
        guard !group.classes.isDisjoint(with: Self.acts) else { return nil }
        return (.other, measure(in: group.right) ?? measure(in: group.subject) ?? -1)
    }

    /// The known construction that the verb makes, and the word of its measure or -1.
    func frame(_ verb: Int, _ group: VerbGroup) -> (Frame, Int)? {
        let classes = group.classes
        let object = group.traits.contains(.passive) ? group.subject : objectPhrase(group)
        let head = measure(in: object) ?? (group.traits.contains(.passive) ? nil : measure(in: group.right))
        if let found = listFrame(group) { return found }
        if classes.contains(.freeze),
            nouns(in: group.traits.contains(.passive) ? group.subject : group.right).contains(.asset)
        {
            return (.freeze, -1)
        }
        if let found = judicial(group) { return found }
        if ["delist", "de-list", "unlist"].contains(group.lemma) { return (.delisting, -1) }
        if classes.contains(.designate), isDesignation(group) { return (.designate, -1) }
        if let found = noun(group, head) { return found }
        if let found = barrier(verb, group) { return found }
        if classes.contains(.strike), parse.words[group.right].contains(where: { $0.nouns.contains(.sanction) }),
            let at = measure(in: group.right)
        {
            return (.strike, at)
        }
        return nil
    }

    /// The object: from the verb to the first preposition other than "of".
    func objectPhrase(_ group: VerbGroup) -> Range<Int> {
        var start = group.right.lowerBound
        while start < group.right.upperBound, [.preposition, .adverb, .comma, .quote].contains(parse.words[start].tag) {
            start += 1
        }
        var end = start
        while end < group.right.upperBound {
            let word = parse.words[end]
            if word.tag == .preposition, word.lower != "of", end > start { break }
            end += 1
        }
        return start..<end
    }

    private func nouns(in range: Range<Int>) -> WordClass {
        var classes: WordClass = []
        for at in range
        where parse.words[at].tag == .noun || parse.words[at].tag == .adjective || parse.words[at].tag == .name
            || parse.words[at].tag == .gerund
        {
            classes.formUnion(parse.words[at].nouns)
        }
        return classes
    }

    private func measure(in range: Range<Int>) -> Int? {
        if let strong = range.first(where: { isMeasure($0, strict: true) }) { return strong }
        return range.first { isMeasure($0, strict: false) }
    }

    private func listFrame(_ group: VerbGroup) -> (Frame, Int)? {
        let classes = group.classes
        guard !classes.isDisjoint(with: [.place, .take]) || group.lemma == "be" else { return nil }
        let range =
            group.right
            .lowerBound..<min(
                parse.words.count,
                max(group.right.upperBound, min(group.right.lowerBound + 30, group.right.upperBound))
            )
        for at in range where parse.words[at].tag == .preposition || parse.words[at].tag == .adverb {
            let word = parse.words[at].lower
            guard ["on", "under", "to", "onto", "off", "from", "in", "of", "into", "among"].contains(word) else {
                continue
            }
            guard let noun = listNoun(after: at, in: range) else { continue }
            let isList = parse.words[noun].nouns.contains(.list)
            if group.lemma == "be" {
                if word == "on" || word == "under" { return (.state, noun) }
                continue
            }
            if ["off", "from"].contains(word), classes.contains(.take) { return (.delisting, noun) }
            if ["on", "under", "to", "onto", "in", "into", "among"].contains(word), classes.contains(.place),
                isList || word == "under" || word == "on" && group.lemma == "put"
                    || word == "to" && group.lemma == "subject"
            {
                return (.listing, noun)
            }
        }
        return nil
    }

    private func listNoun(after at: Int, in range: Range<Int>) -> Int? {
        var end = at + 1
        while end < range.upperBound, end < at + 9 {
            let word = parse.words[end]
            if word.tag == .preposition && word.lower != "of" || word.tag == .comma || word.tag == .conjunction {
                return nil
            }
            if !word.nouns.isDisjoint(with: [.list, .sanction]),
                word.tag == .noun || word.tag == .gerund || word.tag == .adjective || word.tag == .name
            {
                let isHead =
                    end + 1 >= parse.words.count || parse.words[end + 1].tag != .noun
                    || parse.words[end + 1].nouns.isDisjoint(with: [.list, .sanction])
                if isHead { return end }
            }
            end += 1
        }
        return nil
    }

    private static let courtVerbs: Set<Spelling> = ["fine", "jail", "convict", "indict", "prosecute", "sentence"]

    private func judicial(_ group: VerbGroup) -> (Frame, Int)? {
        let scope = group.traits.contains(.passive) ? group.subject : group.right
        if group.classes.contains(.violate) {
            let range = group.traits.contains(.passive) ? group.subject : objectPhrase(group)
            if let at = measure(in: range) { return (.violate, at) }
            if nouns(in: range).contains(.rule) || range.contains(where: { isLaw($0) }) { return (.violate, -1) }
        }
        if group.classes.contains(.punish) || group.classes.contains(.seize) {
            let classes = nouns(in: group.subject.lowerBound..<max(group.subject.lowerBound, group.right.upperBound))
            if group.classes.contains(.punish),
                mentionsBreach(group) || classes.contains(.penalty)
                    || Self.courtVerbs.contains(group.lemma)
            {
                return (.punish, -1)
            }
            if group.classes.contains(.seize),
                nouns(in: scope).contains(.vessel) || scope.contains(where: { kind($0) == .vessel })
                    || nouns(in: scope).contains(.goods)
            {
                return (.seize, -1)
            }
        }
        return nil
    }

    private func isLaw(_ at: Int) -> Bool { kind(at) == .law }

    func kind(_ at: Int) -> EntityKind? { parse.words[at].isMention ? kinds[Int(parse.words[at].mention)] : nil }

    private func mentionsBreach(_ group: VerbGroup) -> Bool {
        parse.words[group.words.upperBound...].contains { !$0.nouns.isDisjoint(with: [.breach, .sanction]) }
            || parse.verbs.contains { $0.classes.contains(.violate) && $0.words.lowerBound > group.words.lowerBound }
    }

    private func isDesignation(_ group: VerbGroup) -> Bool {
        switch group.lemma {
        case "sanction", "blacklist", "designate", "embargo": return true
        case "list":
            let object = group.traits.contains(.passive) ? group.subject : objectPhrase(group)
            return nouns(in: object).isDisjoint(with: [.asset, .goods])
        default: return false
        }
    }

    private func noun(_ group: VerbGroup, _ head: Int?) -> (Frame, Int)? {
        let classes = group.classes
        if let subject = measure(in: group.subject), !group.traits.contains(.passive) || group.lemma == "be" {
            if classes.contains(.remain) { return (.remain, subject) }
            if group.lemma == "be", isInForce(group) { return (.remain, subject) }
            if classes.contains(.begin) { return (.begin, subject) }
            if classes.contains(.lapse) { return (.lapse, subject) }
            if ["come", "be"].contains(group.lemma),
                parse.words[group.right].contains(where: { $0.lower == "end" || $0.lower == "over" })
            {
                return (.lapse, subject)
            }
        }
        guard let head else { return draftFrame(group) }
        if classes.contains(.violate) { return (.violate, head) }
        if classes.contains(.expand), !(classes.contains(.impose) && group.lemma == "add") { return (.expand, head) }
        if classes.contains(.ease), !classes.contains(.impose) { return (.ease, head) }
        if classes.contains(.refuse) { return (.refuse, head) }
        if classes.contains(.impose) { return (.impose, head) }
        if classes.contains(.ease) { return (.ease, head) }
        if classes.contains(.request) { return (.request, head) }
        if classes.contains(.threaten) { return (.threaten, head) }
        if classes.contains(.plan) { return (.plan, head) }
        if classes.contains(.follow) { return (.impose, head) }
        if classes.contains(.have) { return (.state, head) }
        if classes.contains(.remain), group.traits.contains(.passive) { return (.remain, head) }
        return nil
    }

    private func draftFrame(_ group: VerbGroup) -> (Frame, Int)? {
        guard group.classes.contains(.refuse) else { return nil }
        let object =
            group.traits.contains(.passive) || nouns(in: group.subject).contains(.draft)
            ? group.subject : objectPhrase(group)
        guard let at = object.first(where: { parse.words[$0].nouns.contains(.draft) && parse.words[$0].tag == .noun })
        else { return nil }
        return (.refuse, at)
    }

    private func isInForce(_ group: VerbGroup) -> Bool {
        group.right.dropLast().contains { at in
            parse.words[at].lower == "in" && ["force", "place", "effect"].contains(parse.words[at + 1].lower)
        }
    }

    /// Acts that are told by what they forbid.
    private func barrier(_ verb: Int, _ group: VerbGroup) -> (Frame, Int)? {
        let classes = group.classes
        let wideNouns = nouns(in: group.right).union(group.traits.contains(.passive) ? nouns(in: group.subject) : [])
        if classes.contains(.bar), !classes.contains(.report) { return (.bar, -1) }
        if classes.contains(.close), wideNouns.contains(.gate) { return (.close, -1) }
        if classes.contains(.halt), !wideNouns.isDisjoint(with: [.flow, .goods, .gate]) || nextIsTrade(verb) {
            return (.halt, -1)
        }
        if isProhibition(group) { return (.prohibition, -1) }
        return nil
    }

    private func nextIsTrade(_ verb: Int) -> Bool {
        guard verb + 1 < parse.verbs.count, parse.verbs[verb + 1].traits.contains(.gerund) else { return false }
        return Self.tradeVerbs.contains(parse.verbs[verb + 1].lemma)
    }

    static let tradeVerbs: Set<Spelling> = [
        "sell", "buy", "export", "import", "ship", "supply", "trade", "deal", "invest", "lend", "insure", "give",
        "issue", "travel", "enter",
        "visit", "purchase", "deliver", "provide", "fly", "land", "dock", "call", "transfer", "send", "keep", "own",
        "do", "service", "use",
        "receive", "bring", "come", "load", "overfly", "set", "move", "pass", "accept", "finance", "go", "cross",
        "work", "borrow", "open", "carry", "be", "take", "operate", "repair", "make",
    ]

    private func isProhibition(_ group: VerbGroup) -> Bool {
        guard group.traits.contains(.negated) || startsWithNo(group.subject) else { return false }
        guard Self.tradeVerbs.contains(group.lemma) || group.classes.contains(.allow) else { return false }
        if group.classes.contains(.allow) { return group.traits.contains(.passive) || group.modal != .none }
        switch group.modal {
        case .may, .must: return true
        case .can, .will: return group.traits.contains(.ended) || startsWithNo(group.subject)
        default: return false
        }
    }

    private func startsWithNo(_ range: Range<Int>) -> Bool {
        guard let first = range.first else { return false }
        return ["no", "neither", "nobody", "nothing"].contains(parse.words[first].lower)
    }
}
