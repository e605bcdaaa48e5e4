/// A public key of CurveZMQ: 32 bytes, written as 40 characters of Z85.
package struct CurveKey: Hashable, Sendable, CustomStringConvertible {
    package static let byteCount = 32
    package static let textLength = 40

    let bytes: [UInt8]

    /// Nil for anything but 32 bytes.
    init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Nil for a text that isn't 40 characters of Z85.
    package init?(_ text: String) {
        guard text.utf8.count == Self.textLength, let bytes = Z85.decode(text) else { return nil }
        self.init(bytes: bytes)
    }

    package var description: String { Z85.encode(bytes) }
}

/// A secret key of CurveZMQ; its description doesn't show it, so that no log or error message does.
package struct CurveSecret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    let key: CurveKey

    /// Nil for a text that isn't 40 characters of Z85.
    package init?(_ text: String) {
        guard let key = CurveKey(text) else { return nil }
        self.key = key
    }

    /// The key itself, for those who write it into a file or were asked to print it.
    package var revealed: String { key.description }
    package var description: String { "(a secret key)" }
    package var debugDescription: String { description }
}

/// The base of 85 characters in which ZeroMQ writes keys (32/Z85).
enum Z85 {
    private static let alphabet = Array(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#".utf8
    )
    private static let values = Dictionary(uniqueKeysWithValues: alphabet.enumerated().map { ($1, UInt64($0)) })

    /// The text of bytes whose number four divides.
    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 4) {
            var value = bytes[start..<(start + 4)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            var group: [UInt8] = []
            for _ in 0..<5 {
                group.append(alphabet[Int(value % 85)])
                value /= 85
            }
            text += group.reversed()
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text; nil where a character or the length is wrong, or a group is above 32 bits.
    static func decode(_ text: String) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count.isMultiple(of: 5) else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: characters.count, by: 5) {
            var value: UInt64 = 0
            for character in characters[start..<(start + 5)] {
                guard let digit = values[character] else { return nil }
                value = value * 85 + digit
            }
            guard value <= UInt64(UInt32.max) else { return nil }
            bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
        }
        return bytes
    }
}
