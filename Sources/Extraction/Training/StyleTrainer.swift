import Language

/// Learns to tell the styles of text apart by single sentences: logistic regression over their words.
///
/// Words of the sentences that were learnt from tell their style all too surely, and more so the smaller the corpus. So five
/// models are learnt that each lack a fifth of the sentences, and how surely and how readily each style may be told is fitted
/// to what they say of that fifth (Platt 1999), every style counting the same.
struct StyleTrainer {
    /// How many steps of the rounded weights make one of the logarithm of a probability.
    static let steps = 32
    private static let parts = 5

    private let extractor: FeatureExtractor
    /// The weight that one step stands for.
    private let unit: Float
    private var numbers: [UInt64: Int] = [:]
    private var features: [UInt64] = []

    init(extractor: FeatureExtractor, unit: Float) {
        self.extractor = extractor
        self.unit = unit
    }

    private struct Example {
        var features: [Int]
        var style: Int
    }

    /// The weights of the words that tell something, in the first eight labels of a row.
    mutating func train(_ sources: [TrainingSource], seed: UInt64) -> [(feature: UInt64, row: SIMD32<Float>)] {
        let lists = sources.enumerated().map { examples($1, style: $0) }
        var random = SplitMix(seed: seed)
        let apart = (0..<Self.parts).map { part in
            let (kept, apart) = Self.split(lists, part)
            let weights = learn(Self.balanced(kept), &random, styles: sources.count)
            return apart.map { list in list.map { Self.scores($0, weights) } }
        }
        var calibration = StyleCalibration(styles: sources.count)
        calibration.fit(lists.indices.map { style in apart.flatMap { $0[style] } })
        calibration.halve()
        let weights = learn(Self.balanced(lists), &random, styles: sources.count)
        return rows(weights, calibration, styles: sources.count)
    }

    /// The sentences without a part of them, and that part; neighbours stay together, as they share the words of a document.
    private static func split(_ lists: [[Example]], _ part: Int) -> (kept: [[Example]], apart: [[Example]]) {
        let cuts = lists.map { list in list.count * part / parts..<list.count * (part + 1) / parts }
        let kept = zip(lists, cuts).map { Array($0[..<$1.lowerBound] + $0[$1.upperBound...]) }
        return (kept, zip(lists, cuts).map { Array($0[$1]) })
    }

    private mutating func examples(_ source: TrainingSource, style: Int) -> [Example] {
        var examples: [Example] = []
        for document in source.documents {
            let reduced = extractor.reduce(document)
            for sentence in document.sentences {
                var found: [Int] = []
                extractor.styleFeatures(of: sentence.tokens, reduced) { feature in
                    if feature != FeatureExtractor.everySentence { found.append(number(feature)) }
                }
                examples.append(Example(features: found, style: style))
            }
        }
        return examples
    }

    private mutating func number(_ feature: UInt64) -> Int {
        if let known = numbers[feature] { return known }
        numbers[feature] = features.count
        features.append(feature)
        return features.count - 1
    }

    /// The smaller corpora repeated until they are about as large as a quarter of the largest.
    private static func balanced(_ lists: [[Example]]) -> [Example] {
        let largest = lists.map(\.count).max() ?? 0
        return lists.flatMap { list in
            Array(repeatElement(list, count: max(1, largest / 4 / max(1, list.count)))).joined()
        }
    }

    private func learn(_ examples: [Example], _ random: inout SplitMix, styles: Int) -> [SIMD8<Float>] {
        var weights = [SIMD8<Float>](repeating: .zero, count: features.count)
        var order = Array(examples.indices)
        for epoch in 1...6 {
            order.shuffle(using: &random)
            for number in order {
                let example = examples[number]
                let shares = StyleCalibration.shares(Self.scores(example, weights), styles: styles)
                var gradient = SIMD8<Float>.zero - shares
                gradient[example.style] += 1
                let rate = 0.3 / Float(epoch)
                let step = gradient * (rate / Float(max(4, example.features.count)).squareRoot())
                for feature in example.features { weights[feature] = weights[feature] * 0.9999 + step }
            }
        }
        return weights
    }

    private static func scores(_ example: Example, _ weights: [SIMD8<Float>]) -> SIMD8<Float> {
        example.features.reduce(into: SIMD8<Float>.zero) { $0 += weights[$1] }
    }

    private func rows(_ weights: [SIMD8<Float>], _ calibration: StyleCalibration, styles: Int)
        -> [(feature: UInt64, row: SIMD32<Float>)]
    {
        let all = weights.indices.map { (features[$0], weights[$0] * calibration.sharpness) }
        let rows = ([(FeatureExtractor.everySentence, calibration.offsets)] + all).map { feature, weight in
            let centred = weight - weight.sum() / Float(styles)
            var row = SIMD32<Float>.zero
            for style in 0..<styles { row[style] = centred[style] * Float(Self.steps) * unit }
            return (feature: feature, row: row)
        }
        return rows.filter { $0.row.max() >= 2 * unit || $0.row.min() <= -2 * unit }.sorted { $0.feature < $1.feature }
    }
}
