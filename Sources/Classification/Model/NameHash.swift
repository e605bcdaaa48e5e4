/// The hash of a feature's name, or of a part of one: the hashes of two parts give the hash of both, one after the other.
///
/// The bytes are the digits of a number to an odd base, modulo 2^64 (Karp and Rabin 1987). So the hash of a word is taken
/// once, and the name "verb=" before it costs a multiplication; the hash of a literal is a constant.
struct NameHash: Sendable, Equatable {
    private(set) var value: UInt64
    /// The base to the power of the number of bytes.
    private(set) var scale: UInt64

    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    init(value: UInt64, scale: UInt64) {
        self.value = value
        self.scale = scale
    }

    @inline(__always)
    init(literal text: StaticString) {
        var (value, scale): (UInt64, UInt64) = (0, 1)
        for index in 0..<text.utf8CodeUnitCount {
            value = unsafe value &* Self.base &+ UInt64(text.utf8Start[index])
            scale = scale &* Self.base
        }
        self.init(value: value, scale: scale)
    }

    init(_ text: some StringProtocol) { self.init(text.utf8) }

    init(_ bytes: some Sequence<UInt8>) {
        self.init(value: 0, scale: 1)
        for byte in bytes { add(byte) }
    }

    @inline(__always)
    mutating func add(_ byte: UInt8) {
        value = value &* Self.base &+ UInt64(byte)
        scale = scale &* Self.base
    }

    /// The hash of a number as decimal digits.
    @inline(__always)
    init(digits number: Int) {
        guard 0..<10_000 ~= number else {
            self.init(String(number))
            return
        }
        self.init(value: 0, scale: 1)
        if number > 999 { add(UInt8(truncatingIfNeeded: 48 + number / 1000)) }
        if number > 99 { add(UInt8(truncatingIfNeeded: 48 + number / 100 % 10)) }
        if number > 9 { add(UInt8(truncatingIfNeeded: 48 + number / 10 % 10)) }
        add(UInt8(truncatingIfNeeded: 48 + number % 10))
    }

    @inline(__always)
    static func + (one: NameHash, other: NameHash) -> NameHash {
        NameHash(value: one.value &* other.scale &+ other.value, scale: one.scale &* other.scale)
    }

    /// With all its bits spread, to find a place in a table by.
    @inline(__always)
    var spread: UInt64 {
        let product = (value ^ (value >> 32)) &* 0xD6E8_FEB8_6659_FD93
        return product ^ (product >> 32)
    }
}
