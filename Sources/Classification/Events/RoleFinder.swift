import Messages

/// Finds who acts and who is hit, first by the construction, then by the words around, then by the article.
struct RoleFinder {
    let parses: [Parse]
    let actors: ActorIndex
    let article: ArticleActors

    func fill(_ candidate: inout Candidate, _ discourse: inout Discourse) {
        let parse = parses[candidate.parse]
        findIssuer(&candidate, parse, discourse)
        findTarget(&candidate, parse, discourse)
    }

    private func kind(_ word: Word) -> EntityKind? {
        word.isMention ? actors.kinds[Int(word.mention)] : nil
    }

    // MARK: Issuer

    private func findIssuer(_ candidate: inout Candidate, _ parse: Parse, _ discourse: Discourse) {
        issuerByConstruction(&candidate, parse)
        if candidate.issuer.isEmpty { issuerByContext(&candidate, parse, discourse) }
        if candidate.action == .rejected { lift(&candidate, parse) }
        if candidate.action == .enforced, let code = candidate.issuer.first, candidate.issuer.count == 1 {
            if Self.union.contains(code), article.bodies.contains(.eu) { candidate.issuer = [.eu] }
        }
    }

    private func issuerByConstruction(_ candidate: inout Candidate, _ parse: Parse) {
        let group = candidate.verb >= 0 ? parse.verbs[candidate.verb] : nil
        if candidate.action == .calledFor, let asked = asked(candidate, parse) { return set(asked, .asked, &candidate) }
        if Self.ownedFrames.contains(candidate.frame) || candidate.action == .violated,
            let owner = owner(candidate, parse)
        {
            return set(owner, .modifier, &candidate)
        }
        if let group, !isConfession(candidate, group) {
            if group.traits.contains(.passive) {
                if let agent = agent(group, parse) { return set(agent, .agent, &candidate) }
            } else if candidate.frame != .violate, let subject = subject(candidate, parse) {
                return set(subject, .subject, &candidate)
            }
        }
        if let owner = owner(candidate, parse) { set(owner, .modifier, &candidate) }
    }

    private static let ownedFrames: Set<Frame> = [.remain, .begin, .lapse, .nominal, .state, .violate]

    /// "pleaded guilty", "will pay", "settled": the one who speaks is the one who is punished.
    private func isConfession(_ candidate: Candidate, _ group: VerbGroup) -> Bool {
        candidate.frame == .punish && ["plead", "settle", "agree", "pay", "admit"].contains(group.lemma)
    }

    private func issuerByContext(_ candidate: inout Candidate, _ parse: Parse, _ discourse: Discourse) {
        let group = candidate.verb >= 0 ? parse.verbs[candidate.verb] : nil
        let isImpersonal =
            [.prohibition, .begin, .lapse, .remain].contains(candidate.frame)
            || group?.traits.contains(.passive) == true
        if isImpersonal, let law = law(parse) { return set(law, .law, &candidate) }
        if candidate.action != .violated, let speaker = speaker(candidate, parse) {
            return set(speaker, .sentence, &candidate)
        }
        if let codes = discourse.issuer { return set((codes, []), .discourse, &candidate) }
        if let code = article.issuer { set(([code], []), .article, &candidate) }
    }

    /// A member's veto or refusal stops what its body would have done.
    private func lift(_ candidate: inout Candidate, _ parse: Parse) {
        guard candidate.verb >= 0, candidate.issuerSource == .subject, let member = candidate.issuer.first else {
            return
        }
        guard !Self.ownRefusal(parse.verbs[candidate.verb]) else { return }
        for word in parse.words where word.isMention {
            if let code = actors.issuer(word), code == .un || code == .eu || code == .g7 {
                return candidate.issuer = [code]
            }
        }
        if Self.union.contains(member), article.bodies.contains(.eu) { candidate.issuer = [.eu] }
        if Self.permanent.contains(member), article.bodies.contains(.un) { candidate.issuer = [.un] }
    }

    /// "will not impose", "has no plans": the government speaks of its own sanctions.
    private static func ownRefusal(_ group: VerbGroup) -> Bool {
        !group.classes.contains(.refuse) || ["rule", "decide", "refuse", "decline"].contains(group.lemma)
    }

    static let union = CodeSet(
        "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
    )
    static let permanent = CodeSet("RU CN US GB FR")

