import Messages

/// Names what is seen of a country or body as a possible issuer or target of a candidate's act.
struct RoleFeatures {
    let parses: [Parse]
    let actors: ActorIndex
    let article: ArticleActors
    let standing: CodeStanding
    let context: ArticleContext

    enum Role { case issuer, target }

    var keepsNames = false

    /// The features of each of the hypotheses for one role of a candidate.
    func features(_ role: Role, _ hypotheses: [RoleHypothesis], _ candidate: Candidate) -> [FeatureList] {
        let scene = Scene(role, candidate, parses[candidate.parse], actors)
        let hasObject = hypotheses.contains { $0.sources.contains("object") }
        return hypotheses.map { features(role, $0, candidate, scene, hasObject: hasObject) }
    }

    /// The words of a candidate's sentence that may fill a role.
    private struct Scene {
        struct Place {
            var word: Int
            var code: String
            var isInScope: Bool
        }

        var places: [Place] = []
        /// The codes in the act's own words, and in the sentence, each once.
        var scope: [String] = []
        var sentence: [String] = []

        init(_ role: Role, _ candidate: Candidate, _ parse: Parse, _ actors: ActorIndex) {
            for at in parse.words.indices where parse.words[at].isMention {
                let mention = parse.words[at].mention
                guard let code = role == .issuer ? actors.issuer[mention] : actors.target[mention] else { continue }
                let isInScope = candidate.scope.contains { $0.contains(at) }
                places.append(Place(word: at, code: code, isInScope: isInScope))
                if role == .target, candidate.issuer.contains(code) { continue }
                if !sentence.contains(code) { sentence.append(code) }
                if isInScope, !scope.contains(code) { scope.append(code) }
            }
        }
    }

    private func features(
        _ role: Role,
        _ hypothesis: RoleHypothesis,
        _ candidate: Candidate,
        _ scene: Scene,
        hasObject: Bool
    ) -> FeatureList {
        var features = FeatureList(keepsNames: keepsNames)
        let frame = candidate.frame.rawValue, action = candidate.action.rawValue
        let group = candidate.verb >= 0 ? parses[candidate.parse].verbs[candidate.verb] : nil
        let passive = group?.traits.contains(.passive) == true
        for source in hypothesis.sources {
            features.add(source)
            features.add(source, "|", frame)
            features.add(source, "|", action)
            if hasObject, source != "object" { features.add(source, "|beside-object") }
            features.add(source, "|passive=", passive)
            if let group { features.add(source, "|verb=", group.lemma) }
        }
        features.add("size=", min(hypothesis.codes.count, 3))
        features.add("size=", min(hypothesis.codes.count, 3), "|", action)
        guard !hypothesis.codes.isEmpty else {
            features.add("empty|names=", !candidate.targetMentions.isEmpty)
            features.add("empty|", action)
            features.add("empty|", frame)
            return features
        }
        addStanding(role, hypothesis.codes, candidate, &features)
        addRegimes(role, hypothesis.codes, candidate, &features)
        addCoverage(hypothesis.codes, candidate, scene, &features)
        if let first = hypothesis.codes.first {
            let place = nearest(first, candidate, scene)
            features.add("near=", place)
            features.add("near=", place, "|", action)
            features.add("near=", place, "|", frame)
            addPosition(first, candidate, scene, &features)
        }
        if hypothesis.codes.count > 1 { addOthers(role, hypothesis.codes, candidate, scene, &features) }
        return features
    }

    /// What is seen of a set beyond its first code.
    private func addOthers(
        _ role: Role,
        _ codes: [String],
        _ candidate: Candidate,
        _ scene: Scene,
        _ features: inout FeatureList
    ) {
        let first = nearest(codes[0], candidate, scene)
        for code in codes.dropFirst() {
            let place = nearest(code, candidate, scene)
            features.add("also-near=", place)
            features.add("also-near=", place, "|near=", first)
            let isInScope = scene.places.contains { $0.code == code && $0.isInScope }
            features.add("also-in-scope=", isInScope)
            features.add("also-in-scope=", isInScope, "|", candidate.action.rawValue)
        }
        guard role == .target else { return }
        let usual = codes.count(where: standing.usualTargets.contains)
        features.add("set-usual=", min(usual, 3), "|size=", min(codes.count, 4))
        let known = codes.count { standing.regimes.isKnown(candidate.issuer, $0) }
        features.add("set-known=", min(known, 3), "|size=", min(codes.count, 4))
        features.add("set-names=", min(candidate.targetMentions.count, 3), "|size=", min(codes.count, 4))
    }

