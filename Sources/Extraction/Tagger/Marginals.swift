/// Probabilities of labels in a sentence when the scores are taken for those of a conditional random field (Lafferty,
/// McCallum and Pereira 2001).
///
/// Forward and backward sums over the allowed sequences of ``TagSet``'s labels, in blocks of eight as in ``Viterbi``.
struct Marginals: Sendable {
    typealias Block = SIMD8<Float>

    /// Scores of one token: begin, inside, last and unit.
    private struct Row {
        var begin = Block.zero
        var inside = Block.zero
        var last = Block.zero
        var unit = Block.zero

        /// Exponentials, the greatest of which is made 1.
        init(exponentials scores: SIMD32<Float>, temperature: Float) {
            let (low, high) = (scores.lowHalf, scores.highHalf)
            let top = low.lowHalf.greater(low.highHalf).greater(high.lowHalf.greater(high.highHalf)).greatest
            begin = Exponential.values((low.lowHalf - top) * temperature)
            inside = Exponential.values((low.highHalf - top) * temperature)
            last = Exponential.values((high.lowHalf - top) * temperature)
            unit = Exponential.values((high.highHalf - top) * temperature)
            begin[7] = 0
            inside[7] = 0
            last[7] = 0
        }

        init(begin: Block, inside: Block, last: Block, unit: Block) {
            (self.begin, self.inside, self.last, self.unit) = (begin, inside, last, unit)
        }

        var sum: Float { (begin + inside + last + unit).total }

        static func * (row: Row, factor: Float) -> Row {
            Row(
                begin: row.begin * factor,
                inside: row.inside * factor,
                last: row.last * factor,
                unit: row.unit * factor
            )
        }

        subscript(label: Int) -> Float {
            switch label >> 3 {
            case 0: begin[label & 7]
            case 1: inside[label & 7]
            case 2: last[label & 7]
            default: unit[label & 7]
            }
        }
    }

    /// Exponentials of the transitions, a row for each earlier kind.
    private let transitions: [Block]
    /// What a score is multiplied with to make the logarithm of a probability.
    private let temperature: Float

    init(transitions: [Block], temperature: Float) {
        self.transitions = transitions.map { Exponential.values($0 * temperature) }
        self.temperature = temperature
    }

    /// The probabilities of the given labels, one for each token.
    func probabilities(of labels: [Int], _ scores: [SIMD32<Float>]) -> [Float] {
        let rows = scores.map { Row(exponentials: $0, temperature: temperature) }
        let forward = forward(rows)
        var result = [Float](repeating: 0, count: rows.count)
        // A name that is open at the end is no sequence of labels.
        var after = Row(begin: .zero, inside: .zero, last: Block(repeating: 1), unit: Block(repeating: 1))
        for token in rows.indices.reversed() {
            let here = forward[token]
            let joint = Row(
                begin: here.begin * after.begin,
                inside: here.inside * after.inside,
                last: here.last * after.last,
                unit: here.unit * after.unit
            )
            result[token] = joint[labels[token]] / max(joint.sum, 1e-30)
            if token > 0 { after = before(rows[token], after) }
        }
        return result
    }

    private func forward(_ rows: [Row]) -> [Row] {
        var forward: [Row] = []
        forward.reserveCapacity(rows.count)
        for row in rows {
            guard let before = forward.last else {
                forward.append(Row(begin: row.begin, inside: .zero, last: .zero, unit: row.unit))
                continue
            }
            let opened = opened(before.last + before.unit)
            let continued = before.begin + before.inside
            let sums = Row(
                begin: opened * row.begin,
                inside: continued * row.inside,
                last: continued * row.last,
                unit: opened * row.unit
            )
            forward.append(sums * (1 / max(sums.sum, 1e-30)))
        }
        return forward
    }

    private func opened(_ closed: Block) -> Block {
        var sum = transitions[0] * closed[0]
        for kind in 1..<8 { sum += transitions[kind] * closed[kind] }
        return sum
    }

    /// The backward sums of a token out of those of the next.
    private func before(_ next: Row, _ after: Row) -> Row {
        let opening = next.begin * after.begin + next.unit * after.unit
        let going = next.inside * after.inside + next.last * after.last
        var closed = Block.zero
        for kind in 0..<8 { closed[kind] = (transitions[kind] * opening).total }
        let sums = Row(begin: going, inside: going, last: closed, unit: closed)
        return sums * (1 / max(sums.sum, 1e-30))
    }
}
