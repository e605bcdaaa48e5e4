/// A linear model that ranks: over named features, with one score.
struct RankModel: Sendable {
    /// The weight of each feature, in thousandths.
    private var weights: HashedTable<Int32>

    init(_ learnt: LinearWeights) {
        weights = HashedTable(minimumCapacity: learnt.rows.count)
        for row in learnt.rows { weights.insert(Int32(clamping: row.weights[0]), NameHash(row.name)) }
    }

    func score(_ features: FeatureList) -> Double {
        var sum = Int32(0)
        for key in features.keys { if let weight = weights[key: key] { sum &+= weight } }
        return Double(sum) / Double(LinearWeights.scale)
    }
}
