/// Gives each word its part of speech: closed classes, the verb table, endings, and the words beside it.
struct Tagger {
    /// A headline in capitals, where a capital letter says nothing.
    let isShouted: Bool
    let known: KnownWords

    func tag(_ words: inout [Word]) {
        for index in words.indices where words[index].tag == .other || words[index].tag == .name {
            words[index].tag = tag(index, words)
        }
        repairReducedRelatives(&words)
    }

    private func previous(_ index: Int, _ words: [Word], skipping: TagSet = [.adverb, .negation, .quote]) -> Int? {
        var at = index - 1
        while at >= 0, skipping.contains(words[at].tag) { at -= 1 }
        return at >= 0 ? at : nil
    }

    private func tag(_ index: Int, _ words: [Word]) -> Tag {
        let word = words[index]
        if word.isMention { return .name }
        if word.tag == .name { return .name }
        if word.isPossessive { return isShortened(index, words) ? .be : .particle }
        guard let form = word.form else {
            return known[Int(word.known)].contraction ?? unknown(index, words)
        }
        if let closed = form.closed, let tag = closedTag(closed, index, words, form) { return tag }
        if word.isCapitalised, index > 0, !isShouted, isInsideSentence(index, words) { return .name }
        if form.isVerb { return verbTag(form, index, words) }
        return unknown(index, words)
    }

    /// "It's", "that's": the verb, not a possessive.
    private func isShortened(_ index: Int, _ words: [Word]) -> Bool {
        index > 0
            && ["it", "that", "there", "he", "she", "what", "who", "here", "where", "how"].contains(
                words[index - 1].lower
            )
    }

    private func isInsideSentence(_ index: Int, _ words: [Word]) -> Bool {
        let before = words[index - 1]
        return before.tag != .quote && before.tag != .colon && before.tag != .stop && before.tag != .bracket
    }

    private func unknown(_ index: Int, _ words: [Word]) -> Tag {
        let word = words[index]
        if word.isCapitalised, index > 0, !isShouted, isInsideSentence(index, words) { return .name }
        return switch known[Int(word.known)].guess {
        case .sign: .other
        case .adverb: .adverb
        case .adjective: .adjective
        case .gerund: .gerund
        case .past: participle(index, words, canBePast: true)
        case .noun: .noun
        }
    }

    // MARK: Closed classes

    private func closedTag(_ closed: Tag, _ index: Int, _ words: [Word], _ form: WordForm) -> Tag? {
        let word = words[index]
        switch word.lower {
        case "to": return isInfinitive(index, words) ? .to : .preposition
        case "no" where index + 1 < words.count && words[index + 1].lower == "longer": return .negation
        case "like" where index > 0 && words[index - 1].tag == .modal: return .verb
        case "that": return thatTag(index, words)
        case "her", "his", "its", "no", "all", "both", "such", "some", "any", "each", "half", "most", "many", "few",
            "several", "what", "more", "this", "these", "those":
            return nextIsNominal(index, words) ? .determiner : (word.lower == "no" ? .determiner : .pronoun)
        case "may", "might", "will", "can", "must", "would", "could", "should", "shall":
            if word.isCapitalised, index > 0, word.lower == "may" || word.lower == "will" { return .name }
            if let previous = previous(index, words),
                words[previous].tag == .determiner || words[previous].tag == .adjective
            {
                return .noun
            }
            return .modal
        case "as", "since", "after", "before", "until", "till", "than", "once", "so", "like", "for", "but", "where",
            "while", "because":
            return closed
        default: return closed
        }
    }

    private func isInfinitive(_ index: Int, _ words: [Word]) -> Bool {
        var next = index + 1
        while next < words.count,
            words[next].form?.closed == .adverb || words[next].tag == .quote
                || words[next].traits.contains(.endsInLy) && words[next].form?.isVerb != true
        {
            next += 1
        }
        guard next < words.count, !words[next].isMention else { return false }
        guard let form = words[next].form else { return false }
        if words[next].lower == "be" || words[next].lower == "have" || words[next].lower == "do" { return true }
        guard form.shapes.contains(.base), form.closed == nil || form.closed == .adverb else { return false }
        if words[next].isCapitalised { return false }
        if form.nominal == .mostly || form.nominal == .adjective || form.nominal == .also {
            return nounAfterTo(next, words) == false
        }
        return true
    }

    /// Whether the word after "to" is a noun after all, as in "to ports in".
    private func nounAfterTo(_ next: Int, _ words: [Word]) -> Bool {
        guard next + 1 < words.count else { return false }
        let form = words[next].form
        return form?.nominal == .mostly && words[next + 1].form?.closed == .preposition
            && words[next + 1].lower != "to" && words[next + 1].lower != "with"
    }

