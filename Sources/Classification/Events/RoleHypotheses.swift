/// The ways that lead to a set of codes for a role.
enum RoleSource: UInt8, Sendable, CaseIterable {
    // The rules' own choice, by its source.
    case ruleNone, ruleModifier, ruleSubject, ruleAgent, ruleAsked, ruleObject, rulePhrase, ruleLaw, ruleSentence,
        ruleDiscourse, ruleArticle
    case asked, owner, agent, passiveSubject, subject, governorSubject, object, government, law, speaker, discourse,
        earlier, swapped, article0, article1, article2, sentence, liftUnion, liftCouncil, liftWorld, body, empty
    case `where`, objectFirst, objectAndWhere, articlePair, articleAndObject, lead, joined

    /// The rules' choice that came from a source.
    static func rule(_ source: Candidate.Source) -> RoleSource { allCases[source.place] }

    static func article(_ place: Int) -> RoleSource { [.article0, .article1, .article2][place] }

    var isRule: Bool { rawValue <= RoleSource.ruleArticle.rawValue }
}

/// A set of sources, a bit for each.
struct RoleSources: Sendable, Sequence, IteratorProtocol {
    private var bits: UInt64

    init(_ source: RoleSource) { bits = 1 << UInt64(source.rawValue) }

    mutating func insert(_ source: RoleSource) { bits |= 1 << UInt64(source.rawValue) }

    func contains(_ source: RoleSource) -> Bool { bits & 1 << UInt64(source.rawValue) != 0 }

    mutating func next() -> RoleSource? {
        guard bits != 0 else { return nil }
        defer { bits &= bits - 1 }
        return RoleSource(rawValue: UInt8(truncatingIfNeeded: bits.trailingZeroBitCount))
    }
}

/// A set of countries and bodies that may fill a role, with all the ways that led to it.
struct RoleHypothesis: Sendable {
    var codes: Codes
    var mentions: Mentions
    var sources: RoleSources
}

extension RoleFinder {
    /// All sets that may be the issuers, each once; the rule's own choice first.
    func issuerHypotheses(_ candidate: Candidate, _ discourse: Discourse) -> [RoleHypothesis] {
        let parse = parses[candidate.parse]
        let group = candidate.verb >= 0 ? parse.verbs[candidate.verb] : nil
        var list = HypothesisList()
        list.add(.rule(candidate.issuerSource), candidate.issuer, candidate.issuerMentions)
        list.add(.asked, asked(candidate, parse))
        list.add(.owner, owner(candidate, parse))
        if let group {
            list.add(.agent, agent(group, parse))
            list.add(group.traits.contains(.passive) ? .passiveSubject : .subject, subject(candidate, parse))
            if let governor = group.governor {
                list.add(.governorSubject, codes(in: parse.verbs[governor].subject, parse))
            }
            list.add(.object, codes(in: group.right, parse))
        }
        list.add(.government, government(candidate, parse))
        list.add(.law, law(parse))
        list.add(.speaker, speaker(candidate, parse))
        list.add(.discourse, discourse.issuer ?? [])
        list.add(.earlier, discourse.earlierIssuer ?? [])
        list.add(.swapped, discourse.target ?? [])
        for (place, code) in article.issuers.prefix(3).enumerated() { list.add(.article(place), [code]) }
        for word in parse.words where word.isMention {
            if let code = actors.issuer(word) { list.add(.sentence, [code], [word.mention]) }
        }
        if let first = candidate.issuer.first {
            if Self.union.contains(first), article.bodies.contains(.eu) { list.add(.liftUnion, [.eu]) }
            if article.bodies.contains(.un) {
                list.add(Self.permanent.contains(first) ? .liftCouncil : .liftWorld, [.un])
            }
        }
        for body in article.bodies { list.add(.body, [body]) }
        list.add(.empty, [])
        return list.hypotheses
    }

    /// All sets that may be the targets, each once; the rule's own choice first.
    func targetHypotheses(_ candidate: Candidate, _ discourse: Discourse) -> [RoleHypothesis] {
        let parse = parses[candidate.parse]
        let found = found(candidate, parse)
        var list = HypothesisList()
        list.add(.rule(candidate.targetSource), candidate.target, candidate.targetMentions)
        list.add(.object, found.codes, found.mentions)
        list.add(.where, found.weak)
        if let first = found.codes.first, found.codes.count > 1 { list.add(.objectFirst, [first]) }
        if !found.codes.isEmpty, !found.weak.isEmpty { list.add(.objectAndWhere, found.codes + found.weak) }
        let subject = candidate.verb >= 0 ? codes(in: parse.verbs[candidate.verb].subject, parse)?.0 ?? [] : []
        list.add(.subject, subject.filter(\.isCountry))
        list.add(.discourse, discourse.target ?? [])
        list.add(.earlier, discourse.earlierTarget ?? [])
        list.add(.swapped, (discourse.issuer ?? []).filter(\.isCountry))
        let isUnion = candidate.issuer.contains(.eu)
        let top = article.targets.filter { !candidate.issuer.contains($0) && !(isUnion && Self.union.contains($0)) }
        for (place, code) in top.prefix(3).enumerated() { list.add(.article(place), [code]) }
        if top.count > 1 { list.add(.articlePair, Codes(top.prefix(2))) }
        if let first = top.first, !found.codes.isEmpty, !found.codes.contains(first) {
            list.add(.articleAndObject, [first] + found.codes)
        }
        for word in parse.words where word.isMention {
            if let code = actors.target(word) { list.add(.sentence, [code], [word.mention]) }
        }
        if let code = article.lead { list.add(.lead, [code]) }
        for group in joined(parse, candidate) { list.add(.joined, group.codes, group.mentions) }
        list.add(.empty, [])
        return list.hypotheses
    }

    /// The countries of names that are joined by "and" or commas, wherever the sentence has them.
    private func joined(_ parse: Parse, _ candidate: Candidate) -> [(codes: Codes, mentions: Mentions)] {
        var groups: [(codes: Codes, mentions: Mentions)] = []
        var (codes, mentions): (Codes, Mentions) = ([], [])
        var isJoined = false
        func close() {
            if codes.count > 1 { groups.append((codes, mentions)) }
            (codes, mentions) = ([], [])
        }
        for word in parse.words {
            if word.isMention {
                if mentions.last == word.mention { continue }
                guard let code = actors.target(word), !candidate.issuer.contains(code) else { continue }
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
    func government(_ candidate: Candidate, _ parse: Parse) -> (Codes, Mentions)? {
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

    mutating func add(_ source: RoleSource, _ found: (Codes, Mentions)?) {
        if let found { add(source, found.0, found.1) }
    }

    mutating func add(_ source: RoleSource, _ codes: Codes, _ mentions: Mentions = []) {
        if codes.isEmpty, source != .empty, !source.isRule { return }
        let codes = codes.count < 2 ? codes : codes.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        let same = hypotheses.firstIndex { Code.areSame($0.codes, codes) }
        if let index = same {
            hypotheses[index].sources.insert(source)
            for mention in mentions where !hypotheses[index].mentions.contains(mention) {
                hypotheses[index].mentions.append(mention)
            }
        } else {
            hypotheses.append(RoleHypothesis(codes: codes, mentions: mentions, sources: RoleSources(source)))
        }
    }
}
