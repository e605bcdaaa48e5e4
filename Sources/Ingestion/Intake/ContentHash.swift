internal import Crypto

/// SHA-256 of an article's title, a line feed and its body.
package struct ContentHash: Hashable, Sendable {
    /// Always 32 bytes.
    package let bytes: [UInt8]

    package init(title: String, body: String) {
        var hash = SHA256()
        Self.update(&hash, title)
        hash.update(data: [0x0A])
        Self.update(&hash, body)
        bytes = Array(hash.finalize())
    }

    /// A hash that was stored, or nil where there aren't 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    private static func update(_ hash: inout SHA256, _ text: String) {
        var text = text
        text.withUTF8 { utf8 in unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(utf8)) }
    }

    /// 64 digits, lower case.
    package var hexadecimal: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(64)
        for byte in bytes {
            digits.append(Self.digit(byte >> 4))
            digits.append(Self.digit(byte & 15))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    /// The id of an article that came without one: the first half of the digits.
    package var articleID: String { String(hexadecimal.prefix(32)) }

    /// The first eight bytes, enough to tell contents apart.
    package var short: UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
