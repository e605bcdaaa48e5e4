import Language

/// Learns to tell the styles of text apart by single words: logistic regression over the words of a sentence.
struct StyleTrainer {
    /// How many steps of the rounded weights make one of the logarithm of a probability.
    static let steps = 32

    private let extractor: FeatureExtractor
    /// The weight that one step stands for.
    private let unit: Float
    private var weights: [UInt64: SIMD8<Float>] = [:]

    init(extractor: FeatureExtractor, unit: Float) {
        self.extractor = extractor
        self.unit = unit
    }

    private struct Example {
        var features: [UInt64]
        var style: Int
    }

    /// The weights of the words that tell something, in the first eight labels of a row.
    mutating func train(_ sources: [TrainingSource], seed: UInt64) -> [(feature: UInt64, row: SIMD32<Float>)] {
        var examples = examples(sources)
        var random = SplitMix(seed: seed)
        for epoch in 1...6 {
            examples.shuffle(using: &random)
            for example in examples { learn(example, rate: 0.3 / Float(epoch), styles: sources.count) }
        }
        return rows(styles: sources.count)
    }

    /// The sentences of all corpora, the smaller corpora repeated until they are about as large as a tenth of the largest.
    private func examples(_ sources: [TrainingSource]) -> [Example] {
        let lists = sources.enumerated().map { style, source in
            source.documents.flatMap { document in
                let reduced = extractor.reduce(document)
                return document.sentences.map { sentence in
                    var features: [UInt64] = []
                    extractor.styleFeatures(of: sentence.tokens, reduced) { features.append($0) }
                    return Example(features: features, style: style)
                }
            }
        }
        let largest = lists.map(\.count).max() ?? 0
        return lists.flatMap { list in
            Array(repeatElement(list, count: max(1, largest / 4 / max(1, list.count)))).joined()
        }
    }

    private mutating func learn(_ example: Example, rate: Float, styles: Int) {
        var scores = SIMD8<Float>.zero
        for feature in example.features { scores += weights[feature] ?? .zero }
        let shares = Self.shares(scores, styles: styles)
        var gradient = SIMD8<Float>.zero - shares
        gradient[example.style] += 1
        let step = gradient * (rate / Float(max(4, example.features.count)).squareRoot())
        for feature in example.features { weights[feature] = (weights[feature] ?? .zero) * 0.9999 + step }
    }

    private static func shares(_ scores: SIMD8<Float>, styles: Int) -> SIMD8<Float> {
        var shares = SIMD8<Float>.zero
        let top = (0..<styles).map { scores[$0] }.max() ?? 0
        for style in 0..<styles { shares[style] = Exponential.value(scores[style] - top) }
        return shares / shares.total
    }

    private func rows(styles: Int) -> [(feature: UInt64, row: SIMD32<Float>)] {
        weights.keys.sorted().compactMap { feature in
            guard let weight = weights[feature] else { return nil }
            let centred = weight - weight.sum() / Float(styles)
            var row = SIMD32<Float>.zero
            for style in 0..<styles { row[style] = centred[style] * Float(Self.steps) * unit }
            return row.max() < 2 * unit && row.min() > -2 * unit ? nil : (feature, row)
        }
    }
}
