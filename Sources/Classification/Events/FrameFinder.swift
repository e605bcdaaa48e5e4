import Messages

/// Finds the constructions of one sentence in which a sanctions act may be told.
struct FrameFinder {
    let parse: Parse
    let index: Int
    let kinds: [EntityKind]

    func candidates() -> [Candidate] {
        var candidates: [Candidate] = []
        var used: Set<Int> = []
        for verb in parse.verbs.indices {
            guard var candidate = candidate(verb) else { continue }
            candidate.scope = scope(of: verb, candidate)
            if candidate.measureWord >= 0 { used.insert(candidate.measureWord) }
            let others = split(&candidate)
            candidates.append(candidate)
            candidates += others
            guard candidate.frame != .other else { continue }
            for range in candidate.scope {
                for at in range where isMeasure(at, strict: false) { used.insert(at) }
            }
        }
        for at in parse.words.indices {
            if let breach = breach(at) { candidates.append(breach) }
            if isMeasure(at, strict: true), !used.contains(at) { candidates.append(nominal(at)) }
        }
        takeUpClauses(&candidates)
        return candidates
    }

    /// "the list of goods THAT MAY NOT BE EXPORTED to Russia": the clause tells of the list's measure, and no act of its own.
    private func takeUpClauses(_ candidates: inout [Candidate]) {
        for clause in candidates where clause.verb >= 0 && (clause.frame == .prohibition || clause.frame == .bar) {
            let group = parse.verbs[clause.verb]
            guard group.traits.contains(.relative), let antecedent = group.subject.last else { continue }
            let main = candidates.firstIndex {
                [.listing, .expand, .delisting].contains($0.frame) && $0.verb != clause.verb
                    && $0.scope.contains { $0.contains(antecedent) }
            }
            guard let main else { continue }
            candidates[main].scope.append(group.words.lowerBound..<max(group.words.upperBound, group.right.upperBound))
            candidates.removeAll { $0.verb == clause.verb && $0.frame == clause.frame }
        }
    }

    /// "a trade ban ON one AND an arms embargo ON the other": an act for each measure that has its own target.
    private func split(_ candidate: inout Candidate) -> [Candidate] {
        guard candidate.measureWord >= 0, candidate.frame != .other, hasTarget(candidate.measureWord) else { return [] }
        var others: [Candidate] = []
        for (place, range) in candidate.scope.enumerated() where range.contains(candidate.measureWord) {
            var cut = range.upperBound
            for at in range where at > candidate.measureWord && isMeasure(at, strict: true) && hasTarget(at) {
                let start = phraseStart(at)
                guard start > 0, parse.words[start - 1].tag == .conjunction || parse.words[start - 1].tag == .comma
                else { continue }
                if others.isEmpty {
                    cut = start
                } else {
                    others[others.count - 1].scope = [others[others.count - 1].scope[0].lowerBound..<start]
                }
                var other = candidate
                other.measureWord = at
                other.scope = [start..<range.upperBound]
                others.append(other)
            }
            candidate.scope[place] = range.lowerBound..<cut
        }
        return others
    }

    /// Whether "on" or "against" and a name follow the measure's noun.
    private func hasTarget(_ at: Int) -> Bool {
        var next = at + 1
        while next < parse.words.count, next < at + 4, !["on", "against"].contains(parse.words[next].lower) {
            next += 1
        }
        guard next < parse.words.count, ["on", "against"].contains(parse.words[next].lower) else { return false }
        return parse.words[(next + 1)..<min(parse.words.count, next + 5)].contains(where: \.isMention)
    }

    /// "in breach of …", "in circumvention of …", "above the price cap".
    private func breach(_ at: Int) -> Candidate? {
        let word = parse.words[at]
        let isBreach = word.nouns.contains(.breach) && word.tag == .noun && parse.groupOf[at] < 0
        let isAbove = ["above", "over", "around", "below"].contains(word.lower) && capFollows(at)
        guard isBreach || isAbove else { return nil }
        var candidate = Candidate(
            parse: index,
            verb: parse.verbs.indices.last { parse.verbs[$0].words.lowerBound < at } ?? -1,
            trigger: at..<at + 1,
            frame: .breach
        )
        let end = phraseEnd(after: at)
        candidate.measureWord = (at..<end).first { isMeasure($0, strict: false) } ?? ruleOfBody(at..<end) ?? -1
        let isAlleged = candidate.verb >= 0 && Self.isAccusation(parse.verbs[candidate.verb])
        let start = candidate.verb >= 0 && !isAlleged ? parse.verbs[candidate.verb].subject.lowerBound : phraseStart(at)
        candidate.scope = [min(start, at)..<end]
        return candidate
    }

