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
    let model: LinearModel?

    init(_ article: Article, _ extraction: Extraction, _ lexicon: Lexicon, model: LinearModel?) {
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
            kinds: extraction.mentions.map(\.kind)
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
        context.kinds = extraction.mentions.map(\.kind)
        context.hasSanctions = parses.map { parse in
            parse.words.contains { $0.nouns.contains(.sanction) }
                || parse.verbs.contains { ["sanction", "blacklist"].contains($0.lemma) }
        }
        let count = parses.reduce(0) { $0 + $1.words.count { $0.nouns.contains(.sanction) } }
        context.level = min(count, 4)
        let title = article.title.lowercased()
        context.titleHasSanctions = ["sanction", "blacklist", "embargo", "list", "ban", "freez"].contains {
            title.contains($0)
        }
    }

    /// Where a candidate's trigger stands in the body.
    func offsets(of candidate: Candidate) -> Offsets {
        let words = parses[candidate.parse].words
        return words[candidate.trigger.lowerBound].offsets
            .lowerBound..<words[candidate.trigger.upperBound - 1].offsets.upperBound
    }

    /// Lets the model settle which candidates are events and of which action.
    private mutating func decide() {
        guard let model else { return }
        let features = CandidateFeatures(parses: parses, context: context)
        let probabilities = candidates.indices.map {
            model.probabilities(features.features(candidates[$0], $0, candidates))
        }
        for index in candidates.indices {
            let row = probabilities[index]
            let best = row.indices.dropFirst().max { row[$0] < row[$1] } ?? 0
            candidates[index].score = 1 - row[0]
            candidates[index].isRejected = 1 - row[0] < Self.threshold
            if let action = Action(rawValue: model.classes[best]) { candidates[index].action = action }
        }
    }

    static let threshold = 0.3

    mutating func verdict(rules: String) -> Verdict {
        find()
        decide()
        if model != nil { fillRoles(articleActors()) }
        let merger = EventMerger(
            parses: parses,
            actors: actors,
            text: { [text] in text.text[$0] },
            sentences: sentences
        )
        let events = merger.events(candidates)
        var verdict = Verdict(rules: rules, relevance: relevance(events))
        verdict.events = events
        return verdict
    }

    /// Primary where the title or the first sentences tell an event, or most of the article does.
    private func relevance(_ events: [Event]) -> Relevance {
        guard !events.isEmpty else { return .none }
        let kept = candidates.filter { !$0.isRejected }
        let isLead = kept.contains { $0.parse < 3 }
        return isLead || context.titleHasSanctions || events.count > 3 ? .primary : .secondary
    }

    mutating func find() {
        let measures = MeasureFinder(lexicon: lexicon)
        let kinds = extraction.mentions.map(\.kind)
        for index in parses.indices {
            for var candidate in FrameFinder(parse: parses[index], index: index, kinds: kinds).candidates() {
                ActionRules(parse: parses[index]).decide(&candidate)
                candidate.measures = measures.measures(candidate, in: parses[index])
                candidates.append(candidate)
            }
        }
        fillRoles(articleActors())
        fillRoles(articleActors())
    }

    private mutating func fillRoles(_ article: ArticleActors) {
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
            if ![.none, .article, .discourse].contains(candidate.issuerSource) { discourse.issuer = candidate.issuer }
            if candidate.targetSource == .object { discourse.target = candidate.target }
        }
    }

    private func articleActors() -> ArticleActors {
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
        let told = Set(candidates.filter { !$0.isRejected }.map(\.parse))
        for index in parses.indices {
            for word in parses[index].words where word.isMention {
                let kind = extraction.mentions[word.mention].kind
                guard kind == .place || kind == .nationality, let code = actors.target[word.mention] else { continue }
                targets[code, default: 0] += told.contains(index) ? 0.3 : 0.2
            }
        }
        let bodies = Set(actors.issuer.compactMap { $0 }.filter { !ActorIndex.isCountry($0) })
        let rank = { (counts: [String: Double]) in counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        }
        return ArticleActors(issuer: rank(issuers).first, targets: rank(targets), bodies: bodies)
    }
}
