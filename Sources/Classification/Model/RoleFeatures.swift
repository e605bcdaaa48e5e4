/// Names what is seen of a country or body as a possible issuer or target of a candidate's act.
struct RoleFeatures {
    let parses: [Parse]
    let actors: ActorIndex
    let article: ArticleActors
    let standing: CodeStanding
    let lexicon: Lexicon

    enum Role { case issuer, target }

    /// Gives the features of each of the hypotheses for one role of a candidate, one after the other, in a list that is
    /// used again and again.
    func each(
        of hypotheses: [RoleHypothesis],
        as role: Role,
        _ candidate: Candidate,
        in features: inout FeatureList,
        _ body: (FeatureList) -> Void
    ) {
        let scene = Scene(role, candidate, parses[candidate.parse], actors)
        let hasObject = hypotheses.contains { $0.sources.contains(.object) }
        for hypothesis in hypotheses {
            features.removeAll()
            add(role, hypothesis, candidate, scene, hasObject: hasObject, &features)
            body(features)
        }
    }

    /// The words of a candidate's sentence that may fill a role.
    private struct Scene {
        struct Place {
            var word: Int
            var code: Code
            var isInScope: Bool
        }

        var places: [Place] = []
        /// The codes in the act's own words, and in the sentence, each once.
        var scope: [Code] = []
        var sentence: [Code] = []

        init(_ role: Role, _ candidate: Candidate, _ parse: Parse, _ actors: ActorIndex) {
            for at in parse.words.indices where parse.words[at].isMention {
                let word = parse.words[at]
                guard let code = role == .issuer ? actors.issuer(word) : actors.target(word) else { continue }
                let isInScope = candidate.scope.contains { $0.contains(at) }
                places.append(Place(word: at, code: code, isInScope: isInScope))
                if role == .target, candidate.issuer.contains(code) { continue }
                if !sentence.contains(code) { sentence.append(code) }
                if isInScope, !scope.contains(code) { scope.append(code) }
            }
        }
    }

    private func add(
        _ role: Role,
        _ hypothesis: RoleHypothesis,
        _ candidate: Candidate,
        _ scene: Scene,
        hasObject: Bool,
        _ features: inout FeatureList
    ) {
        let parse = parses[candidate.parse]
        let frame = candidate.frame, action = candidate.action
        let group = candidate.verb >= 0 ? parse.verbs[candidate.verb] : nil
        let passive = group?.traits.contains(.passive) == true
        for source in hypothesis.sources {
            features.add(of: source)
            features.add(of: source, "|", frame)
            features.add(of: source, "|", action)
            if hasObject, source != .object { features.add(of: source, "|beside-object") }
            features.add(of: source, "|passive=", passive)
            if let group { features.add(of: source, "|verb=", LemmaName(parse, group)) }
        }
        let size = min(hypothesis.codes.count, 3)
        features.add("size=", size)
        features.add("size=", size, "|", action)
        guard !hypothesis.codes.isEmpty else {
            features.add("empty|names=", !candidate.targetMentions.isEmpty)
            features.add("empty|", action)
            features.add("empty|", frame)
            return
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
    }

    /// What is seen of a set beyond its first code.
    private func addOthers(
        _ role: Role,
        _ codes: Codes,
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
            features.add("also-in-scope=", isInScope, "|", candidate.action)
        }
        guard role == .target else { return }
        let usual = codes.count(where: lexicon.authorities.usualTargets.contains)
        features.add("set-usual=", min(usual, 3), "|size=", min(codes.count, 4))
        let known = codes.count { isKnown(candidate.issuer, $0) }
        features.add("set-known=", min(known, 3), "|size=", min(codes.count, 4))
        features.add("set-names=", min(candidate.targetMentions.count, 3), "|size=", min(codes.count, 4))
    }

