import Messages

/// Finds which measures the words of a candidate speak of.
struct MeasureFinder {
    func measures(_ candidate: Candidate, in parse: Parse) -> MeasureSet {
        var found: MeasureSet = []
        var weak: MeasureSet = []
        for range in candidate.scope where !isReason(range, candidate, parse) { collect(range, parse, &found, &weak) }
        if candidate.verb >= 0 { collect(parse.verbs[candidate.verb].words, parse, &found, &weak) }
        switch candidate.frame {
        case .freeze, .listing, .delisting: found.insert(.designation)
        case .designate: if parse.verbs[candidate.verb].lemma != "sanction" { found.insert(.designation) }
        default: break
        }
        if isListOfGoods(candidate, parse) { found.remove(.designation) }
        if found.isEmpty { found = weak }
        if found.isEmpty, let measure = forbiddenTrade(candidate, parse) { found.insert(measure) }
        if found.isSubset(of: .shipping), namesParties(candidate, parse) { found.insert(.designation) }
        return settled(found)
    }

    /// "entities involved in arms transport": what the listed did, not what they are forbidden.
    private func isReason(_ range: Range<Int>, _ candidate: Candidate, _ parse: Parse) -> Bool {
        guard [.impose, .designate, .strike, .listing, .freeze].contains(candidate.frame), let first = range.first
        else { return false }
        let group = parse.groupOf[first]
        return group >= 0 && group != candidate.verb && parse.verbs[group].traits.contains(.reduced)
    }

    /// "the list of sanctioned goods": a list that names no persons.
    private func isListOfGoods(_ candidate: Candidate, _ parse: Parse) -> Bool {
        guard candidate.frame == .expand || candidate.frame == .listing else { return false }
        var classes: WordClass = []
        for range in candidate.scope {
            for at in range where parse.words[at].tag == .noun { classes.formUnion(parse.words[at].nouns) }
        }
        return classes.contains(.goods) && !classes.contains(.person) && !classes.contains(.vessel)
    }

    /// "may not be exported": what is forbidden, where no goods tell it.
    private func forbiddenTrade(_ candidate: Candidate, _ parse: Parse) -> Measure? {
        let groups = parse.verbs.indices.filter { index in
            index == candidate.verb || candidate.scope.contains { $0.contains(parse.verbs[index].main) }
        }
        for index in groups where parse.verbs[index].traits.contains(.negated) {
            switch parse.verbs[index].lemma {
            case "export", "sell", "ship", "supply", "deliver", "send": return .exportControl
            case "import", "buy", "purchase": return .importBan
            default: continue
            }
        }
        return nil
    }

    /// "sanctions on nine officials", "sanctioned the bank": persons and firms are hit by being listed.
    private func namesParties(_ candidate: Candidate, _ parse: Parse) -> Bool {
        guard candidate.action == .imposed || candidate.action == .expanded,
            [.impose, .designate, .strike].contains(candidate.frame)
        else { return false }
        return candidate.scope.contains { range in
            range.contains {
                parse.words[$0].nouns.contains(.person) && parse.words[$0].tag == .noun
                    && !parse.words[$0].nouns.contains(.government)
            }
        }
    }

    private func collect(_ range: Range<Int>, _ parse: Parse, _ found: inout MeasureSet, _ weak: inout MeasureSet) {
        for at in range where !parse.words[at].isMention {
            let word = parse.words[at]
            guard !word.headsByLemma.union(word.heads).isDisjoint(with: .cues) else { continue }
            let isByLemma = word.headsByLemma.contains(.cues)
            let cues = isByLemma ? parse.known.lemma(word).cues : parse.known.lower(word).cues
            for cue in cues where matches(cue.rest, after: at, parse) {
                if cue.isWeak { weak.insert(cue.measure) } else { found.insert(cue.measure) }
            }
        }
    }

    private func matches(_ rest: [Spelling], after at: Int, _ parse: Parse) -> Bool {
        guard at + rest.count < parse.words.count else { return false }
        for (offset, word) in rest.enumerated() {
            let next = parse.words[at + 1 + offset]
            let isMeant =
                next.lemma == word || next.lower == word || parse.known[Int(next.known)].singular.spelling == word
            guard isMeant else { return false }
        }
        return true
    }

    /// Takes back what a more exact measure explains.
    private func settled(_ found: MeasureSet) -> MeasureSet {
        var found = found
        if found.contains(.armsEmbargo) { found.remove(.tradeEmbargo) }
        if found.count > 1 { found.remove(.unspecified) }
        return found.isEmpty ? .unspecified : found
    }
}