    /// "labelled it a violation": the verb's subject accuses and breaks nothing.
    static func isAccusation(_ group: VerbGroup) -> Bool { accusing.contains(group.lemma) }

    private static let accusing: Set<Spelling> = [
        "label", "call", "condemn", "denounce", "describe", "say", "term", "brand", "accuse", "deplore", "criticise",
        "criticize", "see", "allege",
    ]

    /// "… of Security Council resolutions": a rule's noun with the body's name before it.
    private func ruleOfBody(_ range: Range<Int>) -> Int? {
        range.first { at in
            at > range.lowerBound && parse.words[at].nouns.contains(.rule) && parse.words[at].tag == .noun
                && parse.words[at - 1].isMention
        }
    }

    private func capFollows(_ at: Int) -> Bool {
        parse.words[(at + 1)..<min(parse.words.count, at + 6)].contains { $0.nouns.contains(.cap) }
    }

    func isMeasure(_ at: Int, strict: Bool) -> Bool {
        let word = parse.words[at]
        guard word.tag == .noun || word.tag == .adjective || word.tag == .gerund || word.tag == .name && !word.isMention
        else { return false }
        if !word.nouns.isDisjoint(with: [.sanction, .ban]) {
            return !(word.tag == .adjective) || word.nouns.contains(.sanction)
        }
        return !strict && !word.nouns.isDisjoint(with: [.measure, .cap, .list])
    }

    private func nominal(_ at: Int) -> Candidate {
        var candidate = Candidate(
            parse: index,
            verb: parse.verbs.indices.last { parse.verbs[$0].words.lowerBound < at } ?? -1,
            trigger: at..<at + 1,
            frame: .nominal
        )
        candidate.measureWord = at
        candidate.scope = [phraseStart(at)..<phraseEnd(after: at)]
        return candidate
    }

    func phraseStart(_ at: Int) -> Int {
        var start = at
        while start > 0, parse.isNominal(start - 1) || parse.words[start - 1].tag == .gerund { start -= 1 }
        return start
    }

    func phraseEnd(after at: Int) -> Int {
        var end = at + 1
        while end < parse.words.count, parse.groupOf[end] < 0,
            ![.colon, .relative, .subordinator, .stop, .quote].contains(parse.words[end].tag)
        {
            if parse.words[end].tag == .comma, end + 1 < parse.words.count, !parse.isNominal(end + 1) { break }
            end += 1
        }
        return end
    }

    // MARK: Verbs

    private func candidate(_ verb: Int) -> Candidate? {
        let group = parse.verbs[verb]
        guard let (frame, measure) = frame(verb, group) ?? other(group) else { return nil }
        var candidate = Candidate(parse: index, verb: verb, trigger: group.words, frame: frame)
        candidate.measureWord = measure
        return candidate
    }

    // MARK: Scope

    /// The clause of the verb: subject where it is acted upon, what follows, and the clauses that hang on it.
    private func scope(of verb: Int, _ candidate: Candidate) -> [Range<Int>] {
        let group = parse.verbs[verb]
        var scope: [Range<Int>] = []
        let isActedUpon =
            group.traits.contains(.passive)
            || [.remain, .begin, .lapse, .prohibition, .state].contains(candidate.frame)
        if isActedUpon, !group.subject.isEmpty { scope.append(group.subject) }
        scope.append(group.words.upperBound..<max(group.words.upperBound, group.right.upperBound))
        for next in parse.verbs.indices where next > verb {
            let other = parse.verbs[next]
            if other.governor == verb && (other.traits.contains(.infinitive) || other.traits.contains(.gerund))
                || other.traits.contains(.reduced) && other.words.lowerBound == scope[scope.count - 1].upperBound
            {
                scope.append(other.words.lowerBound..<max(other.words.upperBound, other.right.upperBound))
            }
        }
        return scope
    }
}
