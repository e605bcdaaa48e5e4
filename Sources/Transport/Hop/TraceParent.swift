/// Makes W3C trace contexts.
package enum TraceParent {
    /// A new trace: version 00, random ids, sampled.
    package static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        let (high, low, span) = (generator.next(), generator.next(), generator.next())
        return "00-\(hex(high))\(hex(low))-\(hex(span))-01"
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