    private func nextIsNominal(_ index: Int, _ words: [Word]) -> Bool {
        guard index + 1 < words.count else { return false }
        let next = words[index + 1]
        if next.isMention || next.isCapitalised { return true }
        if next.tag == .number { return true }
        guard next.tag == .other || next.tag == .name || next.tag == .quote else { return false }
        guard let form = next.form else {
            return next.traits.contains(.startsWithLetter) && !next.traits.contains(.endsInLy)
        }
        if let closed = form.closed { return closed == .number || closed == .determiner || closed == .adjective }
        return !form.isVerb || form.nominal != .never || !form.shapes.isDisjoint(with: [.gerund, .participle])
    }

    private func thatTag(_ index: Int, _ words: [Word]) -> Tag {
        guard let before = previous(index, words, skipping: [.quote]) else { return .determiner }
        switch words[before].tag {
        case .noun, .name, .comma, .number, .pronoun: return .relative
        case .preposition: return .determiner
        default: return .subordinator
        }
    }

    // MARK: Verbs

    private func verbTag(_ form: WordForm, _ index: Int, _ words: [Word]) -> Tag {
        if form.shapes.contains(.gerund) { return gerund(index, words) }
        if !form.shapes.isDisjoint(with: [.past, .participle]), !form.shapes.contains(.base) {
            return participle(index, words, canBePast: form.shapes.contains(.past))
        }
        return baseTag(form, index, words)
    }

    private func gerund(_ index: Int, _ words: [Word]) -> Tag {
        guard index > 0 else { return .gerund }
        let before = words[index - 1]
        if before.tag == .determiner || before.tag == .adjective || before.isPossessive {
            return nextIsNominal(index, words) ? .adjective : .noun
        }
        if before.isMention, index + 1 < words.count, isPlainNoun(words[index + 1]) { return .adjective }
        return .gerund
    }

    private func isPlainNoun(_ word: Word) -> Bool {
        known[Int(word.known)].singularNouns != nil && word.form?.closed == nil
    }

    private func participle(_ index: Int, _ words: [Word], canBePast: Bool) -> Tag {
        guard let before = previous(index, words) else {
            return nextIsNominal(index, words) ? .adjective : .participle
        }
        if isAttribute(index, before, words) { return .adjective }
        if canBePast, [.adjective, .number, .determiner].contains(words[before].tag),
            isOnlyVerb(words[index]) || isDay(before, words)
        {
            return .verb
        }
        switch words[before].tag {
        case .be, .have: return .participle
        case .determiner, .adjective, .number, .preposition, .particle:
            if words[before].lower == "it" { return .verb }
            if words[before].tag == .number, !nextIsNominal(index, words) { return .participle }
            if words[before].tag == .determiner, words[index].form?.nominal == .also { return .noun }
            return words[before].tag == .preposition && !nextIsNominal(index, words) ? .participle : .adjective
        default: return canBePast ? .verb : .participle
        }
    }

    /// "imposed COORDINATED sanctions", "— SANCTIONED oligarchs": a past form before a noun, right after a verb or where
    /// nothing has been yet.
    private func isAttribute(_ index: Int, _ before: Int, _ words: [Word]) -> Bool {
        guard before == index - 1, words[before].tag == .colon || words[before].tag == .verb else { return false }
        return nextIsNominal(index, words) && words[index + 1].form?.closed == nil
    }

    /// "On October 19": after it comes no noun.
    private func isDay(_ index: Int, _ words: [Word]) -> Bool {
        index > 0 && words[index].tag == .number && words[index - 1].isCapitalised
            && Self.months.contains(words[index - 1].lower)
    }