    private func set(_ found: (Codes, Mentions), _ source: Candidate.Source, _ candidate: inout Candidate) {
        candidate.issuer = found.0
        candidate.issuerMentions = found.1
        candidate.issuerSource = source
    }

    /// The codes of those who act in a range: the first, and those joined to it by "and".
    func codes(in range: Range<Int>, _ parse: Parse, joined: Bool = true) -> (Codes, Mentions)? {
        var codes: Codes = []
        var mentions: Mentions = []
        var at = range.lowerBound
        var joins = true
        while at < range.upperBound {
            let word = parse.words[at]
            if word.isMention, !isFlag(word, parse, at) {
                if let code = actors.issuer(word), !mentions.contains(word.mention) {
                    if joins || codes.isEmpty {
                        if !codes.contains(code) { codes.append(code) }
                        mentions.append(word.mention)
                    }
                    joins = false
                }
            } else if word.tag == .conjunction || word.tag == .comma {
                joins = joined
            } else if word.tag == .preposition, !codes.isEmpty {
                break
            }
            at += 1
        }
        return codes.isEmpty ? nil : (codes, mentions)
    }

    func isFlag(_ word: Word, _ parse: Parse, _ at: Int) -> Bool {
        word.traits.contains(.hyphenatedFlag)
            || at + 1 < parse.words.count && parse.words[at + 1].traits.contains(.startsWithHyphen)
    }

    func subject(_ candidate: Candidate, _ parse: Parse) -> (Codes, Mentions)? {
        var verb = candidate.verb
        var steps = 0
        while steps < 3 {
            let group = parse.verbs[verb]
            if let found = codes(in: group.subject, parse, joined: isJoined(group.subject, parse)) { return found }
            guard let governor = group.governor, group.subject.isEmpty || isPronoun(group.subject, parse) else {
                return nil
            }
            verb = governor
            steps += 1
        }
        return nil
    }

    /// Whether "and" joins several who act; commas alone may be an apposition.
    private func isJoined(_ range: Range<Int>, _ parse: Parse) -> Bool {
        range.contains { parse.words[$0].lower == "and" }
    }

    private func isPronoun(_ range: Range<Int>, _ parse: Parse) -> Bool {
        range.contains { parse.words[$0].tag == .pronoun }
    }

    func agent(_ group: VerbGroup, _ parse: Parse) -> (Codes, Mentions)? {
        for at in group.right where parse.words[at].lower == "by" {
            return codes(in: at..<group.right.upperBound, parse)
        }
        return nil
    }

    /// "American sanctions", "the EU's embargo", "the ban of the UN".
    func owner(_ candidate: Candidate, _ parse: Parse) -> (Codes, Mentions)? {
        guard candidate.measureWord >= 0 else { return nil }
        var at = candidate.measureWord
        while at > 0, parse.isNominal(at - 1) { at -= 1 }
        if let found = codes(in: at..<candidate.measureWord + 1, parse) { return found }
        return nil
    }

    func law(_ parse: Parse) -> (Codes, Mentions)? {
        for word in parse.words where kind(word) == .law {
            if let code = actors.issuer(word) { return ([code], [word.mention]) }
        }
        return nil
    }

    func asked(_ candidate: Candidate, _ parse: Parse) -> (Codes, Mentions)? {
        var verb: Int? = candidate.verb
        while let at = verb, at >= 0 {
            let group = parse.verbs[at]
            if group.classes.contains(.request) {
                if let found = codes(in: group.traits.contains(.passive) ? group.subject : group.right, parse) {
                    if at != candidate.verb { return found }
                    let isTarget = found.1.allSatisfy { isAfterTargetPreposition($0, parse, in: group.right) }
                    if !isTarget { return found }
                }
            }
            verb = group.governor
        }
        return nil
    }

    private func isAfterTargetPreposition(_ mention: Int32, _ parse: Parse, in range: Range<Int>) -> Bool {
        var isTarget = false
        for at in range {
            if parse.words[at].tag == .preposition { isTarget = ["on", "against"].contains(parse.words[at].lower) }
            if parse.words[at].mention == mention { return isTarget }
        }
        return isTarget
    }

    func speaker(_ candidate: Candidate, _ parse: Parse) -> (Codes, Mentions)? {
        for group in parse.verbs where group.classes.contains(.report) && group.isFinite {
            if let found = codes(in: group.subject, parse, joined: false) { return found }
        }
        return nil
    }

