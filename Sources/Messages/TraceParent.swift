/// Makes and reads W3C trace contexts: `00-TRACE-SPAN-01`, with 32 and 16 hexadecimal digits.
package enum TraceParent {
    /// A new trace: version 00, random ids, sampled.
    package static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return text(generator.next(), generator.next(), span: generator.next())
    }

    /// The trace of an accepted article, the same whenever the article is sent once more.
    ///
    /// - Parameters:
    ///   - id: The article's id.
    ///   - key: The number under which it is in the journal.
    ///   - time: When it was accepted, in milliseconds since 1970.
    /// - Returns: A context whose ids follow from these.
    package static func make(id: String, key: UInt64, time: Int) -> String {
        // FNV-1a over the id; the mixing of SplitMix64 makes the ids of neighbours unlike.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let seed = hash ^ mixed(key) ^ mixed(UInt64(bitPattern: Int64(time)) &+ 1)
        return text(mixed(seed), mixed(seed &+ 1), span: mixed(seed &+ 2))
    }

    /// Reads a context that somebody else has made.
    ///
    /// As the standard says, one of a later version counts for what version 00 has of it, and one that isn't right counts
    /// for nothing: a new trace is begun then.
    ///
    /// - Parameter text: Such as `00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01`.
    /// - Returns: The context in the form of version 00; nil where there is none.
    package static func reading(_ text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, zip(parts, [2, 32, 16, 2]).allSatisfy({ isHexadecimal($0, $1) }),
            parts[0] != "ff", parts[0] != "00" || parts.count == 4,
            [parts[1], parts[2]].allSatisfy({ $0.utf8.contains { $0 != UInt8(ascii: "0") } })
        else { return nil }
        return "00-\(parts[1])-\(parts[2])-\(parts[3])"
    }

    private static func isHexadecimal(_ text: Substring, _ count: Int) -> Bool {
        text.utf8.count == count
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// A new span's id.
    package static func span() -> String { hex(UInt64.random(in: 1...UInt64.max)) }

    /// The context for what comes after a span; one that can't be read stays as it is.
    package static func following(_ parent: String, span: String) -> String {
        let parts = parent.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[2].count == 16 else { return parent }
        return "\(parts[0])-\(parts[1])-\(span)-\(parts[3])"
    }

    private static func text(_ high: UInt64, _ low: UInt64, span: UInt64) -> String {
        "00-\(hex(high))\(hex(low))-\(hex(span))-01"
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
