/// Finds the best sequence of labels for a sentence.
///
/// Works on blocks of eight: the scores of begin, inside, last and unit labels of all kinds, outside being the eighth unit.
/// Names begin only after a finished one, and what a finished name is followed by depends on the two kinds alone.
struct Viterbi: Sendable {
    typealias Block = SIMD8<Float>

    /// Scores of a kind after a kind, a row for each earlier one; the eighth is outside.
    let transitions: [Block]

    /// Where the best paths come from: one for each token.
    struct Step {
        /// For each kind that opens: the kind before it.
        var opened: SIMD8<Int32> = .zero
        /// For each kind that was closed before: whether it was a unit.
        var wasUnit: SIMDMask<SIMD8<Int32>> = .init(repeating: false)
        /// For each kind that goes on: whether it was inside.
        var wasInside: SIMDMask<SIMD8<Int32>> = .init(repeating: false)
    }

    private static let lowest: Float = -1e30

    /// The best allowed labels of a sentence with these scores, one label for each token.
    func decode(_ scores: [SIMD32<Float>], steps: inout [Step]) -> [Int] {
        guard let first = scores.first else { return [] }
        steps.removeAll(keepingCapacity: true)
        let none = Block(repeating: Self.lowest)
        var (begin, inside, last, unit) = (first.lowHalf.lowHalf, none, none, first.highHalf.highHalf)
        begin[7] = Self.lowest
        for row in scores.dropFirst() {
            var step = Step()
            step.wasUnit = unit .> last
            let closed = last.replacing(with: unit, where: step.wasUnit)
            let opened = open(closed, &step.opened)
            step.wasInside = inside .> begin
            let continued = begin.replacing(with: inside, where: step.wasInside)
            begin = opened + row.lowHalf.lowHalf
            begin[7] = Self.lowest
            inside = continued + row.lowHalf.highHalf
            last = continued + row.highHalf.lowHalf
            unit = opened + row.highHalf.highHalf
            steps.append(step)
        }
        return trace(last, unit, steps, count: scores.count)
    }

    @inline(__always)
    private func open(_ closed: Block, _ from: inout SIMD8<Int32>) -> Block {
        var best = transitions[0] + closed[0]
        for kind in 1..<8 {
            let candidate = transitions[kind] + closed[kind]
            let isBetter = candidate .> best
            best.replace(with: candidate, where: isBetter)
            from.replace(with: SIMD8<Int32>(repeating: Int32(kind)), where: isBetter)
        }
        return best
    }

    private func trace(_ last: Block, _ unit: Block, _ steps: [Step], count: Int) -> [Int] {
        var kind = 7
        for other in 0..<7 where max(last[other], unit[other]) > max(last[kind], unit[kind]) { kind = other }
        var position = unit[kind] >= last[kind] ? 3 : 2
        var labels = [Int](repeating: TagSet.outside, count: count)
        for token in stride(from: count - 1, through: 0, by: -1) {
            labels[token] = position * 8 + kind
            guard token > 0 else { break }
            let step = steps[token - 1]
            if position == 0 || position == 3 {
                kind = Int(step.opened[kind])
                position = step.wasUnit[kind] ? 3 : 2
            } else {
                position = step.wasInside[kind] ? 1 : 0
            }
        }
        return labels
    }
}