    // MARK: Target

    private func findTarget(_ candidate: inout Candidate, _ parse: Parse, _ discourse: Discourse) {
        let found = found(candidate, parse)
        candidate.targetMentions = found.mentions
        let isPunishment = candidate.action == .enforced
        let codes = found.codes.isEmpty ? found.weak : found.codes
        if !codes.isEmpty, !isPunishment { return setTarget(codes, .object, &candidate) }
        if let pair = accused(candidate, parse) { return setTarget(pair, .phrase, &candidate) }
        if let codes = discourse.target, codes != candidate.issuer { return setTarget(codes, .discourse, &candidate) }
        if let code = article.target(excluding: candidate.issuer) { setTarget([code], .article, &candidate) }
    }

    /// The names in the act's own words that may be hit.
    func found(_ candidate: Candidate, _ parse: Parse) -> Found {
        var found = Found()
        for range in candidate.scope { collect(range, parse, candidate, &found) }
        return found
    }

    /// Whom an accusation without a name means: those whom the article names most, without the accuser.
    func accused(_ candidate: Candidate, _ parse: Parse) -> Codes? {
        guard candidate.frame == .breach, candidate.verb >= 0,
            FrameFinder.isAccusation(parse.verbs[candidate.verb])
        else { return nil }
        let accuser = codes(in: parse.verbs[candidate.verb].subject, parse)?.0 ?? []
        let others = article.targets.filter { !accuser.contains($0) && !candidate.issuer.contains($0) }
        return others.isEmpty ? nil : Codes(others.prefix(2))
    }

    struct Found {
        var codes: Codes = []
        /// Codes of places that only say where.
        var weak: Codes = []
        var mentions: Mentions = []
    }

    private func setTarget(_ codes: Codes, _ source: Candidate.Source, _ candidate: inout Candidate) {
        candidate.target = codes
        candidate.targetSource = source
    }

    private func collect(_ range: Range<Int>, _ parse: Parse, _ candidate: Candidate, _ found: inout Found) {
        for at in range {
            let word = parse.words[at]
            if endsTargets(word, found) { return }
            guard word.isMention, !found.mentions.contains(word.mention),
                !candidate.issuerMentions.contains(word.mention)
            else { continue }
            if isFlag(word, parse, at) || isOwner(at, candidate, parse) || isAgent(at, parse) || kind(word) == .law {
                continue
            }
            let code = actors.target(word)
            if let code, candidate.issuer.contains(code) { continue }
            if code == nil, let body = actors.issuer(word), candidate.issuer.contains(body) { continue }
            if isLocation(at, parse) {
                if let code, !found.weak.contains(code) { found.weak.append(code) }
                continue
            }
            found.mentions.append(word.mention)
            if let code, !found.codes.contains(code) { found.codes.append(code) }
        }
    }

    /// After these words comes the reason or the time, no longer the one who is hit.
    private func endsTargets(_ word: Word, _ found: Found) -> Bool {
        guard word.tag == .preposition || word.tag == .subordinator else { return false }
        if Self.reasons.contains(word.lower) { return true }
        return (word.lower == "for" || word.lower == "as") && !(found.codes.isEmpty && found.mentions.isEmpty)
    }

    private static let reasons: Set<Spelling> = [
        "over", "because", "after", "amid", "despite", "during", "until", "before", "since", "following",
    ]

    private func isOwner(_ at: Int, _ candidate: Candidate, _ parse: Parse) -> Bool {
        guard candidate.measureWord > at else { return false }
        return (at..<candidate.measureWord).allSatisfy { parse.isNominal($0) } && parse.words[at].isMention
    }

    /// "in Brussels", "at Tehran airport": where, not whom.
    private func isLocation(_ at: Int, _ parse: Parse) -> Bool {
        var start = at
        while start > 0, parse.isNominal(start - 1) { start -= 1 }
        guard start > 0, kind(parse.words[at]) == .place else { return false }
        return parse.words[start - 1].lower == "in" && start == at
            && !(at + 1 < parse.words.count && parse.words[at + 1].isPossessive)
    }

    private func isAgent(_ at: Int, _ parse: Parse) -> Bool {
        var start = at
        while start > 0, parse.isNominal(start - 1) { start -= 1 }
        return start > 0 && parse.words[start - 1].lower == "by"
    }
}
