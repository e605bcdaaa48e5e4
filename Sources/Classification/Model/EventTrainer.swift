import Language
package import Messages

/// Learns from annotated articles which candidates are events, and of which action.
package struct EventTrainer {
    /// An event as annotated: what a reader found, and the words in which it is told.
    package struct Annotation: Sendable {
        package var action: Action
        package var measures: [Measure]
        let issuer: Codes
        let target: Codes
        package var evidence: Offsets

        package init(action: Action, measures: [Measure], issuer: [String], target: [String], evidence: Offsets) {
            self.action = action
            self.measures = measures
            self.issuer = Self.codes(issuer)
            self.target = Self.codes(target)
            self.evidence = evidence
        }

        private static func codes(_ texts: [String]) -> Codes {
            texts.compactMap(Code.init).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
    }

    static let classes = ["none"] + Action.allCases.map(\.rawValue)

    let classifier: Classifier
    private var items: [Item] = []
    private var examples: [LinearTrainer.Example] = []

    /// An article as read, and what its annotations make of its candidates.
    private struct Item {
        var reading: Reading
        var told: [Int?]
        var annotations: [Annotation]
        /// The candidates' places among the examples.
        var examples: Range<Int>
        /// nil for an example sentence.
        var relevance: Relevance?
    }

    package init(_ classifier: Classifier) { self.classifier = classifier }

    /// The annotations that no candidate tells, as lines of text.
    package private(set) var misses: [String] = []

    /// Adds an article with what a reader found in it.
    ///
    /// - Parameters:
    ///   - article: As it comes from ingestion.
    ///   - extraction: What the extraction stage finds in it.
    ///   - relevance: nil for an example sentence, which counts half.
    ///   - annotations: The events that a reader found.
    package mutating func add(
        _ article: Article,
        _ extraction: Extraction,
        _ relevance: Relevance?,
        _ annotations: [Annotation]
    ) {
        var reading = Reading(article, extraction, classifier.lexicon, model: nil)
        reading.find()
        let told = Self.labels(reading, annotations, &misses)
        let again = Self.retold(reading, annotations, told)
        let features = CandidateFeatures(parses: reading.parses, kinds: reading.actors.kinds, context: reading.context)
        let start = examples.count
        for index in reading.candidates.indices {
            var list = FeatureList(keepsNames: true)
            features.addSentence(reading.candidates[index].parse, of: reading.candidates, to: &list)
            features.add(index, of: reading.candidates, to: &list)
            let action = told[index].map { annotations[$0].action.rawValue }
            examples.append(
                LinearTrainer.Example(
                    features: list.names,
                    label: action.flatMap(Self.classes.firstIndex(of:)) ?? 0,
                    weight: again.contains(index) ? 0 : relevance == nil ? 0.5 : 1
                )
            )
        }
        items.append(
            Item(
                reading: reading,
                told: told,
                annotations: annotations,
                examples: start..<examples.count,
                relevance: relevance
            )
        )
    }

    /// Trains on all that was added and gives the model file's text.
    package func train() -> String {
        let unseen = unseenProbabilities()
        var (issuers, targets): ([RankTrainer.Question], [RankTrainer.Question]) = ([], [])
        for item in items { ask(item, Array(unseen[item.examples]), &issuers, &targets) }
        return LearntModels(
            events: LinearTrainer().train(examples, classes: Self.classes),
            issuers: RankTrainer().train(issuers),
            targets: RankTrainer().train(targets),
            relevance: relevance(unseen)
        ).text
    }

    private static let folds = 5

    /// For each example the classes' probabilities by a model that has not seen its article, as it will be with new ones.
    private func unseenProbabilities() -> [[Double]] {
        var rows = Array(repeating: [Double](), count: examples.count)
        for fold in 0..<Self.folds {
            let seen = items.indices.filter { $0 % Self.folds != fold }.flatMap { examples[items[$0].examples] }
            let model = LinearModel(LinearTrainer().train(seen, classes: Self.classes))
            for index in items.indices where index % Self.folds == fold {
                for row in items[index].examples {
                    rows[row] = model.probabilities(FeatureList(names: examples[row].features))
                }
            }
        }
        return rows
    }

    /// The questions for the roles, amid the acts that a model accepts that has not seen the article.
    private func ask(
        _ item: Item,
        _ probabilities: [[Double]],
        _ issuers: inout [RankTrainer.Question],
        _ targets: inout [RankTrainer.Question]
    ) {
        var reading = item.reading
        reading.accept(probabilities, Self.classes)
        reading.fillRoles(reading.articleActors())
        let features = reading.roleFeatures
        let finder = RoleFinder(parses: reading.parses, actors: reading.actors, article: features.article)
        var discourse = Discourse()
        for (index, candidate) in reading.candidates.enumerated() {
            guard let annotation = item.told[index].map({ item.annotations[$0] }) else {
                if !candidate.isRejected {
                    discourse.note(issuer: candidate.issuer)
                    discourse.note(target: candidate.target)
                }
                continue
            }
            var candidate = candidate
            if candidate.isRejected { candidate.action = annotation.action }
            let issuing = finder.issuerHypotheses(candidate, discourse)
            issuers.append(Self.question(issuing, annotation.issuer, .issuer, candidate, features))
            var settled = candidate
            settled.issuer = annotation.issuer
            let hit = finder.targetHypotheses(settled, discourse)
            targets.append(Self.question(hit, annotation.target, .target, settled, features))
            discourse.note(issuer: annotation.issuer)
            discourse.note(target: annotation.target)
        }
    }

    private func relevance(_ unseen: [[Double]]) -> LinearWeights {
        let judged = items.compactMap { item in
            item.relevance.map { relevance in
                let features = item.reading.relevanceFeatures.features(Array(unseen[item.examples]))
                return LinearTrainer.Example(
                    features: features.names,
                    numbers: features.numbers.map { ($0.name, $0.value) },
                    label: Self.relevances.firstIndex(of: relevance.rawValue) ?? 0
                )
            }
        }
        return LinearTrainer(penalty: 6, minimum: 5).train(judged, classes: Self.relevances)
    }

    private static func question(
        _ hypotheses: [RoleHypothesis],
        _ right: Codes,
        _ role: RoleFeatures.Role,
        _ candidate: Candidate,
        _ features: RoleFeatures
    ) -> RankTrainer.Question {
        var names: [[String]] = []
        var list = FeatureList(keepsNames: true)
        features.each(of: hypotheses, as: role, candidate, in: &list) { names.append($0.names) }
        return RankTrainer.Question(
            hypotheses: names,
            right: hypotheses.indices.filter { Code.areSame(hypotheses[$0].codes, right) }
        )
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
                "\(reading.base.article.id.rawValue)\t\(annotation.action) \(annotation.issuer.map(\.text)) \(annotation.target.map(\.text))\t\(reading.base.text.text[annotation.evidence])"
            )
        }
        for pair in pairs where labels[pair.candidate] == nil {
            let (candidate, annotation) = (reading.candidates[pair.candidate], annotations[pair.annotation])
            if candidate.action == annotation.action, Code.areSame(candidate.issuer, annotation.issuer),
                Code.areSame(candidate.target, annotation.target)
            {
                labels[pair.candidate] = pair.annotation
            }
        }
        return labels
    }

    /// Candidates that tell an annotated act in other words than those annotated: neither right nor wrong.
    private static func retold(_ reading: Reading, _ annotations: [Annotation], _ told: [Int?]) -> Set<Int> {
        var again: Set<Int> = []
        for (index, candidate) in reading.candidates.enumerated() where told[index] == nil && !candidate.isRejected {
            let isRetold = annotations.contains {
                candidate.action == $0.action && overlap(candidate.issuer, $0.issuer) > 0
                    && overlap(candidate.target, $0.target) > 0
            }
            if isRetold { again.insert(index) }
        }
        return again
    }

    private static func likeness(_ candidate: Candidate, _ annotation: Annotation) -> Double {
        var score = candidate.action == annotation.action ? 3.0 : 0
        score += overlap(candidate.issuer, annotation.issuer) * 2
        score += overlap(candidate.target, annotation.target) * 2
        score += overlap(candidate.measures.measures, annotation.measures) * 2
        if candidate.frame == .nominal { score -= 0.5 }
        return score
    }

    private static func overlap<Item: Hashable>(_ one: some Collection<Item>, _ other: some Collection<Item>) -> Double
    {
        if one.isEmpty, other.isEmpty { return 1 }
        return Double(Set(one).intersection(other).count) / Double(Set(one).union(other).count)
    }
}