    /// How many codes of the act's own words, and of the sentence, the hypothesis leaves out.
    private func addCoverage(
        _ codes: [String],
        _ candidate: Candidate,
        _ scene: Scene,
        _ features: inout FeatureList
    ) {
        let here = codes.count(where: scene.scope.contains), near = codes.count(where: scene.sentence.contains)
        features.add("scope-covered=", min(here, 2), "|left=", min(scene.scope.count - here, 2))
        features.add("sentence-covered=", min(near, 2), "|left=", min(scene.sentence.count - near, 2))
        features.add("foreign=", min(codes.count - near, 2), "|", candidate.action.rawValue)
    }

    // MARK: Where the code stands

    /// The nearest sentence that names the code: here before or after the trigger, some sentences back, later, or never.
    private func nearest(_ code: String, _ candidate: Candidate, _ scene: Scene) -> String {
        let trigger = candidate.trigger
        if scene.places.contains(where: { $0.word < trigger.lowerBound && $0.code == code }) { return "before" }
        if scene.places.contains(where: { $0.word >= trigger.upperBound && $0.code == code }) { return "after" }
        guard let sentences = standing.sentences[code] else { return "never" }
        if let last = sentences.last(where: { $0 < candidate.parse }) {
            let back = candidate.parse - last
            return parses[last].paragraph == parses[candidate.parse].paragraph
                ? "paragraph-\(min(back, 3))" : "back-\(min(back, 4))"
        }
        return "later"
    }

    private func addPosition(
        _ code: String,
        _ candidate: Candidate,
        _ scene: Scene,
        _ features: inout FeatureList
    ) {
        let parse = parses[candidate.parse]
        let group = candidate.verb >= 0 ? parse.verbs[candidate.verb] : nil
        let action = candidate.action.rawValue
        for place in scene.places where place.code == code {
            let (at, word) = (place.word, parse.words[place.word])
            if at > 0, parse.words[at - 1].mention == word.mention { continue }
            let kind = context.kinds[word.mention].rawValue
            let preposition = preposition(before: at, parse)
            features.add("kind=", kind)
            features.add("preposition=", preposition)
            features.add("preposition=", preposition, "|", place.isInScope)
            if let group {
                let passive = group.traits.contains(.passive)
                if group.subject.contains(at) {
                    features.add("in-subject")
                    features.add("in-subject|", candidate.frame.rawValue, "|", passive)
                    features.add("in-subject|", action, "|", passive)
                    features.add("in-subject|verb=", group.lemma, "|", passive)
                }
                if group.right.contains(at) {
                    features.add("in-object")
                    features.add("in-object|", kind)
                    features.add("in-object|", action)
                    features.add("in-object|verb=", group.lemma, "|", passive)
                }
            }
            if place.isInScope {
                features.add("in-scope")
                features.add("in-scope|", action, "|", kind)
            }
            features.add("preposition=", preposition, "|", action)
            features.add("kind=", kind, "|", action)
            if parse.verbs.contains(where: { $0.classes.contains(.report) && $0.subject.contains(at) }) {
                features.add("speaker")
            }
            if parse.verbs.contains(where: { $0.classes.contains(.request) && $0.right.contains(at) }) {
                features.add("asked|", candidate.action.rawValue)
            }
            if isFlag(word, parse, at) { features.add("flag") }
            if at + 1 < parse.words.count, parse.words[at + 1].isPossessive { features.add("possessive") }
            if candidate.measureWord > at, (at..<candidate.measureWord).allSatisfy({ parse.isNominal($0) }) {
                features.add("owner|", candidate.frame.rawValue)
            }
            features.add("distance=", Self.bucket(abs(at - candidate.trigger.lowerBound)))
        }
    }

    private static func bucket(_ distance: Int) -> Int { distance < 4 ? 0 : distance < 9 ? 1 : distance < 18 ? 2 : 3 }

    private func isFlag(_ word: Word, _ parse: Parse, _ at: Int) -> Bool {
        ["flagged", "registered", "owned", "made", "born", "based", "built"].contains { word.lower.hasSuffix($0) }
    }

    private func preposition(before at: Int, _ parse: Parse) -> String {
        var start = at
        while start > 0, parse.isNominal(start - 1) { start -= 1 }
        guard start > 0, parse.words[start - 1].tag == .preposition else { return "none" }
        return parse.words[start - 1].lower
    }

    // MARK: How the code stands in the article

