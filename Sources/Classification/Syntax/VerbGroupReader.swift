/// Reads verbs with their auxiliaries out of tagged words: "has not been barred", "is to be lifted".
struct VerbGroupReader {
    let words: [Word]
    let known: KnownWords

    /// All groups of the sentence, in the order of the text.
    func groups() -> [VerbGroup] {
        var groups: [VerbGroup] = []
        var at = 0
        while at < words.count {
            if words[at].tag.isVerbal || words[at].tag == .to {
                groups.append(group(from: at))
                at = groups[groups.count - 1].words.upperBound
            } else {
                at += 1
            }
        }
        return groups
    }

    private func group(from start: Int) -> VerbGroup {
        var group = VerbGroup(
            words: start..<start + 1,
            main: start,
            lemma: words[start].lemma,
            lemmaHash: words[start].lemmaHash,
            hash: words[start].lemmaHash
        )
        var at = start
        var end = start + 1
        var isPassive = false
        while at < words.count {
            let tag = words[at].tag
            if tag == .adverb || tag == .negation || tag == .quote {
                if at > start, at - end >= 3 { break }
                if words[at].lower == "longer", at > start, words[at - 1].lower == "no" { group.traits.insert(.ended) }
                if tag == .negation || words[at].lower == "never" { group.traits.insert(.negated) }
                at += 1
                continue
            }
            if words[at].lower == "no", at + 1 < words.count,
                words[at + 1].lower == "longer" || words[at + 1].lower == "more", at > start
            {
                group.traits.formUnion([.ended, .negated])
                at += 2
                continue
            }
            guard tag.isVerbal || tag == .to else { break }
            if at > start, !continues(group, words[group.main].tag, tag, at) { break }
            absorb(at, into: &group, &isPassive)
            at += 1
            end = at
        }
        if !words[group.main].tag.isVerbal, group.words.count == 1, words[start].tag == .to {
            group.traits.insert(.infinitive)
        }
        group.words = start..<end
        group.lemma = words[group.main].lemma
        group.lemmaHash = words[group.main].lemmaHash
        group.hash = group.lemmaHash
        if isPassive { group.traits.insert(.passive) }
        if words[group.main].isQuoted { group.traits.insert(.quoted) }
        return group
    }

    /// Whether the verb word at `at` goes on with the group whose last verb word has the tag `last`.
    private func continues(_ group: VerbGroup, _ last: Tag, _ tag: Tag, _ at: Int) -> Bool {
        let previous = words[group.words.upperBound - 1]
        switch previous.tag {
        case .modal: return tag == .verb || tag == .be || tag == .have || tag == .do
        case .to: return tag == .verb || tag == .be || tag == .have || tag == .do
        case .do: return tag == .verb || tag == .have
        case .have: return tag == .participle || tag == .be || tag == .verb && words[at].isParticipleLike
        case .be:
            return tag == .participle || tag == .gerund || tag == .be
                || tag == .to && at + 1 < words.count && words[at + 1].tag == .verb
                || tag == .to && at + 1 < words.count && words[at + 1].tag == .be
        default: return false
        }
    }

    private func absorb(_ at: Int, into group: inout VerbGroup, _ isPassive: inout Bool) {
        let word = words[at]
        let isFirst = at == group.words.lowerBound
        let previous = isFirst ? nil : words[group.words.upperBound - 1]
        if word.traits.contains(.negating) {
            group.traits.insert(.negated)
        }
        switch word.tag {
        case .modal: group.modal = known[Int(word.known)].modal
        case .to:
            if isFirst { group.traits.insert(.infinitive) } else { group.traits.insert(.arranged) }
        case .gerund:
            if isFirst { group.traits.insert(.gerund) } else { group.traits.insert(.progressive) }
        case .participle:
            if isFirst {
                group.traits.formUnion([.reduced]); isPassive = true
            } else if previous?.tag == .have {
                group.traits.insert(.perfect)
            } else {
                isPassive = true
            }
        case .verb:
            if isFirst, word.shapes.contains(.past) { group.traits.insert(.past) }
            if previous?.tag == .have { group.traits.insert(.perfect) }
        case .be:
            if isFirst, word.traits.contains(.pastBe) { group.traits.insert(.past) }
            if isFirst, word.lower == "being" { group.traits.insert(.gerund) }
            if previous?.tag == .have { group.traits.insert(.perfect) }
        case .have:
            if isFirst, word.traits.contains(.pastHave) { group.traits.insert(.past) }
            if isFirst, word.lower == "having" { group.traits.insert(.gerund) }
        case .do: if isFirst, word.traits.contains(.pastDo) { group.traits.insert(.past) }
        default: break
        }
        group.main = at
        group.words = group.words.lowerBound..<at + 1
    }
}

extension Word {
    fileprivate var isParticipleLike: Bool { shapes.contains(.participle) }
}
