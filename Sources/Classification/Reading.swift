import Language
import Messages

/// The analysis of one article, from its text to its events.
struct Reading {
    let article: Article
    let extraction: Extraction
    let lexicon: Lexicon
    let text: TokenizedText
    var parses: [Parse] = []
    var actors: ActorIndex
    var candidates: [Candidate] = []
    var sentences: [Sentence]
    var context = ArticleContext()
    let model: Models?

    init(_ article: Article, _ extraction: Extraction, _ lexicon: Lexicon, model: Models?) {
        self.article = article
        self.extraction = extraction
        self.lexicon = lexicon
        self.model = model
        text = TokenizedText(article.body)
        sentences = text.sentences.map { Sentence($0.offsets, paragraph: $0.paragraph) }
        let reader = SentenceReader(
            lexicon: lexicon,
            text: text,
            mentions: Self.mentions(text, extraction),
            kinds: extraction.mentions.map(\.kind),
            known: lexicon.vocabulary.words(of: text, lexicon)
        )
        for (index, sentence) in text.sentences.enumerated() {
            parses.append(
                Parse(
                    words: reader.words(of: sentence),
                    sentence: index,
                    paragraph: sentence.paragraph,
                    lexicon: lexicon
                )
            )
        }
        actors = ActorIndex(extraction: extraction, parses: parses, authorities: lexicon.authorities)
        setContext()
    }

    private static func mentions(_ text: TokenizedText, _ extraction: Extraction) -> [Int] {
        var marks = Array(repeating: -1, count: text.tokens.count)
        let order = extraction.mentions.indices.sorted {
            extraction.mentions[$0].offsets.lowerBound < extraction.mentions[$1].offsets.lowerBound
        }
        var token = 0
        for index in order {
            let offsets = extraction.mentions[index].offsets
            while token < text.tokens.count, text.tokens[token].offsets.upperBound <= offsets.lowerBound { token += 1 }
            var at = token
            while at < text.tokens.count, text.tokens[at].offsets.lowerBound < offsets.upperBound {
                if marks[at] < 0 { marks[at] = index }
                at += 1
            }
        }
        return marks
    }

    private mutating func setContext() {
        context.regimes = lexicon.authorities.regimes
        context.kinds = extraction.mentions.map(\.kind)
        context.hasSanctions = parses.map { parse in
            parse.words.contains { $0.nouns.contains(.sanction) }
                || parse.verbs.contains { ["sanction", "blacklist"].contains($0.lemma) }
        }
        context.sanctionWords = parses.map { $0.words.count { $0.nouns.contains(.sanction) } }
        context.decoyWords = parses.reduce(0) { $0 + $1.words.count { $0.nouns.contains(.decoy) && !$0.isMention } }
        readTitle()
    }

    private mutating func readTitle() {
        let title = TokenizedText(article.title)
        var classes: WordClass = []
        for index in title.tokens.indices {
            let word = title.string(index).lowercased()
            context.title.insert(word)
            classes.formUnion(lexicon.nouns[word] ?? lexicon.nouns[lexicon.singular(word)] ?? [])
            if let verb = lexicon.forms[word]?.verb {
                classes.formUnion(
                    (lexicon.verbs[verb] ?? []).intersection([.designate, .freeze, .bar, .ease, .violate])
                )
            }
        }
        context.titleHasSanctions = !classes.isDisjoint(with: [.sanction, .ban, .designate])
    }

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
        let merger = EventMerger(
            parses: parses,
            actors: actors,
            text: { [text] in text.text[$0] },
            sentences: sentences
        )
        verdict.events = merger.events(candidates)
        settle(&verdict)
        return verdict
    }

    /// What no real sentence or article reaches, so that no input makes the reading slow.
    private static let mostInSentence = 24
    private static let mostInArticle = 500

    mutating func find() {
        let measures = MeasureFinder(lexicon: lexicon)
        let kinds = extraction.mentions.map(\.kind)
        for index in parses.indices where candidates.count < Self.mostInArticle {
            let found = FrameFinder(parse: parses[index], index: index, kinds: kinds).candidates()
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
            if ![.none, .article, .discourse].contains(candidate.issuerSource) {
                discourse.note(issuer: candidate.issuer)
            }
            if candidate.targetSource == .object { discourse.note(target: candidate.target) }
        }
    }

    func articleActors() -> ArticleActors {
        var issuers: [String: Double] = [:]
        var targets: [String: Double] = [:]
        for (order, candidate) in candidates.enumerated() where !candidate.isRejected {
            let weight = order < 3 ? 2.0 : 1.0
            if ![.none, .article, .discourse].contains(candidate.issuerSource) {
                for code in candidate.issuer { issuers[code, default: 0] += weight }
            }
            if candidate.targetSource == .object {
                for code in candidate.target { targets[code, default: 0] += weight }
            }
        }
        addMentions(&targets)
        let bodies = Set(actors.issuer.compactMap { $0 }.filter { !ActorIndex.isCountry($0) })
        let rank = { (counts: [String: Double]) in counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        }
        let ranks = (rank(issuers), rank(targets))
        var article = ArticleActors(issuer: ranks.0.first, targets: ranks.1, bodies: bodies)
        article.issuers = ranks.0
        article.lead = candidates.first { $0.targetSource == .object && !$0.isRejected }?.target.first
        for (place, code) in ranks.0.enumerated() { article.issuerRank[code] = place }
        for (place, code) in ranks.1.enumerated() { article.targetRank[code] = place }
        return article
    }

    /// Countries that the text names, most of all by their adjectives, in the sentences that tell acts, and those on
    /// whom sanctions often lie.
    private func addMentions(_ targets: inout [String: Double]) {
        let told = Set(candidates.filter { !$0.isRejected }.map(\.parse))
        for index in parses.indices {
            for at in parses[index].words.indices where parses[index].words[at].isMention {
                let word = parses[index].words[at]
                let kind = extraction.mentions[word.mention].kind
                guard kind == .place || kind == .nationality, let code = actors.target[word.mention] else { continue }
                let isWhere = at > 0 && ["in", "at", "off"].contains(parses[index].words[at - 1].lower)
                let weight = kind == .nationality ? 0.4 : isWhere ? 0.05 : 0.2
                targets[code, default: 0] += told.contains(index) ? weight * 1.5 : weight
            }
        }
        let usual = lexicon.authorities.usualTargets
        for code in targets.keys where usual.contains(code) { targets[code, default: 0] *= 2 }
    }
}