    private static let months: Set<Spelling> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
    ]

    /// Past forms that stand before no noun: "a Moscow official said".
    private func isOnlyVerb(_ word: Word) -> Bool {
        word.lower == "said" || word.lower == "told" || word.form?.shapes.contains(.participle) == false
    }

    private func baseTag(_ form: WordForm, _ index: Int, _ words: [Word]) -> Tag {
        guard let before = previous(index, words) else { return firstTag(form, index, words) }
        let tag = words[before].tag
        if tag == .to || tag == .modal || tag == .do { return .verb }
        if tag == .be || tag == .have, !form.shapes.isDisjoint(with: [.participle]) { return .participle }
        if tag == .be, form.nominal == .never { return .adjective }
        if form.nominal == .adjective { return .adjective }
        if form.nominal == .never, form.shapes == .third, tag == .number || tag == .adjective { return .verb }
        if tag == .determiner || tag == .adjective || tag == .number || words[before].isPossessive
            || tag == .preposition
        {
            return .noun
        }
        if form.nominal == .never || form.nominal == .unknown {
            if !form.shapes.isDisjoint(with: [.past]) { return .verb }
            return .verb
        }
        if form.shapes.contains(.base), isSubjunctive(index, words) { return .verb }
        if !form.shapes.isDisjoint(with: [.past, .participle]),
            tag == .noun || tag == .name || tag == .pronoun || tag == .relative
        {
            return pastOrNoun(index, words)
        }
        if form.nominal == .mostly { return tag == .pronoun || tag == .relative ? .verb : .noun }
        return nounOrVerb(form, index, before, words)
    }

    /// "proposed that the EU BAN Russian grain": after the subject of a that-clause, and before an object.
    private func isSubjunctive(_ index: Int, _ words: [Word]) -> Bool {
        guard index > 1, words[index - 1].isMention, isFollowedByObject(index, words) else { return false }
        let start = max(1, index - 6)
        guard let that = (start..<index).last(where: { words[$0].lower == "that" && words[$0].tag == .subordinator })
        else { return false }
        return words[that - 1].verbClasses.contains(.request)
    }

    private func pastOrNoun(_ index: Int, _ words: [Word]) -> Tag {
        isFollowedByObject(index, words) ? .verb : .noun
    }

    private func firstTag(_ form: WordForm, _ index: Int, _ words: [Word]) -> Tag {
        if form.nominal == .adjective { return .adjective }
        if form.nominal == .never || form.nominal == .unknown { return .verb }
        return isFollowedByObject(index, words) && form.nominal == .also && form.shapes.contains(.base) ? .verb : .noun
    }

    private func isFollowedByObject(_ index: Int, _ words: [Word]) -> Bool {
        guard index + 1 < words.count else { return false }
        let next = words[index + 1]
        if next.isMention || next.tag == .number { return true }
        switch next.form?.closed {
        case .determiner, .pronoun, .number, .relative: return true
        default:
            if next.lower == "to" { return words[index].form?.shapes.contains(.base) == false }
            return ["that", "off", "out", "up"].contains(next.lower)
        }
    }

    private func nounOrVerb(_ form: WordForm, _ index: Int, _ before: Int, _ words: [Word]) -> Tag {
        let isThird = !form.shapes.contains(.base)
        switch words[before].tag {
        case .pronoun, .relative: return .verb
        case .noun, .name:
            if isThird || words[before].traits.contains(.endsInS) {
                return isFollowedByObject(index, words) ? .verb : .noun
            }
            return .noun
        case .conjunction, .comma:
            return isFollowedByObject(index, words) && (isThird || hasVerb(before: before, words)) ? .verb : .noun
        default: return .noun
        }
    }

    private func hasVerb(before index: Int, _ words: [Word]) -> Bool {
        words[..<index].contains { $0.tag == .to || $0.tag == .modal }
    }

    /// A past form after a noun, with a finite verb still to come, is a participle: "a resolution drafted in May was …".
    private func repairReducedRelatives(_ words: inout [Word]) {
        for index in words.indices where words[index].tag == .verb {
            guard let form = words[index].form, form.shapes.contains(.participle),
                !form.shapes.contains(.base),
                let before = previous(index, words),
                words[before].tag == .noun || words[before].tag == .name || words[before].tag == .comma
                    || words[before].tag == .bracket
            else { continue }
            if index + 1 < words.count,
                words[index + 1].lower == "by" || followsFinite(index, words) || isParenthetic(index, before, words)
                    || isAfterVerb(index, words)
            {
                words[index].tag = .participle
            }
        }
    }

    /// "targeting entities involved in transport": a second verb in a clause that has one already.
    private func isAfterVerb(_ index: Int, _ words: [Word]) -> Bool {
        guard index + 1 < words.count, words[index + 1].form?.closed == .preposition else {
            return false
        }
        var at = index - 1
        while at >= 0 {
            switch words[at].tag {
            case .comma, .colon, .relative, .subordinator, .quote, .stop, .pronoun: return false
            case .verb, .gerund, .participle:
                return !words[at].verbClasses.contains(.report)
            default: at -= 1
            }
        }
        return false
    }

    /// "The measures, adopted in 1992, were …": between commas, with a finite verb after the second.
    private func isParenthetic(_ index: Int, _ before: Int, _ words: [Word]) -> Bool {
        guard words[before].tag == .comma, before > 0, [.noun, .name, .quote].contains(words[before - 1].tag) else {
            return false
        }
        var at = index + 1
        while at < words.count, words[at].tag != .comma {
            if [.colon, .relative, .subordinator, .stop].contains(words[at].tag) { return false }
            at += 1
        }
        at += 1
        while at < words.count, words[at].tag == .adverb { at += 1 }
        guard at < words.count else { return false }
        return [.modal, .have, .be, .do].contains(words[at].tag) || words[at].tag == .verb
    }

    /// Whether another finite verb follows before any boundary, so that this one can't be the clause's verb.
    private func followsFinite(_ index: Int, _ words: [Word]) -> Bool {
        guard index + 1 < words.count,
            words[index + 1].form?.closed == .preposition || words[index + 1].lower == "last"
        else { return false }
        var at = index + 1
        while at < words.count {
            switch words[at].tag {
            case .comma, .colon, .subordinator, .relative, .conjunction, .quote, .stop, .pronoun, .to: return false
            case .modal, .have, .be, .do: return true
            case .verb: return words[at].form?.shapes.contains(.past) == true
            default: at += 1
            }
        }
        return false
    }
}