    /// How many codes of the act's own words, and of the sentence, the hypothesis leaves out.
    private func addCoverage(
        _ codes: Codes,
        _ candidate: Candidate,
        _ scene: Scene,
        _ features: inout FeatureList
    ) {
        let here = codes.count(where: scene.scope.contains), near = codes.count(where: scene.sentence.contains)
        features.add("scope-covered=", min(here, 2), "|left=", min(scene.scope.count - here, 2))
        features.add("sentence-covered=", min(near, 2), "|left=", min(scene.sentence.count - near, 2))
        features.add("foreign=", min(codes.count - near, 2), "|", candidate.action)
    }

    // MARK: Where the code stands

    /// The nearest sentence that names the code: here before or after the trigger, some sentences back, later, or never.
    private enum Nearness: FeaturePart {
        case before, after, never, later
        case paragraph(Int)
        case back(Int)

        var nameHash: NameHash {
            switch self {
            case .before: NameHash(literal: "before")
            case .after: NameHash(literal: "after")
            case .never: NameHash(literal: "never")
            case .later: NameHash(literal: "later")
            case .paragraph(let count): NameHash(literal: "paragraph-") + count.nameHash
            case .back(let count): NameHash(literal: "back-") + count.nameHash
            }
        }

        var partName: String {
            switch self {
            case .paragraph(let count): "paragraph-\(count)"
            case .back(let count): "back-\(count)"
            default: "\(self)"
            }
        }
    }

    private func nearest(_ code: Code, _ candidate: Candidate, _ scene: Scene) -> Nearness {
        let trigger = candidate.trigger
        if scene.places.contains(where: { $0.word < trigger.lowerBound && $0.code == code }) { return .before }
        if scene.places.contains(where: { $0.word >= trigger.upperBound && $0.code == code }) { return .after }
        guard let last = standing.lastSentence(naming: code, before: candidate.parse) else {
            return standing.isNamed(code) ? .later : .never
        }
        let back = candidate.parse - last
        return parses[last].paragraph == parses[candidate.parse].paragraph
            ? .paragraph(min(back, 3)) : .back(min(back, 4))
    }

