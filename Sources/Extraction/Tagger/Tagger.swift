import Language

/// Finds names in a document with a trained model.
package final class Tagger: Sendable {
    package let model: TaggerModel
    private let extractor: FeatureExtractor
    private let viterbi: Viterbi
    private let marginals: Marginals
    private let memory = WordMemory()

    package init(model: TaggerModel, gazetteer: Gazetteer) {
        self.model = model
        extractor = FeatureExtractor(words: model.words, gazetteer: gazetteer)
        let transitions = model.transitions.map { SIMD8<Float>($0) }
        viterbi = Viterbi(transitions: transitions)
        marginals = Marginals(transitions: transitions, temperature: model.temperature)
    }

    /// How the style of annotation is told.
    package enum StyleChoice: Sendable {
        /// The style with this name.
        case named(String)
        /// Each sentence's own words tell it.
        case alone
        /// Each sentence's own words tell it, and how common the styles are in the document.
        case together
    }

    /// The names in the document, in order.
    ///
    /// - Parameters:
    ///   - document: The words.
    ///   - style: Whose weights count besides the shared ones.
    /// - Returns: Names that don't overlap.
    package func spans(in document: Document, style: StyleChoice) -> [TaggedSpan] {
        let remembered = styleOfMemory(style)
        let reduced = extractor.reduce(document, memory: remembered == nil ? nil : memory)
        let shares = shares(of: style, document, reduced)
        var sums = RoleSums(words: reduced.count, styles: model.styles.count)
        if let remembered { recall(reduced, remembered, &sums) }
        var spans: [TaggedSpan] = []
        var steps: [Viterbi.Step] = []
        for (number, sentence) in document.sentences.enumerated() {
            let scores = scores(sentence.tokens, reduced, shares[number], &sums)
            let labels = viterbi.decode(scores, steps: &steps)
            let found = TaggedSpan.spans(labels, from: sentence.tokens.lowerBound)
            if !found.isEmpty { spans += weighed(found, from: sentence.tokens.lowerBound, labels, scores) }
        }
        return spans
    }

    /// The style whose sums are remembered: the project's own, in which all articles are read.
    private func styleOfMemory(_ choice: StyleChoice) -> Int? {
        guard case .named(TrainingPlan.house) = choice else { return nil }
        return model.styles.firstIndex { $0.name == TrainingPlan.house } ?? 0
    }

    /// Takes over what is known of the words, and remembers those that are new.
    private func recall(_ reduced: FeatureExtractor.Reduced, _ style: Int, _ sums: inout RoleSums) {
        var new: [(hash: UInt64, entry: WordMemory.Entry)] = []
        let isFull = memory.isFull
        for type in 0..<reduced.count {
            if let known = reduced.known[type] {
                sums.set(known.sums, of: type, style: style)
            } else if !isFull {
                let rows = FeatureExtractor.Role.allCases.map { sum(of: type, as: $0, reduced, style) }
                sums.set(rows, of: type, style: style)
                new.append((reduced.hashes[type], WordMemory.Entry(type: reduced.distinct[type], sums: rows)))
            }
        }
        if !new.isEmpty { memory.add(new) }
    }

    /// The weights of a word in a role.
    private func sum(
        of type: Int,
        as role: FeatureExtractor.Role,
        _ reduced: FeatureExtractor.Reduced,
        _ style: Int
    ) -> TaggerModel.Row {
        var sum = TaggerModel.Row.zero
        extractor.features(of: type, as: role, in: reduced) { feature, isStrong in
            model.add(feature, to: &sum)
            if isStrong { model.add(TaggerModel.styled(feature, style), to: &sum) }
        }
        return sum
    }

    /// The names with the probability of the least likely of their labels; nothing is ever quite sure.
    private func weighed(_ spans: [TaggedSpan], from first: Int, _ labels: [Int], _ scores: [SIMD32<Float>])
        -> [TaggedSpan]
    {
        let probabilities = marginals.probabilities(of: labels, scores)
        return spans.map { span in
            var span = span
            span.confidence = min(0.995, Double(span.tokens.map { probabilities[$0 - first] }.min() ?? 0))
            return span
        }
    }

    /// The styles that count in each sentence, and how much.
    private func shares(of choice: StyleChoice, _ document: Document, _ reduced: FeatureExtractor.Reduced)
        -> [[StyleShare]]
    {
        if case .named(let name) = choice {
            let style = model.styles.firstIndex { $0.name == name } ?? 0
            return Array(repeating: [StyleShare(style: style, share: 1)], count: document.sentences.count)
        }
        // The project's own style is for its articles; a text whose style has to be told is somebody else's.
        let own = model.styles.firstIndex { $0.name == TrainingPlan.house }
        var mixture = StyleMixture(count: model.styles.count, excluded: own)
        for sentence in document.sentences {
            var sum = TaggerModel.Row.zero
            extractor.styleFeatures(of: sentence.tokens, reduced) { model.add($0, to: &sum) }
            mixture.add(sum)
        }
        if case .together = choice { mixture.fit() }
        return document.sentences.indices.map { mixture.shares(of: $0) }
    }

    private func scores(
        _ sentence: Range<Int>,
        _ reduced: FeatureExtractor.Reduced,
        _ shares: [StyleShare],
        _ sums: inout RoleSums
    ) -> [SIMD32<Float>] {
        let isShouted = extractor.isShouted(sentence, reduced)
        let closed = penalty(shares)
        return sentence.map { token in
            var sum = closed
            extractor.contextFeatures(of: token, in: sentence, reduced, isShouted: isShouted) {
                model.add($0, to: &sum)
            }
            if shares.count == 1 {
                sum &+= words(around: token, in: sentence, reduced, shares[0].style, &sums)
                return Self.floats(sum)
            }
            var total = Self.floats(sum)
            for share in shares {
                total += Self.floats(words(around: token, in: sentence, reduced, share.style, &sums)) * share.share
            }
            return total
        }
    }

    /// The same numbers, eight at a time: the compiler makes vector code of no more.
    @inline(__always)
    private static func floats(_ row: TaggerModel.Row) -> SIMD32<Float> {
        SIMD32(
            lowHalf: SIMD16(lowHalf: SIMD8(row.lowHalf.lowHalf), highHalf: SIMD8(row.lowHalf.highHalf)),
            highHalf: SIMD16(lowHalf: SIMD8(row.highHalf.lowHalf), highHalf: SIMD8(row.highHalf.highHalf))
        )
    }

    /// The weights of the words around a token, each in its role.
    private func words(
        around token: Int,
        in sentence: Range<Int>,
        _ reduced: FeatureExtractor.Reduced,
        _ style: Int,
        _ sums: inout RoleSums
    ) -> TaggerModel.Row {
        var sum = TaggerModel.Row.zero
        for role in FeatureExtractor.Role.allCases where sentence.contains(token + role.offset) {
            let type = Int(reduced.types[token + role.offset])
            sum &+= sums.sum(of: type, as: role, style: style) { self.sum(of: type, as: role, reduced, style) }
        }
        return sum
    }

    /// What keeps labels out that the sentence's likeliest style doesn't know: more than a hundred features can weigh.
    private func penalty(_ shares: [StyleShare]) -> TaggerModel.Row {
        guard let likeliest = shares.first, !model.styles.isEmpty else { return .zero }
        let labels = model.styles[likeliest.style].labels
        var penalty = TaggerModel.Row.zero
        for label in 0..<TagSet.count where labels >> UInt32(label) & 1 == 0 { penalty[label] = -16_000 }
        return penalty
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
    mutating func sum(of type: Int, as role: FeatureExtractor.Role, style: Int, _ work: () -> TaggerModel.Row)
        -> TaggerModel.Row
    {
        let at = (style * words + type) * 5 + role.rawValue
        if places[at] >= 0 { return sums[Int(places[at])] }
        let sum = work()
        places[at] = Int32(sums.count)
        sums.append(sum)
        return sum
    }

    /// Takes the sums of all roles.
    mutating func set(_ rows: [TaggerModel.Row], of type: Int, style: Int) {
        let at = (style * words + type) * 5
        for (role, row) in rows.enumerated() {
            places[at + role] = Int32(sums.count)
            sums.append(row)
        }
    }
}
