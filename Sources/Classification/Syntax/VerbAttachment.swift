/// Gives each verb group its part of the sentence, its subject and the verb that governs it.
struct VerbAttachment {
    let words: [Word]
    private(set) var verbs: [VerbGroup]
    private let known: KnownWords

    init(words: [Word], verbs: [VerbGroup], known: KnownWords) {
        self.words = words
        self.verbs = verbs
        self.known = known
    }

    mutating func attach() {
        findRegions()
        for index in verbs.indices { findGovernor(index) }
        for index in verbs.indices { verbs[index].subject = subject(of: index) }
        findPhrases()
        markConditions()
    }

    // MARK: Regions

    private func opensClause(_ index: Int) -> Bool {
        switch words[index].tag {
        case .subordinator, .relative, .colon, .stop: true
        default: false
        }
    }

    private mutating func findRegions() {
        for index in verbs.indices {
            let start = verbs[index].words.lowerBound
            let floor = index > 0 ? verbs[index - 1].words.upperBound : 0
            var left = start
            var hasComma = false
            while left > floor, !opensClause(left - 1) || hasComma && isPreposition(words[left - 1].lower) {
                left -= 1
                if words[left].tag == .comma { hasComma = true }
            }
            verbs[index].left = left..<start
            if left > floor || left > 0 && opensClause(left - 1) { openTraits(index, opener: left - 1) }
            verbs[index].right = verbs[index].words.upperBound..<rightEnd(index)
        }
    }

    /// Subordinators that are prepositions too: "in place since May, was widened".
    private func isPreposition(_ word: Spelling) -> Bool {
        ["since", "after", "before", "until", "till", "as", "than"].contains(word)
    }

    private mutating func openTraits(_ index: Int, opener: Int) {
        guard opener >= 0, verbs[index].words.lowerBound > opener else { return }
        switch words[opener].lower {
        case "if", "unless", "lest", "provided": verbs[index].traits.insert(.conditional)
        case "once", "until", "when", "whenever", "after", "before", "since", "till":
            verbs[index].traits.insert(.temporal)
        default: break
        }
        if words[opener].tag == .relative { verbs[index].traits.insert(.relative) }
    }

    private func rightEnd(_ index: Int) -> Int {
        let limit = index + 1 < verbs.count ? verbs[index + 1].words.lowerBound : words.count
        var end = verbs[index].words.upperBound
        while end < limit, !opensClause(end) { end += 1 }
        guard end == limit, index + 1 < verbs.count, words[limit].tag != .to, words[limit].tag != .gerund,
            words[limit].tag != .participle
        else { return end }
        return subjectStart(before: limit, from: verbs[index].words.upperBound)
    }

    /// Where the next verb's own subject begins: after the last comma or "and" that parts two clauses.
    private func subjectStart(before limit: Int, from start: Int) -> Int {
        var at = limit - 1
        while at > start, words[at].tag == .adverb { at -= 1 }
        if at > start, words[at].tag == .conjunction { return at }
        while at > start {
            if words[at].tag == .comma { return at }
            if words[at].tag == .conjunction, at + 1 < limit { return at }
            at -= 1
        }
        return limit
    }

    // MARK: Governors

    private mutating func findGovernor(_ index: Int) {
        guard index > 0 else { return }
        let group = verbs[index]
        let between = verbs[index - 1].words.upperBound..<group.words.lowerBound
        if group.traits.contains(.infinitive) || group.traits.contains(.gerund) {
            if let sibling = sibling(of: index) { verbs[index].governor = verbs[sibling].governor; return }
            if !between.contains(where: { words[$0].tag == .colon }) { verbs[index].governor = index - 1 }
            return
        }
        if group.traits.contains(.reduced) { return }
        let opener = group.left.lowerBound - 1
        let isReported = opener >= 0 && words[opener].lower == "that" && words[opener].tag == .subordinator
        let lead = verbs[index - 1]
        let follows = !between.contains {
            [.comma, .colon, .conjunction, .subordinator, .quote].contains(words[$0].tag) && words[$0].lower != "that"
        }
        if isReported || follows && lead.classesMayReport || opener >= 0 && words[opener].lower == "whether" {
            verbs[index].governor = governing(index)
        } else if let sibling = sibling(of: index), verbs[sibling].modal == group.modal, verbs[sibling].modal != .none {
            verbs[index].governor = verbs[sibling].governor
        }
    }

