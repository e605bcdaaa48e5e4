/// A text of up to 15 bytes in two machine words, so that words are compared in an instant; a longer one is told by its hash.
///
/// A literal is folded into two constants, and a list of literals into comparisons: `["on", "against"].contains(word)`
/// makes no array.
struct Spelling: Hashable, Sendable, ExpressibleByStringLiteral {
    private let head: UInt64
    private let tail: UInt64

    private static let longest = 15

    @inline(__always)
    init(stringLiteral text: StaticString) {
        let count = text.utf8CodeUnitCount
        precondition(count <= Self.longest, "a literal spelling has at most 15 bytes")
        var (head, tail): (UInt64, UInt64) = (0, 0)
        for index in 0..<min(count, 8) {
            head |= unsafe UInt64(text.utf8Start[index]) << UInt64(56 - 8 * index)
        }
        if count > 8 {
            for index in 8..<count { tail |= unsafe UInt64(text.utf8Start[index]) << UInt64(120 - 8 * index) }
        }
        self.head = head
        self.tail = tail | UInt64(count)
    }

    init(_ text: some StringProtocol) {
        let count = text.utf8.count
        guard count <= Self.longest else {
            let hash = NameHash(text)
            head = hash.value
            tail = hash.scale | 0xFF
            return
        }
        var (head, tail): (UInt64, UInt64) = (0, 0)
        for (index, byte) in text.utf8.enumerated() {
            if index < 8 {
                head |= UInt64(byte) << UInt64(56 - 8 * index)
            } else {
                tail |= UInt64(byte) << UInt64(120 - 8 * index)
            }
        }
        self.head = head
        self.tail = tail | UInt64(count)
    }

    @inline(__always)
    static func == (one: Spelling, other: Spelling) -> Bool { one.head == other.head && one.tail == other.tail }
}
