import Messages

/// The analysis of one article, from its text to its events.
struct Reading {
    let base: ReadText
    let model: Models?
    var candidates: [Candidate] = []

    init(_ article: Article, _ extraction: Extraction, _ lexicon: Lexicon, model: Models?) {
        base = ReadText(article, extraction, lexicon)
        self.model = model
    }

    var parses: [Parse] { base.parses }
    var actors: ActorIndex { base.actors }
    var context: ArticleContext { base.context }

    /// Where a candidate's trigger stands in the body.
    func offsets(of candidate: Candidate) -> Offsets {
        let words = parses[candidate.parse].words
        return words[candidate.trigger.lowerBound].offsets
            .lowerBound..<words[candidate.trigger.upperBound - 1].offsets.upperBound
    }

    mutating func verdict(rules: String) -> Verdict {
        find()
        var verdict = Verdict(rules: rules, relevance: .none)
        let probabilities = decide()
        judge(&verdict, probabilities)
        settleRoles()
        if verdict.relevance != .none { keepOne() }
        verdict.events = EventMerger(base).events(candidates)
        settle(&verdict)
        return verdict
    }

    /// What no real sentence or article reaches, so that no input makes the reading slow.
    private static let mostInSentence = 24
    private static let mostInArticle = 500

    mutating func find() {
        let measures = MeasureFinder()
        for index in parses.indices where candidates.count < Self.mostInArticle {
            let found = FrameFinder(parse: parses[index], index: index, kinds: actors.kinds).candidates()
            for var candidate in found.prefix(Self.mostInSentence) {
                ActionRules(parse: parses[index]).decide(&candidate)
                candidate.measures = measures.measures(candidate, in: parses[index])
                candidates.append(candidate)
            }
        }
        fillRoles(articleActors())
        fillRoles(articleActors())
    }

    mutating func fillRoles(_ article: ArticleActors) {
        let finder = RoleFinder(parses: parses, actors: actors, article: article)
        var discourse = Discourse()
        for index in candidates.indices {
            candidates[index].issuer = []
            candidates[index].issuerMentions = []
            candidates[index].issuerSource = .none
            candidates[index].target = []
            candidates[index].targetSource = .none
            finder.fill(&candidates[index], &discourse)
            let candidate = candidates[index]
            if candidate.isRejected { continue }
            switch candidate.issuerSource {
            case .none, .article, .discourse: break
            default: discourse.note(issuer: candidate.issuer)
            }
            if candidate.targetSource == .object { discourse.note(target: candidate.target) }
        }
    }

    func articleActors() -> ArticleActors {
        var issuers = CodeWeights(), targets = CodeWeights()
        for (order, candidate) in candidates.enumerated() where !candidate.isRejected {
            let weight = order < 3 ? 2.0 : 1.0
            switch candidate.issuerSource {
            case .none, .article, .discourse: break
            default: for code in candidate.issuer { issuers.add(code, weight) }
            }
            if candidate.targetSource == .object { for code in candidate.target { targets.add(code, weight) } }
        }
        addMentions(&targets)
        return ArticleActors(
            issuers: issuers.ranking,
            targets: targets.ranking,
            lead: candidates.first { $0.targetSource == .object && !$0.isRejected }?.target.first,
            bodies: actors.bodies
        )
    }

    /// Countries that the text names, most of all in the sentences that tell acts, and those on whom sanctions often lie.
    private func addMentions(_ targets: inout CodeWeights) {
        var told = Array(repeating: false, count: parses.count)
        for candidate in candidates where !candidate.isRejected { told[candidate.parse] = true }
        for country in base.named {
            targets.add(country.code, told[country.sentence] ? country.weight * 1.5 : country.weight)
        }
        targets.scale(by: 2, where: base.lexicon.authorities.usualTargets.contains)
    }
}
