/// Precision, recall and F1 of names with exact bounds and kind.
package struct EntityScores: Sendable {
    package struct Count: Sendable, Equatable {
        package var right = 0
        package var predicted = 0
        package var gold = 0

        package var precision: Double { predicted == 0 ? 0 : Double(right) / Double(predicted) }
        package var recall: Double { gold == 0 ? 0 : Double(right) / Double(gold) }
        package var f1: Double {
            right == 0 ? 0 : 2 * precision * recall / (precision + recall)
        }

        static func + (one: Count, other: Count) -> Count {
            Count(
                right: one.right + other.right,
                predicted: one.predicted + other.predicted,
                gold: one.gold + other.gold
            )
        }
    }

    /// Kinds in the order in which they are printed.
    package let kinds: [String]
    private var counts: [String: Count] = [:]

    package init(kinds: [String]) {
        self.kinds = kinds
    }

    /// Counts the names of one text.
    package mutating func add<Name: Hashable>(gold: Set<Name>, predicted: Set<Name>, kind: (Name) -> String) {
        for name in gold {
            counts[kind(name), default: Count()].gold += 1
            if predicted.contains(name) { counts[kind(name), default: Count()].right += 1 }
        }
        for name in predicted { counts[kind(name), default: Count()].predicted += 1 }
    }

    package subscript(kind: String) -> Count { counts[kind] ?? Count() }

    /// All kinds together.
    package var micro: Count { kinds.reduce(Count()) { $0 + self[$1] } }

    /// A line for each kind and one for all.
    package var table: String {
        let rows = kinds.map { ($0, self[$0]) } + [("all", micro)]
        let lines = rows.map { name, count in
            Self.padded(name, 14)
                + [count.precision, count.recall, count.f1].map { Self.right(Self.percent($0), 8) }.joined()
                + Self.right("\(count.gold)", 8)
        }
        let heading = Self.padded("kind", 14) + ["P", "R", "F1", "gold"].map { Self.right($0, 8) }.joined()
        return ([heading] + lines).joined(separator: "\n")
    }

    /// A share in percent with one decimal.
    package static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
