/// Gives the features that are seen often enough rows of weights.
struct FeatureIndex {
    private var keys: [UInt64]
    private var counts: [UInt32]
    private(set) var rows: [Int32]
    private var mask: Int
    private var used = 0
    private(set) var rowCount = 0

    init(capacity: Int = 1 << 20) {
        keys = Array(repeating: 0, count: capacity)
        counts = Array(repeating: 0, count: capacity)
        rows = []
        mask = capacity - 1
    }

    mutating func count(_ feature: UInt64) {
        var at = Int(truncatingIfNeeded: feature >> 20) & mask
        while counts[at] > 0, keys[at] != feature { at = (at + 1) & mask }
        if counts[at] == 0 {
            keys[at] = feature
            used += 1
        }
        counts[at] &+= 1
        if used * 10 > keys.count * 7 { grow() }
    }

    private mutating func grow() {
        let (oldKeys, oldCounts) = (keys, counts)
        keys = Array(repeating: 0, count: oldKeys.count * 2)
        counts = Array(repeating: 0, count: oldKeys.count * 2)
        mask = keys.count - 1
        for index in oldKeys.indices where oldCounts[index] > 0 {
            var at = Int(truncatingIfNeeded: oldKeys[index] >> 20) & mask
            while counts[at] > 0 { at = (at + 1) & mask }
            keys[at] = oldKeys[index]
            counts[at] = oldCounts[index]
        }
    }

    /// Ends counting: features that were seen at least so often get rows.
    mutating func assignRows(minimum: UInt32) {
        rows = Array(repeating: -1, count: keys.count)
        for index in keys.indices where counts[index] >= minimum {
            rows[index] = Int32(rowCount)
            rowCount += 1
        }
    }

    func row(_ feature: UInt64) -> Int32? {
        var at = Int(truncatingIfNeeded: feature >> 20) & mask
        while counts[at] > 0, keys[at] != feature { at = (at + 1) & mask }
        return counts[at] > 0 && rows[at] >= 0 ? rows[at] : nil
    }

    /// The feature of every row.
    var features: [UInt64] {
        var features = [UInt64](repeating: 0, count: rowCount)
        for index in keys.indices where rows[index] >= 0 { features[Int(rows[index])] = keys[index] }
        return features
    }
}
