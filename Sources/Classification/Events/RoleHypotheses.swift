import Messages

/// A set of countries and bodies that may fill a role, with all the ways that led to it.
struct RoleHypothesis: Sendable {
    var codes: [String]
    var mentions: [Int]
    var sources: [String]
}

extension RoleFinder {
    /// All sets that may be the issuers, each once; the rule's own choice first.
    func issuerHypotheses(_ candidate: Candidate, _ discourse: Discourse) -> [RoleHypothesis] {
        let parse = parses[candidate.parse]
        let group = candidate.verb >= 0 ? parse.verbs[candidate.verb] : nil
        var list = HypothesisList()
        list.add("rule-\(candidate.issuerSource.rawValue)", candidate.issuer, candidate.issuerMentions)
        list.add("asked", asked(candidate, parse))
        list.add("owner", owner(candidate, parse))
        if let group {
            list.add("agent", agent(group, parse))
            list.add(group.traits.contains(.passive) ? "passive-subject" : "subject", subject(candidate, parse))
            if let governor = group.governor {
                list.add("governor-subject", codes(in: parse.verbs[governor].subject, parse))
            }
            list.add("object", codes(in: group.right, parse))
        }
        list.add("government", government(candidate, parse))
        list.add("law", law(parse))
        list.add("speaker", speaker(candidate, parse))
        list.add("discourse", discourse.issuer ?? [])
        list.add("earlier", discourse.earlierIssuer ?? [])
        list.add("swapped", discourse.target ?? [])
        for (place, code) in article.issuers.prefix(3).enumerated() { list.add("article-\(place)", [code]) }
        for word in parse.words where word.isMention {
            if let code = actors.issuer[word.mention] { list.add("sentence", [code], [word.mention]) }
        }
        if let first = candidate.issuer.first {
            if Self.union.contains(first), article.bodies.contains("EU") { list.add("lift-union", ["EU"]) }
            if article.bodies.contains("UN") {
                list.add(Self.permanent.contains(first) ? "lift-council" : "lift-world", ["UN"])
            }
        }
        for body in article.bodies.sorted() { list.add("body", [body]) }
        list.add("empty", [])
        return list.hypotheses
    }

    /// All sets that may be the targets, each once; the rule's own choice first.
    func targetHypotheses(_ candidate: Candidate, _ discourse: Discourse) -> [RoleHypothesis] {
        let parse = parses[candidate.parse]
        let found = found(candidate, parse)
        var list = HypothesisList()
        list.add("rule-\(candidate.targetSource.rawValue)", candidate.target, candidate.targetMentions)
        list.add("object", found.codes, found.mentions)
        list.add("where", found.weak)
        if let first = found.codes.first, found.codes.count > 1 { list.add("object-first", [first]) }
        if !found.codes.isEmpty, !found.weak.isEmpty { list.add("object+where", found.codes + found.weak) }
        let subject = candidate.verb >= 0 ? codes(in: parse.verbs[candidate.verb].subject, parse)?.0 ?? [] : []
        list.add("subject", subject.filter(ActorIndex.isCountry))
        list.add("discourse", discourse.target ?? [])
        list.add("earlier", discourse.earlierTarget ?? [])
        list.add("swapped", (discourse.issuer ?? []).filter(ActorIndex.isCountry))
        let isUnion = candidate.issuer.contains("EU")
        let top = article.targets.filter { !candidate.issuer.contains($0) && !(isUnion && Self.union.contains($0)) }
        for (place, code) in top.prefix(3).enumerated() { list.add("article-\(place)", [code]) }
        if top.count > 1 { list.add("article-pair", Array(top.prefix(2))) }
        if let first = top.first, !found.codes.isEmpty, !found.codes.contains(first) {
            list.add("article+object", [first] + found.codes)
        }
        for word in parse.words where word.isMention {
            if let code = actors.target[word.mention] { list.add("sentence", [code], [word.mention]) }
        }
        if let code = article.lead { list.add("lead", [code]) }
        for group in joined(parse, candidate) { list.add("joined", group.codes, group.mentions) }
        list.add("empty", [])
        return list.hypotheses
    }

    /// The countries of names that are joined by "and" or commas, wherever the sentence has them.
    private func joined(_ parse: Parse, _ candidate: Candidate) -> [(codes: [String], mentions: [Int])] {
        var groups: [(codes: [String], mentions: [Int])] = []
        var (codes, mentions): ([String], [Int]) = ([], [])
        var isJoined = false
        func close() {
            if codes.count > 1 { groups.append((codes, mentions)) }
            (codes, mentions) = ([], [])
        }
        for word in parse.words {
            if word.isMention {
                if mentions.last == word.mention { continue }
                guard let code = actors.target[word.mention], !candidate.issuer.contains(code) else { continue }
                if !mentions.isEmpty, !isJoined { close() }
                if !codes.contains(code) { codes.append(code) }
                mentions.append(word.mention)
                isJoined = false
            } else if word.tag == .conjunction || word.tag == .comma {
                isJoined = true
            } else if word.tag == .preposition || word.tag.isVerbal || word.tag == .stop || word.tag == .colon
                || word.tag == .relative || word.tag == .subordinator
            {
                close()
            }
        }
        close()
        return groups
    }
}

extension RoleFinder {
    /// "The government", "it", "the ministry" as subject: the country or body that was the subject before.
    func government(_ candidate: Candidate, _ parse: Parse) -> ([String], [Int])? {
        guard candidate.verb >= 0 else { return nil }
        let subject = parse.verbs[candidate.verb].subject
        guard codes(in: subject, parse) == nil, subject.contains(where: { stands(parse.words[$0]) }) else { return nil }
        for group in parse.verbs.reversed() where group.subject.upperBound <= subject.lowerBound {
            if let found = codes(in: group.subject, parse) { return (found.0, []) }
        }
        for index in stride(from: candidate.parse - 1, through: max(0, candidate.parse - 3), by: -1) {
            for group in parses[index].verbs where group.isFinite && !group.traits.contains(.relative) {
                if let found = codes(in: group.subject, parses[index]) { return (found.0, []) }
            }
        }
        return nil
    }

    private func stands(_ word: Word) -> Bool {
        word.tag == .pronoun && ["it", "they", "he", "she", "we"].contains(word.lower)
            || word.tag == .noun && word.nouns.contains(.government)
    }
}

/// Collects hypotheses; the same set found twice is one with two sources.
private struct HypothesisList {
    private(set) var hypotheses: [RoleHypothesis] = []

    mutating func add(_ source: String, _ found: ([String], [Int])?) {
        if let found { add(source, found.0, found.1) }
    }

    mutating func add(_ source: String, _ codes: [String], _ mentions: [Int] = []) {
        if codes.isEmpty, source != "empty", !source.hasPrefix("rule") { return }
        let codes = codes.count < 2 ? codes : codes.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        let same = hypotheses.firstIndex { known in
            known.codes.count == codes.count && known.codes.allSatisfy(codes.contains)
        }
        if let index = same {
            if !hypotheses[index].sources.contains(source) { hypotheses[index].sources.append(source) }
            for mention in mentions where !hypotheses[index].mentions.contains(mention) {
                hypotheses[index].mentions.append(mention)
            }
        } else {
            hypotheses.append(RoleHypothesis(codes: codes, mentions: mentions, sources: [source]))
        }
    }
}
