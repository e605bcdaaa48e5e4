/// The tagger's weights as they are used: a row of label weights for each feature that counts.
package struct TaggerModel: Sendable {
    package typealias Row = SIMD32<Int16>

    /// Version of the features; a model of another version can't be used.
    package static let featureVersion = 3

    /// Such as `interdict-names/1`.
    package var name: String
    /// SHA-256 of the model's data, in hexadecimal digits; empty for a model that was never written.
    package var sha256 = ""
    /// A way of annotating that has copies of the strong features.
    package struct Style: Sendable, Equatable {
        package var name: String
        /// The labels that it knows.
        package var labels: UInt32

        package init(name: String, labels: UInt32) {
            self.name = name
            self.labels = labels
        }
    }
    package let styles: [Style]
    package let words: WordTable
    /// Features by the upper 32 bits of their hashes, ascending.
    package let keys: [UInt32]
    /// The weights of the features, in the order of the keys.
    package var rows: [Row] { keys.indices.map { table.row($0) } }
    /// Scores of kind after kind in the unit of the rows, a row for each earlier one; the eighth is outside.
    package let transitions: [SIMD8<Int16>]
    /// What a score is multiplied with to make the logarithm of a probability.
    package var temperature: Float = 0.025

    private let table: RowTable
    private let view: RowView

    package init(
        name: String,
        styles: [Style],
        words: WordTable,
        keys: [UInt32],
        rows: [Row],
        transitions: [SIMD8<Int16>]
    ) {
        self.name = name
        self.styles = styles
        self.words = words
        self.keys = keys
        self.transitions = transitions
        table = RowTable(keys: keys, rows: rows)
        view = table.view
    }

    /// The key of a feature's hash.
    @inline(__always)
    package static func key(_ feature: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: feature >> 32) }

    /// The feature's copy for a style of text.
    @inline(__always)
    package static func styled(_ feature: UInt64, _ style: Int) -> UInt64 {
        WordHash.mixed(feature, UInt64(style &+ 1) &* 0xC2B2_AE3D_27D4_EB4F)
    }

    /// Adds the feature's weights to the sum.
    @inline(__always)
    package func add(_ feature: UInt64, to sum: inout Row) {
        view.add(Self.key(feature), to: &sum)
    }
}

extension TaggerModel {
    /// Makes the model of trained weights: rounded to bytes, small weights dropped.
    ///
    /// - Parameters:
    ///   - weights: What training gave.
    ///   - name: Name and version.
    ///   - styles: Names of the corpora, in the order in which they were trained on.
    ///   - words: The table of words.
    ///   - unit: The weight that one step of a byte stands for.
    ///   - least: The smallest number of steps that is kept.
    package init(
        _ weights: TrainedWeights,
        name: String,
        styles: [Style],
        words: WordTable,
        unit: Float,
        least: Int
    ) {
        var kept: [(key: UInt32, row: Row)] = []
        for (index, feature) in weights.features.enumerated() {
            let row = Self.rounded(weights.rows[index], unit: unit, least: least)
            if row != .zero { kept.append((Self.key(feature), row)) }
        }
        kept.sort { $0.key < $1.key }
        var keys: [UInt32] = []
        var rows: [Row] = []
        for (key, row) in kept where keys.last != key {
            keys.append(key)
            rows.append(row)
        }
        let transitions = weights.transitions.map { row in
            SIMD8<Int16>(
                (row / unit).rounded(.toNearestOrEven).clamped(
                    lowerBound: .init(repeating: -30_000),
                    upperBound: .init(repeating: 30_000)
                )
            )
        }
        self.init(
            name: name,
            styles: styles,
            words: words,
            keys: keys,
            rows: rows,
            transitions: transitions
        )
    }

    private static func rounded(_ weights: SIMD32<Float>, unit: Float, least: Int) -> Row {
        var row = Row.zero
        for label in 0..<TagSet.count {
            let steps = Int(max(-127, min(127, (weights[label] / unit).rounded())))
            row[label] = abs(steps) < least ? 0 : Int16(steps)
        }
        return row
    }
}
