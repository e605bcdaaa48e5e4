/// One measure that a process gives out: its name, what it says, and what it counts.
package struct Metric: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    /// By Prometheus' conventions: a base unit at the end, and `_total` behind that of a counter.
    package let name: String
    package let kind: Kind
    package let help: String

    package init(_ name: String, _ kind: Kind, _ help: String) {
        self.name = name
        self.kind = kind
        self.help = help
    }
}
