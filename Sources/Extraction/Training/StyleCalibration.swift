/// How surely styles are told, and how readily each of them, fitted to sentences that were not learnt from.
struct StyleCalibration {
    private(set) var sharpness: Float = 1
    private(set) var offsets = SIMD8<Float>.zero
    private let styles: Int

    init(styles: Int) {
        self.styles = styles
    }

    static func shares(_ scores: SIMD8<Float>, styles: Int) -> SIMD8<Float> {
        var shares = SIMD8<Float>.zero
        let top = (0..<styles).map { scores[$0] }.max() ?? 0
        for style in 0..<styles { shares[style] = Exponential.value(scores[style] - top) }
        return shares / shares.total
    }

    /// Believes half of what was fitted: a model of all sentences knows a small corpus better than those that lacked a fifth.
    mutating func halve() {
        sharpness = sharpness.squareRoot()
        offsets /= 2
    }

    /// Fits to the scores of sentences, given for each style: gradient ascent of the mean likelihood over the styles.
    mutating func fit(_ scores: [[SIMD8<Float>]]) {
        let lists = scores.map { list in
            stride(from: 0, to: list.count, by: max(1, list.count / 800)).map { list[$0] }
        }
        for round in 0..<300 {
            var offsetGradient = SIMD8<Float>.zero
            var sharpnessGradient: Float = 0
            for (style, list) in lists.enumerated() where !list.isEmpty {
                for score in list {
                    var error = SIMD8<Float>.zero - Self.shares(score * sharpness + offsets, styles: styles)
                    error[style] += 1
                    offsetGradient += error / Float(list.count)
                    sharpnessGradient += (error * score).total / Float(list.count)
                }
            }
            let rate = 1 / (1 + Float(round) / 100)
            offsets += offsetGradient * rate
            sharpness = max(0.1, sharpness + sharpnessGradient * rate * 0.01)
        }
    }
}
