/// Labels of a measure, sorted by name.
struct Labels: Hashable, Comparable, CustomStringConvertible {
    private let pairs: [String]

    init(_ dimensions: [(String, String)]) {
        pairs = dimensions.sorted { $0.0 < $1.0 }.map { "\($0.0)=\"\(Labels.escaped($0.1))\"" }
    }

    private init(pairs: [String]) { self.pairs = pairs }

    func adding(_ name: String, _ value: String) -> Labels {
        Labels(pairs: pairs + ["\(name)=\"\(Labels.escaped(value))\""])
    }

    var description: String { pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}" }

    static func < (left: Labels, right: Labels) -> Bool { left.pairs.lexicographicallyPrecedes(right.pairs) }

    static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
