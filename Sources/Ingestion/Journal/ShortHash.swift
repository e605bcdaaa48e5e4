internal import Crypto
package import Messages

/// The first eight bytes of a SHA-256: enough to tell a million ids apart, and nobody can choose them.
package enum ShortHash {
    package static func of(_ id: ArticleID) -> UInt64 {
        var text = id.rawValue
        let digest = text.withUTF8 { utf8 in unsafe SHA256.hash(data: UnsafeRawBufferPointer(utf8)) }
        return unsafe digest.withUnsafeBytes { unsafe UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
    }
}