    private func addStanding(_ role: Role, _ codes: [String], _ candidate: Candidate, _ features: inout FeatureList) {
        let ranks = codes.map { (role == .issuer ? article.issuerRank[$0] : article.targetRank[$0]) ?? 9 }
        let rank = min(ranks.min() ?? 9, 4)
        let others = codes.map { (role == .issuer ? article.targetRank[$0] : article.issuerRank[$0]) ?? 9 }
        let named = codes.map { standing.rank[$0] ?? 9 }
        features.add("rank=", rank)
        features.add("other-rank=", min(others.min() ?? 9, 3))
        features.add("named-rank=", min(named.min() ?? 9, 4))
        features.add("rank=", rank, "|", candidate.action.rawValue)
        let titled = codes.count(where: standing.title.contains)
        features.add("title=", titled == codes.count ? "all" : titled > 0 ? "some" : "none")
        let prior = role == .issuer ? standing.usualIssuers : standing.usualTargets
        let usual = codes.count(where: prior.contains)
        features.add("usual=", usual == codes.count ? "all" : usual > 0 ? "some" : "none")
        if role == .target {
            let isOwn = candidate.issuer.contains("EU") && codes.contains(where: RoleFinder.union.contains)
            if isOwn { features.add("inside-issuer") }
            let both = codes.count(where: candidate.issuer.contains)
            features.add("issuer-too=", both == codes.count ? "all" : both > 0 ? "some" : "none")
        }
        if codes.contains(where: { !ActorIndex.isCountry($0) }) {
            features.add("body")
            features.add("body|", candidate.action.rawValue)
        }
        if role == .issuer { addMembership(codes, candidate, &features) }
    }

    /// Whether sanctions of these issuers on these targets are known of.
    private func addRegimes(_ role: Role, _ codes: [String], _ candidate: Candidate, _ features: inout FeatureList) {
        if codes.count == 1 { features.add("code=", codes[0]) }
        let regimes = standing.regimes
        switch role {
        case .issuer:
            let targets = article.targets
            features.add("known-any=", targets.contains { regimes.isKnown(codes, $0) })
            features.add("known=", candidate.target.contains { regimes.isKnown(codes, $0) })
            features.add("own-target=", codes.contains(where: candidate.target.contains))
        case .target:
            let issuers = codes.map(regimes.issuerCount).max() ?? 0
            features.add("issuers=", [1, 2, 4, 8].count { issuers >= $0 })
            guard !candidate.issuer.isEmpty else { return }
            features.add("known=", codes.contains { regimes.isKnown(candidate.issuer, $0) })
        }
    }

    private func addMembership(_ codes: [String], _ candidate: Candidate, _ features: inout FeatureList) {
        let isMember = codes.contains(where: RoleFinder.union.contains)
        if isMember { features.add("member|", candidate.action.rawValue, "|", article.bodies.contains("EU")) }
        for body in ["EU", "UN"] where codes == [body] { features.add("is-", body, "|", candidate.action.rawValue) }
    }
}

/// How often and where each code is named in the article.
struct CodeStanding {
    private(set) var issuers: [String] = []
    private(set) var targets: [String] = []
    private(set) var sentences: [String: [Int]] = [:]
    private(set) var rank: [String: Int] = [:]
    private(set) var title: Set<String> = []
    let usualIssuers: Set<String>
    let usualTargets: Set<String>
    let regimes: Regimes

    init(parses: [Parse], actors: ActorIndex, title: String, authorities: Authorities) {
        usualIssuers = authorities.usualIssuers
        usualTargets = authorities.usualTargets
        regimes = authorities.regimes
        var counts: [String: Int] = [:]
        let words = Set(title.split { !$0.isLetter && $0 != "." }.map(String.init))
        for (index, parse) in parses.enumerated() {
            for (at, word) in parse.words.enumerated() where word.isMention {
                let isFirst = at == 0 || parse.words[at - 1].mention != word.mention
                let (issuer, target) = (actors.issuer[word.mention], actors.target[word.mention])
                if let issuer, !issuers.contains(issuer) { issuers.append(issuer) }
                if let target, !targets.contains(target) { targets.append(target) }
                for code in Set([issuer, target].compactMap { $0 }) {
                    counts[code, default: 0] += 1
                    sentences[code, default: []].append(index)
                    guard isFirst else { continue }
                    let last = actors.extraction.mentions[word.mention].text.split(separator: " ").last
                    if let last, words.contains(String(last)) { self.title.insert(code) }
                }
            }
        }
        for (place, code) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).map(\.key).enumerated() {
            rank[code] = place
        }
    }
}