    private func governing(_ index: Int) -> Int {
        let opener = verbs[index].left.lowerBound
        var at = index - 1
        while at > 0, verbs[at].words.lowerBound >= opener { at -= 1 }
        return at
    }

    /// The verb with which this one is joined by "and" or a comma, in the same form.
    private func sibling(of index: Int) -> Int? {
        let group = verbs[index]
        var joined = false
        var at = group.words.lowerBound - 1
        let floor = verbs[index - 1].words.upperBound
        while at >= floor, at >= group.words.lowerBound - 2 {
            if words[at].tag == .conjunction || words[at].tag == .comma { joined = true }
            at -= 1
        }
        guard
            joined
                || group.traits.contains(.infinitive) == false
                    && words[floor..<group.words.lowerBound].contains(where: { $0.tag == .conjunction })
        else { return nil }
        return verbs[..<index].lastIndex {
            $0.traits.contains(.infinitive) == group.traits.contains(.infinitive)
                && $0.traits.contains(.gerund) == group.traits.contains(.gerund)
                && $0.traits.contains(.reduced) == group.traits.contains(.reduced)
        }
    }

    // MARK: Subjects

    private func subject(of index: Int) -> Range<Int> {
        let group = verbs[index]
        if group.traits.contains(.reduced) || group.traits.contains(.relative) && !hasNominal(group.left) {
            return antecedent(
                before: group.traits.contains(.reduced) ? group.words.lowerBound : group.left.lowerBound - 1
            )
        }
        if group.traits.contains(.infinitive) || group.traits.contains(.gerund) {
            guard let governor = group.governor else { return 0..<0 }
            return verbs[governor].subject
        }
        if let own = ownSubject(index) { return own }
        if isInverted(index) { return subjectPhrase(in: group.right) ?? 0..<0 }
        if let sibling = verbs[..<index].lastIndex(where: {
            $0.isFinite && $0.traits.contains(.relative) == group.traits.contains(.relative)
        }) {
            return verbs[sibling].subject
        }
        return index > 0 ? verbs[index - 1].subject : 0..<0
    }

    private func hasNominal(_ range: Range<Int>) -> Bool {
        range.contains { words[$0].tag == .noun || words[$0].tag == .name || words[$0].tag == .pronoun }
    }

    /// `"…," said the minister`: the subject follows.
    private func isInverted(_ index: Int) -> Bool {
        let start = verbs[index].words.lowerBound
        guard start > 0 else { return false }
        return words[start - 1].tag == .quote || words[start - 1].tag == .comma
    }

    /// The first noun phrase of the clause that hangs on no preposition; after the last joining comma or "and".
    private func ownSubject(_ index: Int) -> Range<Int>? {
        let group = verbs[index]
        var start = group.left.lowerBound
        let followsVerb = index > 0 && start == verbs[index - 1].words.upperBound
        if followsVerb {
            let cut = subjectStart(before: group.left.upperBound, from: start - 1)
            if cut < group.left.upperBound, words[cut].tag == .comma || words[cut].tag == .conjunction {
                start = cut + 1
            } else if isReportedDirectly(index) {
                start = group.left.lowerBound
            } else {
                return nil
            }
        }
        return subjectPhrase(in: start..<group.left.upperBound)
    }

    private func isReportedDirectly(_ index: Int) -> Bool { verbs[index].governor != nil }

    private func subjectPhrase(in range: Range<Int>) -> Range<Int>? {
        var at = range.lowerBound
        var fallback: Range<Int>?
        while at < range.upperBound {
            if words[at].tag == .preposition {
                at = endOfPhrase(from: at + 1, in: range)
            } else if isNominal(at) {
                let end = endOfPhrase(from: at, in: range)
                let phrase = at..<end
                if !isTemporal(phrase) { return phrase.lowerBound..<extended(end, in: range) }
                fallback = phrase
                at = max(end, at + 1)
            } else {
                at += 1
            }
        }
        return fallback
    }

    private func extended(_ end: Int, in range: Range<Int>) -> Int {
        var end = end
        while end < range.upperBound,
            words[end].tag == .preposition || words[end].tag == .conjunction || words[end].tag == .comma
                || isNominal(end)
        { end += 1 }
        return end
    }

    private func isNominal(_ index: Int) -> Bool { words[index].isNominal }

