import Language
package import Messages

/// Learns from annotated articles which candidates are events, and of which action.
package struct EventTrainer {
    /// An event as annotated: what a reader found, and the words in which it is told.
    package struct Annotation: Sendable {
        package var action: Action
        package var measures: [Measure]
        package var issuer: [String]
        package var target: [String]
        package var evidence: Offsets

        package init(action: Action, measures: [Measure], issuer: [String], target: [String], evidence: Offsets) {
            self.action = action
            self.measures = measures
            self.issuer = issuer
            self.target = target
            self.evidence = evidence
        }
    }

    static let classes = ["none"] + Action.allCases.map(\.rawValue)

    private let classifier: Classifier
    private var examples: [LinearTrainer.Example] = []
    private var issuers: [RankTrainer.Question] = []
    private var targets: [RankTrainer.Question] = []
    /// For each article its examples' place, what relevance needs of it, and its label.
    private var articles: [(examples: Range<Int>, features: RelevanceFeatures, label: Int)] = []

    package init(_ classifier: Classifier) { self.classifier = classifier }

    /// The annotations that no candidate tells, and those that one tells with wrong roles, as lines of text.
    package private(set) var misses: [String] = []

    package mutating func add(
        _ article: Article,
        _ extraction: Extraction,
        _ relevance: Relevance?,
        _ annotations: [Annotation]
    ) {
        var reading = Reading(article, extraction, classifier.lexicon, model: nil)
        reading.find()
        let told = Self.labels(reading, annotations, &misses)
        let labels = told.map { $0.map { annotations[$0].action } }
        let features = CandidateFeatures(parses: reading.parses, context: reading.context)
        let start = examples.count
        for (index, candidate) in reading.candidates.enumerated() {
            let label = labels[index].flatMap { Self.classes.firstIndex(of: $0.rawValue) } ?? 0
            examples.append(
                LinearTrainer.Example(
                    features: features.features(candidate, index, reading.candidates),
                    label: label,
                    weight: relevance == nil ? 0.5 : 1
                )
            )
        }
        addRoles(reading, told, annotations)
        guard let relevance else { return }
        let label = Self.relevances.firstIndex(of: relevance.rawValue) ?? 0
        articles.append((start..<examples.count, reading.relevanceFeatures, label))
    }

    private mutating func addRoles(_ reading: Reading, _ told: [Int?], _ annotations: [Annotation]) {
        var reading = reading
        for index in told.indices {
            reading.candidates[index].isRejected = told[index] == nil
            if let annotation = told[index] { reading.candidates[index].action = annotations[annotation].action }
        }
        reading.fillRoles(reading.articleActors())
        let features = reading.roleFeatures
        let finder = RoleFinder(parses: reading.parses, actors: reading.actors, article: features.article)
        var discourse = Discourse()
        for (index, candidate) in reading.candidates.enumerated() {
            guard let annotation = told[index].map({ annotations[$0] }) else { continue }
            let issuing = finder.issuerHypotheses(candidate, discourse)
            issuers.append(Self.question(issuing, annotation.issuer, features.features(.issuer, issuing, candidate)))
            var settled = candidate
            settled.issuer = annotation.issuer
            let hit = finder.targetHypotheses(settled, discourse)
            targets.append(Self.question(hit, annotation.target, features.features(.target, hit, settled)))
            discourse.note(issuer: annotation.issuer)
            discourse.note(target: annotation.target)
        }
    }

    private static func question(_ hypotheses: [RoleHypothesis], _ right: [String], _ features: [[String]])
        -> RankTrainer.Question
    {
        let wanted = Set(right)
        return RankTrainer.Question(
            hypotheses: features,
            right: hypotheses.indices.filter { Set(hypotheses[$0].codes) == wanted }
        )
    }

    /// How many acts were told, and of how many the issuers and the targets were right: by rule, then by the model.
    package func roleAccuracy(_ article: Article, _ extraction: Extraction, _ annotations: [Annotation]) -> [Int] {
        var reading = Reading(article, extraction, classifier.lexicon, model: classifier.model)
        reading.find()
        var misses: [String] = []
        let told = Self.labels(reading, annotations, &misses)
        for index in told.indices {
            reading.candidates[index].isRejected = told[index] == nil
            if let annotation = told[index] { reading.candidates[index].action = annotations[annotation].action }
        }
        reading.fillRoles(reading.articleActors())
        let before = reading.candidates
        reading.settleRoles()
        var counts = [0, 0, 0, 0, 0]
        for index in told.indices {
            guard let annotation = told[index].map({ annotations[$0] }) else { continue }
            counts[0] += 1
            counts[1] += Set(before[index].issuer) == Set(annotation.issuer) ? 1 : 0
            counts[2] += Set(before[index].target) == Set(annotation.target) ? 1 : 0
            counts[3] += Set(reading.candidates[index].issuer) == Set(annotation.issuer) ? 1 : 0
            counts[4] += Set(reading.candidates[index].target) == Set(annotation.target) ? 1 : 0
        }
        return counts
    }

    /// Trains on all that was added and gives the model file's text.
    package func train() -> String {
        let (trainer, roles) = (LinearTrainer(), RankTrainer())
        return Models(
            events: trainer.train(examples, classes: Self.classes),
            issuers: roles.train(issuers),
            targets: roles.train(targets),
            relevance: relevance(trainer)
        ).text
    }

    /// Relevance is learnt from likelihoods of models that have not seen the article, as it will be with new ones.
    private func relevance(_ trainer: LinearTrainer) -> LinearModel {
        var judged: [LinearTrainer.Example] = []
        let folds = 5
        let counted = Set(articles.flatMap { Array($0.examples) })
        let others = examples.indices.filter { !counted.contains($0) }.map { examples[$0] }
        for fold in 0..<folds {
            let seen = articles.indices.filter { $0 % folds != fold }.flatMap { examples[articles[$0].examples] }
            let model = trainer.train(Array(seen) + others, classes: Self.classes)
            for index in articles.indices where index % folds == fold {
                let likelihoods = examples[articles[index].examples].map { 1 - model.probabilities($0.features)[0] }
                judged.append(
                    LinearTrainer.Example(
                        features: articles[index].features.features(likelihoods),
                        label: articles[index].label
                    )
                )
            }
        }
        var judge = trainer
        judge.minimum = 3
        return judge.train(judged, classes: Self.relevances)
    }

    static let relevances = ["none", "secondary", "primary"]

    /// For each candidate the annotation that it tells, if any.
    static func labels(_ reading: Reading, _ annotations: [Annotation], _ misses: inout [String]) -> [Int?] {
        var labels = [Int?](repeating: nil, count: reading.candidates.count)
        var pairs: [(score: Double, candidate: Int, annotation: Int)] = []
        for (at, candidate) in reading.candidates.enumerated() {
            for (other, annotation) in annotations.enumerated()
            where reading.offsets(of: candidate).overlaps(annotation.evidence) {
                pairs.append((likeness(candidate, annotation), at, other))
            }
        }
        pairs.sort { ($1.score, $0.candidate, $0.annotation) < ($0.score, $1.candidate, $1.annotation) }
        var used: Set<Int> = []
        for pair in pairs where labels[pair.candidate] == nil && !used.contains(pair.annotation) && pair.score >= 2 {
            labels[pair.candidate] = pair.annotation
            used.insert(pair.annotation)
        }
        for (index, annotation) in annotations.enumerated() where !used.contains(index) {
            misses.append(
                "\(reading.article.id.rawValue)\t\(annotation.action) \(annotation.issuer) \(annotation.target)\t\(reading.text.text[annotation.evidence])"
            )
        }
        for pair in pairs where labels[pair.candidate] == nil {
            let (candidate, annotation) = (reading.candidates[pair.candidate], annotations[pair.annotation])
            if candidate.action == annotation.action, Set(candidate.issuer) == Set(annotation.issuer),
                Set(candidate.target) == Set(annotation.target)
            {
                labels[pair.candidate] = pair.annotation
            }
        }
        return labels
    }

    private static func likeness(_ candidate: Candidate, _ annotation: Annotation) -> Double {
        var score = candidate.action == annotation.action ? 3.0 : 0
        score += overlap(candidate.issuer, annotation.issuer) * 2
        score += overlap(candidate.target, annotation.target) * 2
        score += overlap(candidate.measures.map(\.rawValue), annotation.measures.map(\.rawValue)) * 2
        if candidate.frame == .nominal { score -= 0.5 }
        return score
    }

    private static func overlap(_ one: [String], _ other: [String]) -> Double {
        if one.isEmpty, other.isEmpty { return 1 }
        return Double(Set(one).intersection(other).count) / Double(Set(one).union(other).count)
    }
}
