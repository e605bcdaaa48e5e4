/// A style of annotation and how much it counts.
struct StyleShare: Sendable {
    var style: Int
    var share: Float
}

/// Which styles the sentences of a document are in, as far as their words tell.
///
/// The model gives each sentence a probability of every style; how common the styles are in the document is found by
/// expectation and maximisation (Saerens, Latinne and Decaestecker 2002).
struct StyleMixture {
    private let count: Int
    /// The style that is never told from words, if there is one.
    private let excluded: Int?
    private var scores: [SIMD8<Float>] = []
    private var priors: SIMD8<Float>
    private var restraint: Float = 1
    private static let scale: Float = 1 / Float(StyleTrainer.steps)
    /// What a sentence says of its style counts less beside those of its neighbours: it says the same thing with many words.
    private static let restraint: Float = 0.25

    init(count: Int, excluded: Int? = nil) {
        self.count = max(1, count)
        self.excluded = count > 1 ? excluded : nil
        priors = SIMD8(repeating: 1 / Float(self.count))
    }

    mutating func add(_ sum: TaggerModel.Row) {
        var score = SIMD8<Float>(repeating: -80)
        for style in 0..<count where style != excluded { score[style] = Float(sum[style]) * Self.scale }
        scores.append(score - score.greatest)
    }

    private func likelihood(of sentence: Int) -> SIMD8<Float> {
        var powers = Exponential.values(scores[sentence] * restraint)
        for style in count..<8 { powers[style] = 0 }
        return powers
    }

    /// Learns how common the styles are in the document.
    mutating func fit() {
        guard scores.count > 1 else { return }
        restraint = Self.restraint
        let likelihoods = scores.indices.map { likelihood(of: $0) }
        for _ in 0..<20 {
            var sum = SIMD8<Float>.zero
            for likelihood in likelihoods {
                let product = likelihood * priors
                sum += product / max(product.total, 1e-20)
            }
            priors = sum / sum.total
        }
    }

    /// The styles of a sentence that count at least a twentieth, the likeliest first.
    func shares(of sentence: Int) -> [StyleShare] {
        let product = likelihood(of: sentence) * priors
        let shares = product / max(product.total, 1e-20)
        let kept = (0..<count).filter { shares[$0] >= 0.05 }.sorted { (shares[$1], $0) < (shares[$0], $1) }
        let sum = kept.reduce(0) { $0 + shares[$1] }
        return kept.map { StyleShare(style: $0, share: shares[$0] / sum) }
    }
}
