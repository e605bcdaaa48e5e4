import Language

/// Trains the tagger: an averaged structured perceptron with a margin, over corpora that annotate different things.
///
/// A corpus's tags allow a set of labels for each token; where the best labelling of all is not allowed, the weights move
/// from it to the best labelling that is (Yu and Joachims 2009). Every corpus has its own copy of the features of single
/// words beside the shared one (Daumé 2007); the copies take up what is peculiar to it.
package struct PerceptronTrainer {
    /// One sentence ready for training: the rows of its tokens' features, and the labels that its tags allow.
    private struct Example {
        var tokens: Range<Int>
        var labels: UInt32
    }

    private let settings: TrainingSettings
    private let extractor: FeatureExtractor
    private var index = FeatureIndex(capacity: 1)
    private var rows: [Int32] = []
    private var rowStarts: [Int] = [0]
    /// For each token the number of its set of allowed labels.
    private var allowed: [Int] = []
    private var labelSets = LabelSets()
    private var examples: [Example] = []

    package init(settings: TrainingSettings, extractor: FeatureExtractor) {
        self.settings = settings
        self.extractor = extractor
    }

    /// Trains on the sources.
    ///
    /// - Parameters:
    ///   - sources: The corpora, in the order in which the model numbers its styles.
    ///   - report: Told a sentence after each epoch.
    /// - Returns: The averaged weights, with those that tell the styles apart.
    package mutating func train(_ sources: [TrainingSource], report: (String) -> Void) -> TrainedWeights {
        // A local one: counting in a member would copy it, as the closure needs the trainer as well.
        var counted = FeatureIndex()
        for (number, source) in sources.enumerated() {
            for document in source.documents {
                visitFeatures(document, style: number) { feature, _ in counted.count(feature) }
            }
            let count = source.documents.reduce(0) { $0 + $1.tokens.count }
            report(
                "\(source.name): \(source.documents.reduce(0) { $0 + $1.sentences.count }) sentences, \(count) tokens"
            )
        }
        counted.assignRows(minimum: UInt32(settings.minimumCount))
        index = counted
        report("\(index.rowCount) features")
        for (number, source) in sources.enumerated() {
            for (document, tags) in zip(source.documents, source.tags) { collect(document, tags, source, number) }
        }
        return learn(sources, report: report)
    }

    private func visitFeatures(_ document: Document, style: Int, _ visit: (UInt64, Int) -> Void) {
        let reduced = extractor.reduce(document)
        for sentence in document.sentences {
            let isShouted = extractor.isShouted(sentence.tokens, reduced)
            for token in sentence.tokens {
                for role in FeatureExtractor.Role.allCases where sentence.tokens.contains(token + role.offset) {
                    let type = Int(reduced.types[token + role.offset])
                    extractor.features(of: type, as: role, in: reduced) { feature, isStrong in
                        visit(feature, token)
                        if isStrong { visit(TaggerModel.styled(feature, style), token) }
                    }
                }
                extractor.contextFeatures(of: token, in: sentence.tokens, reduced, isShouted: isShouted) {
                    visit($0, token)
                }
            }
        }
    }

    private mutating func collect(_ document: Document, _ tags: [String], _ source: TrainingSource, _ number: Int) {
        let base = allowed.count
        var lastToken = 0
        var (newRows, starts) = (rows, rowStarts)
        (rows, rowStarts) = ([], [])
        visitFeatures(document, style: number) { feature, token in
            while lastToken < token {
                starts.append(newRows.count)
                lastToken += 1
            }
            if let row = index.row(feature) { newRows.append(row) }
        }
        starts.append(newRows.count)
        (rows, rowStarts) = (newRows, starts)
        for sentence in document.sentences {
            allowed += source.scheme.allowed(Array(tags[sentence.tokens])).map { labelSets.number($0) }
            let tokens = base + sentence.tokens.lowerBound..<base + sentence.tokens.upperBound
            for _ in 0..<source.repeats { examples.append(Example(tokens: tokens, labels: source.scheme.labels)) }
        }
    }

    // MARK: Learning

    private mutating func learn(_ sources: [TrainingSource], report: (String) -> Void) -> TrainedWeights {
        var trained = TrainedWeights(
            features: index.features,
            rows: Array(repeating: .zero, count: index.rowCount),
            transitions: Array(repeating: .zero, count: 8)
        )
        for round in 1...settings.rounds {
            var weights = learnOnce(seed: settings.seed &+ UInt64(round)) { report("round \(round), \($0)") }
            weights.average()
            trained.add(weights, share: 1 / Float(settings.rounds))
        }
        var styles = StyleTrainer(extractor: extractor, unit: settings.unit)
        for (feature, row) in styles.train(sources, seed: settings.seed) {
            trained.features.append(feature)
            trained.rows.append(row)
        }
        return trained
    }

    /// One run over all examples in an order of its own: the mean of several is steadier than each.
    private mutating func learnOnce(seed: UInt64, report: (String) -> Void) -> AveragedWeights {
        var weights = AveragedWeights(rows: index.rowCount)
        var random = SplitMix(seed: seed)
        var order = Array(examples.indices)
        var steps: [Viterbi.Step] = []
        for epoch in 1...settings.epochs {
            order.shuffle(using: &random)
            var mistakes = 0
            for number in order where learn(examples[number], &weights, &steps) { mistakes += 1 }
            report("epoch \(epoch): \(mistakes) of \(order.count) sentences wrong or within the margin")
        }
        return weights
    }

    /// Learns from one sentence; false where it was right already.
    private mutating func learn(_ example: Example, _ weights: inout AveragedWeights, _ steps: inout [Viterbi.Step])
        -> Bool
    {
        weights.steps += 1
        var sums: [SIMD32<Float>] = []
        sums.reserveCapacity(example.tokens.count)
        for token in example.tokens {
            var sum = SIMD32<Int16>.zero
            for at in rowStarts[token]..<rowStarts[token + 1] { sum &+= weights.now[Int(rows[at])] }
            sums.append(SIMD32<Float>(sum))
        }
        let viterbi = Viterbi(transitions: weights.transitions)
        let known = labelSets.number(example.labels)
        let closed = 1e6 * labelSets.costs[known]
        for offset in sums.indices { sums[offset] -= closed }
        var scores = sums
        for (offset, token) in example.tokens.enumerated() {
            scores[offset] += labelSets.costs[allowed[token]] * Float(settings.margin)
        }
        let guess = viterbi.decode(scores, steps: &steps)
        let isRight = zip(guess, example.tokens).allSatisfy { labelSets.sets[allowed[$1]] >> UInt32($0) & 1 == 1 }
        if isRight { return false }
        for (offset, token) in example.tokens.enumerated() {
            scores[offset] = sums[offset] - labelSets.costs[allowed[token]] * 1e6
        }
        let gold = viterbi.decode(scores, steps: &steps)
        update(example, guess: guess, gold: gold, &weights)
        return true
    }

    private func update(_ example: Example, guess: [Int], gold: [Int], _ weights: inout AveragedWeights) {
        for (offset, token) in example.tokens.enumerated() {
            if offset > 0 {
                weights.moveTransition(gold[offset - 1], gold[offset], by: 1)
                weights.moveTransition(guess[offset - 1], guess[offset], by: -1)
            }
            guard guess[offset] != gold[offset] else { continue }
            for at in rowStarts[token]..<rowStarts[token + 1] {
                weights.move(Int(rows[at]), from: guess[offset], to: gold[offset])
            }
        }
    }
}

