import Language

/// Finds names in a document with a trained model.
package struct Tagger: Sendable {
    package let model: TaggerModel
    private let extractor: FeatureExtractor
    private let viterbi: Viterbi

    package init(model: TaggerModel, gazetteer: Gazetteer) {
        self.model = model
        extractor = FeatureExtractor(words: model.words, gazetteer: gazetteer)
        viterbi = Viterbi(transitions: model.transitions.map { SIMD8<Float>($0) })
    }

    /// The names in the document, in order.
    ///
    /// - Parameters:
    ///   - document: The words.
    ///   - style: Name of the style whose weights count besides the shared ones; nil to guess one for the whole document.
    /// - Returns: Names that don't overlap.
    package func spans(in document: Document, style: String?) -> [TaggedSpan] {
        let reduced = extractor.reduce(document)
        let style = style.flatMap { model.styles.firstIndex(of: $0) } ?? guessedStyle(of: document, reduced)
        var sums = RoleSums(words: reduced.count, styles: model.styles.count)
        var spans: [TaggedSpan] = []
        var steps: [Viterbi.Step] = []
        for sentence in document.sentences {
            let scores = scores(sentence.tokens, reduced, style, &sums)
            let labels = viterbi.decode(scores, steps: &steps)
            spans += TaggedSpan.spans(labels, from: sentence.tokens.lowerBound)
        }
        return spans
    }

    private func scores(
        _ sentence: Range<Int>,
        _ reduced: FeatureExtractor.Reduced,
        _ style: Int,
        _ sums: inout RoleSums
    ) -> [SIMD32<Float>] {
        let isShouted = extractor.isShouted(sentence, reduced)
        return sentence.map { token in
            var sum = TaggerModel.Row.zero
            extractor.contextFeatures(of: token, in: sentence, reduced, isShouted: isShouted) {
                model.add($0, to: &sum)
            }
            for role in FeatureExtractor.Role.allCases where sentence.contains(token + role.offset) {
                let type = Int(reduced.types[token + role.offset])
                sum &+= sums.sum(of: type, as: role, style: style) { sum in
                    extractor.features(of: type, as: role, in: reduced) { feature, isStrong in
                        model.add(feature, to: &sum)
                        if isStrong { model.add(TaggerModel.styled(feature, style), to: &sum) }
                    }
                }
            }
            return SIMD32<Float>(sum)
        }
    }

    /// The style whose words are most like those of the document.
    private func guessedStyle(of document: Document, _ reduced: FeatureExtractor.Reduced) -> Int {
        var totals = [Int](repeating: 0, count: max(1, model.styles.count))
        for sentence in document.sentences {
            var sum = TaggerModel.Row.zero
            extractor.styleFeatures(of: sentence.tokens, reduced) { model.add($0, to: &sum) }
            // A long sentence says no more than a short one, so that a list of names does not decide.
            let scale = max(1, sentence.tokens.count)
            for style in totals.indices { totals[style] += Int(sum[style]) * 64 / scale }
        }
        return totals.indices.max { (totals[$0], $1) < (totals[$1], $0) } ?? 0
    }
}

/// Sums of the weights of a distinct word in each of its roles and styles, worked out when they are first asked for.
private struct RoleSums {
    private var sums: [TaggerModel.Row] = []
    private var places: [Int32]
    private let words: Int

    init(words: Int, styles: Int) {
        self.words = words
        places = Array(repeating: -1, count: words * 5 * max(1, styles))
        sums.reserveCapacity(words * 5)
    }

    @inline(__always)
    mutating func sum(of type: Int, as role: FeatureExtractor.Role, style: Int, _ work: (inout TaggerModel.Row) -> Void)
        -> TaggerModel.Row
    {
        let at = (style * words + type) * 5 + role.rawValue
        if places[at] >= 0 { return sums[Int(places[at])] }
        var sum = TaggerModel.Row.zero
        work(&sum)
        places[at] = Int32(sums.count)
        sums.append(sum)
        return sum
    }
}
