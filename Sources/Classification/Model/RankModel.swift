/// A linear model that ranks: over named features, with one score.
struct RankModel: Sendable {
    /// Open addressing: the upper half of a feature's key, and its weight; 0 is free.
    private var slots: [(tag: UInt32, weight: Int32)]

    init(_ learnt: LinearWeights) {
        var size = 16
        while size < learnt.rows.count * 3 { size *= 2 }
        slots = Array(repeating: (0, 0), count: size)
        for row in learnt.rows where row.weights[0] != 0 {
            let key = NameHash(row.name).spread
            slots[slot(key)] = (UInt32(truncatingIfNeeded: key >> 32), Int32(clamping: row.weights[0]))
        }
    }

    @inline(__always)
    private func slot(_ key: UInt64) -> Int {
        let tag = UInt32(truncatingIfNeeded: key >> 32)
        var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
        while slots[slot].weight != 0, slots[slot].tag != tag { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    func score(_ features: FeatureList) -> Double {
        var sum = Int32(0)
        for key in features.keys { sum &+= slots[slot(key)].weight }
        return Double(sum) / Double(LinearWeights.scale)
    }
}