/// The distinct sets of labels that tokens allow.
private struct LabelSets {
    private(set) var sets: [UInt32] = []
    /// For each set: 1 for the labels outside it.
    private(set) var costs: [SIMD32<Float>] = []
    private var numbers: [UInt32: Int] = [:]

    mutating func number(_ set: UInt32) -> Int {
        if let known = numbers[set] { return known }
        var cost = SIMD32<Float>.zero
        for label in 0..<TagSet.count where set >> UInt32(label) & 1 == 0 { cost[label] = 1 }
        numbers[set] = sets.count
        sets.append(set)
        costs.append(cost)
        return sets.count - 1
    }
}

/// The weights of a perceptron with the sums that its average needs.
struct AveragedWeights {
    /// Whole numbers: they move by ones.
    var now: [SIMD32<Int16>]
    private var sums: [SIMD32<Float>]
    var transitions = [SIMD8<Float>](repeating: .zero, count: 8)
    private var transitionSums = [SIMD8<Float>](repeating: .zero, count: 8)
    var steps: Float = 0

    init(rows: Int) {
        now = Array(repeating: .zero, count: rows)
        sums = Array(repeating: .zero, count: rows)
    }

    mutating func move(_ row: Int, from wrong: Int, to right: Int) {
        now[row][right] &+= 1
        now[row][wrong] &-= 1
        sums[row][right] += steps
        sums[row][wrong] -= steps
    }

    /// Moves the weight of a name's kind, or outside, after another; inside a name nothing is moved.
    mutating func moveTransition(_ previous: Int, _ label: Int, by amount: Float) {
        guard label >> 3 == 0 || label >> 3 == 3 else { return }
        transitions[previous & 7][label & 7] += amount
        transitionSums[previous & 7][label & 7] += amount * steps
    }

    /// Replaces the weights by their mean over all steps; the sums are used up.
    mutating func average() {
        for row in sums.indices { sums[row] = SIMD32<Float>(now[row]) - sums[row] / steps }
        for kind in 0..<8 { transitions[kind] -= transitionSums[kind] / steps }
    }

    /// The mean weights of a row, once they were averaged.
    func mean(_ row: Int) -> SIMD32<Float> { sums[row] }
}

/// What training gives: a row of label weights for each feature, and the weights of label after label.
package struct TrainedWeights: Sendable {
    package var features: [UInt64]
    package var rows: [SIMD32<Float>]
    /// Weights of kind after kind; the eighth is outside.
    package var transitions: [SIMD8<Float>]

    /// Adds a share of the weights of one run.
    mutating func add(_ weights: AveragedWeights, share: Float) {
        for row in rows.indices { rows[row] += weights.mean(row) * share }
        for kind in 0..<8 { transitions[kind] += weights.transitions[kind] * share }
    }
}

/// A small random number generator with a seed (Steele, Lea and Flood 2014).
package struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