    private func addPosition(
        _ code: Code,
        _ candidate: Candidate,
        _ scene: Scene,
        _ features: inout FeatureList
    ) {
        let parse = parses[candidate.parse]
        let group = candidate.verb >= 0 ? parse.verbs[candidate.verb] : nil
        let action = candidate.action
        for place in scene.places where place.code == code {
            let (at, word) = (place.word, parse.words[place.word])
            if at > 0, parse.words[at - 1].mention == word.mention { continue }
            let kind = actors.kinds[Int(word.mention)]
            let preposition = Preposition(before: at, parse)
            features.add("kind=", kind)
            features.add("preposition=", preposition)
            features.add("preposition=", preposition, "|", place.isInScope)
            if let group {
                let passive = group.traits.contains(.passive)
                if group.subject.contains(at) {
                    features.add("in-subject")
                    features.add("in-subject|", candidate.frame, "|", passive)
                    features.add("in-subject|", action, "|", passive)
                    features.add("in-subject|verb=", LemmaName(parse, group), "|", passive)
                }
                if group.right.contains(at) {
                    features.add("in-object")
                    features.add("in-object|", kind)
                    features.add("in-object|", action)
                    features.add("in-object|verb=", LemmaName(parse, group), "|", passive)
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
                features.add("asked|", candidate.action)
            }
            if word.traits.contains(.flag) { features.add("flag") }
            if at + 1 < parse.words.count, parse.words[at + 1].isPossessive { features.add("possessive") }
            if candidate.measureWord > at, (at..<candidate.measureWord).allSatisfy({ parse.isNominal($0) }) {
                features.add("owner|", candidate.frame)
            }
            features.add("distance=", Self.bucket(abs(at - candidate.trigger.lowerBound)))
        }
    }

    private static func bucket(_ distance: Int) -> Int { distance < 4 ? 0 : distance < 9 ? 1 : distance < 18 ? 2 : 3 }

    /// The preposition before a noun phrase, by its lower case; "none" where there is none.
    private struct Preposition: FeaturePart {
        private let parse: Parse
        private let at: Int

        init(before word: Int, _ parse: Parse) {
            self.parse = parse
            var start = word
            while start > 0, parse.isNominal(start - 1) { start -= 1 }
            at = start > 0 && parse.words[start - 1].tag == .preposition ? start - 1 : -1
        }

        var nameHash: NameHash { at < 0 ? NameHash(literal: "none") : parse.words[at].lemmaHash }
        var partName: String { at < 0 ? "none" : parse.known.lower(parse.words[at]).text }
    }

    // MARK: How the code stands in the article

    private func addStanding(_ role: Role, _ codes: Codes, _ candidate: Candidate, _ features: inout FeatureList) {
        var (issuerRank, targetRank, namedRank) = (CodeRanks.none, CodeRanks.none, CodeRanks.none)
        for code in codes {
            issuerRank = min(issuerRank, article.issuerRank[code])
            targetRank = min(targetRank, article.targetRank[code])
            namedRank = min(namedRank, standing.rank[code])
        }
        let (rank, otherRank) = role == .issuer ? (issuerRank, targetRank) : (targetRank, issuerRank)
        features.add("rank=", min(rank, 4))
        features.add("other-rank=", min(otherRank, 3))
        features.add("named-rank=", min(namedRank, 4))
        features.add("rank=", min(rank, 4), "|", candidate.action)
        features.add("title=", Share(codes.count(where: standing.title.contains), of: codes.count))
        let usual = codes.count { code in
            role == .issuer
                ? lexicon.authorities.usualIssuers.contains(code)
                : lexicon.authorities.usualTargets.contains(code)
        }
        features.add("usual=", Share(usual, of: codes.count))
        if role == .target {
            let isOwn = candidate.issuer.contains(.eu) && codes.contains(where: RoleFinder.union.contains)
            if isOwn { features.add("inside-issuer") }
            features.add("issuer-too=", Share(codes.count(where: candidate.issuer.contains), of: codes.count))
        }
        if codes.contains(where: { !$0.isCountry }) {
            features.add("body")
            features.add("body|", candidate.action)
        }
        if role == .issuer { addMembership(codes, candidate, &features) }
    }

    /// How many of a set something holds for.
    private enum Share: FeaturePart {
        case all, some, none

        init(_ count: Int, of whole: Int) { self = count == whole ? .all : count > 0 ? .some : .none }

        var nameHash: NameHash {
            switch self {
            case .all: NameHash(literal: "all")
            case .some: NameHash(literal: "some")
            case .none: NameHash(literal: "none")
            }
        }
        var partName: String { "\(self)" }
    }

    /// Whether sanctions of these issuers on these targets are known of.
    private func addRegimes(_ role: Role, _ codes: Codes, _ candidate: Candidate, _ features: inout FeatureList) {
        if codes.count == 1 { features.add("code=", codes[0]) }
        switch role {
        case .issuer:
            features.add("known-any=", article.targets.contains { isKnown(codes, $0) })
            features.add("known=", candidate.target.contains { isKnown(codes, $0) })
            features.add("own-target=", codes.contains(where: candidate.target.contains))
        case .target:
            var issuers = 0
            for code in codes { issuers = max(issuers, lexicon.authorities.regimes.issuerCount(code)) }
            features.add("issuers=", issuers < 1 ? 0 : issuers < 2 ? 1 : issuers < 4 ? 2 : issuers < 8 ? 3 : 4)
            guard !candidate.issuer.isEmpty else { return }
            features.add("known=", codes.contains { isKnown(candidate.issuer, $0) })
        }
    }

    private func isKnown(_ issuers: Codes, _ target: Code) -> Bool {
        lexicon.authorities.regimes.isKnown(issuers, target)
    }

    private func addMembership(_ codes: Codes, _ candidate: Candidate, _ features: inout FeatureList) {
        let isMember = codes.contains(where: RoleFinder.union.contains)
        if isMember { features.add("member|", candidate.action, "|", article.bodies.contains(.eu)) }
        if codes.count == 1, codes[0] == .eu || codes[0] == .un { features.add("is-", codes[0], "|", candidate.action) }
    }
}
