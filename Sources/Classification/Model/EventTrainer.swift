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

    package init(_ classifier: Classifier) { self.classifier = classifier }

    /// The annotations that no candidate tells, and those that one tells with wrong roles, as lines of text.
    package private(set) var misses: [String] = []

    package mutating func add(_ article: Article, _ extraction: Extraction, _ annotations: [Annotation]) {
        var reading = Reading(article, extraction, classifier.lexicon, model: nil)
        reading.find()
        let labels = Self.labels(reading, annotations, &misses)
        let features = CandidateFeatures(parses: reading.parses, context: reading.context)
        for (index, candidate) in reading.candidates.enumerated() {
            let label = labels[index].flatMap { Self.classes.firstIndex(of: $0.rawValue) } ?? 0
            examples.append(
                LinearTrainer.Example(features: features.features(candidate, index, reading.candidates), label: label)
            )
        }
    }

    /// Trains on all that was added and gives the model file's text.
    package func train() -> String { LinearTrainer().train(examples, classes: Self.classes).text }

    /// For each candidate the action of the annotation that it tells, if any.
    static func labels(_ reading: Reading, _ annotations: [Annotation], _ misses: inout [String]) -> [Action?] {
        var labels = [Action?](repeating: nil, count: reading.candidates.count)
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
            labels[pair.candidate] = annotations[pair.annotation].action
            used.insert(pair.annotation)
            let (candidate, annotation) = (reading.candidates[pair.candidate], annotations[pair.annotation])
            if Set(candidate.issuer) != Set(annotation.issuer) || Set(candidate.target) != Set(annotation.target) {
                misses.append(
                    "roles\t\(reading.article.id.rawValue)\t\(annotation.action) \(annotation.issuer) \(annotation.target)\tgot \(candidate.issuer) \(candidate.issuerSource) \(candidate.target) \(candidate.targetSource) \(candidate.frame)\t\(reading.text.text[reading.offsets(of: candidate)])\t\(reading.text.text[annotation.evidence])"
                )
            }
        }
        for (index, annotation) in annotations.enumerated() where !used.contains(index) {
            misses.append(
                "absent\t\(reading.article.id.rawValue)\t\(annotation.action) \(annotation.issuer) \(annotation.target)\t\(reading.text.text[annotation.evidence])"
            )
        }
        for pair in pairs where labels[pair.candidate] == nil {
            let (candidate, annotation) = (reading.candidates[pair.candidate], annotations[pair.annotation])
            if candidate.action == annotation.action, Set(candidate.issuer) == Set(annotation.issuer),
                Set(candidate.target) == Set(annotation.target)
            {
                labels[pair.candidate] = annotation.action
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