    private func endOfPhrase(from start: Int, in range: Range<Int>) -> Int {
        var at = start
        while at < range.upperBound, isNominal(at) {
            at += 1
            if endsTime(at - 1), at < range.upperBound,
                words[at].isMention || words[at].tag == .determiner || words[at].isCapitalised
            {
                break
            }
        }
        return max(at, min(start + 1, range.upperBound))
    }

    /// Whether a date ends here, so that what follows is a phrase of its own: "In 2017 | Washington", "On Monday | the".
    private func endsTime(_ index: Int) -> Bool {
        let word = words[index]
        guard !word.isMention else { return false }
        return word.tag == .number && word.traits.contains(.four) || word.isTimeByLemma
            || word.isTime && !(index + 1 < words.count && words[index + 1].tag == .number)
    }

    private func isTemporal(_ phrase: Range<Int>) -> Bool {
        guard let last = phrase.last else { return true }
        let word = words[last]
        return !word.isMention && word.isTimeByLemma || word.tag == .number && phrase.count == 1
    }

    /// The noun phrase that ends before `end`, with what hangs on it by "of".
    private func antecedent(before end: Int) -> Range<Int> {
        var upper = end
        while upper > 0,
            words[upper - 1].tag == .comma || words[upper - 1].tag == .preposition || words[upper - 1].tag == .bracket
        { upper -= 1 }
        var lower = upper
        while lower > 0, isNominal(lower - 1) || words[lower - 1].lower == "of" { lower -= 1 }
        return lower..<upper
    }

    // MARK: Phrasal verbs, conditions

    private mutating func findPhrases() {
        for index in verbs.indices {
            let lemma = known.lemma(words[verbs[index].main])
            verbs[index].classes = lemma.verbClasses
            guard !lemma.verbPhrases.isEmpty, let place = nearest(lemma.verbPhrases, index) else { continue }
            let phrase = lemma.verbPhrases[place]
            verbs[index].phrase = place
            verbs[index].hash = phrase.hash
            verbs[index].classes = phrase.classes
            if phrase.rest.count == 1, phrase.rest[0] != "against" {
                verbs[index].classes.formUnion(lemma.verbClasses)
            }
        }
    }

    /// The phrase whose words follow nearest; of two at one place the longer.
    private func nearest(_ phrases: [Lexicon.Phrase], _ index: Int) -> Int? {
        var best: (place: Int, phrase: Int)?
        for number in phrases.indices {
            guard let place = place(of: phrases[number].rest, index) else { continue }
            if best.map({ place < $0.place }) ?? true { best = (place, number) }
        }
        return best?.phrase
    }

    /// Where the rest of a phrase begins after the verb, if it follows in order and near.
    private func place(of rest: [Spelling], _ index: Int) -> Int? {
        let start = verbs[index].main + 1
        let limit = min(words.count, start + (rest.count > 1 ? rest.count + 2 : 9))
        var at = start
        var first: Int?
        for word in rest {
            let found = (at..<max(at, limit)).first { words[$0].lower == word || words[$0].lemma == word }
            guard let found, !(at..<found).contains(where: { opensClause($0) || words[$0].tag == .comma }) else {
                return nil
            }
            first = first ?? found
            at = found + 1
        }
        return first
    }

    private mutating func markConditions() {
        let inverted = words.first?.lower == "should" || verbs.contains { $0.modal == .should && isInversion($0) }
        guard inverted || verbs.contains(where: { $0.traits.contains(.conditional) }) else { return }
        for index in verbs.indices where verbs[index].modal == .should && isInversion(verbs[index]) {
            verbs[index].traits.insert(.conditional)
        }
        for index in verbs.indices where !verbs[index].traits.contains(.conditional) {
            verbs[index].traits.insert(.conditioned)
        }
    }

    private func isInversion(_ group: VerbGroup) -> Bool {
        guard words[group.words.lowerBound].lower == "should" else { return false }
        let next = group.words.lowerBound + 1
        return group.words.count == 1 && next < words.count && isNominal(next)
    }
}

extension VerbGroup {
    /// Whether a clause may follow it without "that": "said the measures would …".
    var classesMayReport: Bool {
        [
            "say", "warn", "announce", "think", "believe", "add", "argue", "claim", "vow", "promise", "fear", "hope",
            "suggest", "know",
            "show", "find", "report", "confirm", "deny", "hint", "insist", "write", "note", "allege", "declare", "ask",
            "tell", "mean", "conclude",
        ].contains(lemma)
    }
}
