internal import Crypto
internal import Foundation
internal import NIOHTTP1

/// The hashes of a file, made piece by piece as it comes in.
struct Hashes {
    private var sha = SHA256()
    private var md5Sum = Insecure.MD5()
    private(set) var count = 0

    mutating func update(_ bytes: Data) {
        sha.update(data: bytes)
        md5Sum.update(data: bytes)
        count += bytes.count
    }

    var sha256: String { sha256Bytes.map { String(format: "%02x", $0) }.joined() }
    var sha256Bytes: [UInt8] { Array(sha.finalize()) }
    var md5: [UInt8] { Array(md5Sum.finalize()) }
}

/// The hashes that a server gives for what it sends.
///
/// Known are `Repr-Digest` and `Content-Digest` (RFC 9530), the older `Digest` (RFC 3230), `x-amz-checksum-sha256` and
/// `Content-MD5`. They are hashes of the bytes as sent; nothing is asked for in compressed form, so these are the file's.
struct Checksums {
    private var sha256: [String] = []
    private var md5: String?

    init(_ headers: HTTPHeaders) {
        for name in ["Repr-Digest", "Content-Digest", "Digest"] {
            for field in headers[canonicalForm: name] {
                guard let value = Self.value(of: "sha-256", in: String(field)) else { continue }
                sha256.append(value)
            }
        }
        sha256 += headers["x-amz-checksum-sha256"]
        md5 = headers.first(name: "Content-MD5")
    }

    /// What doesn't agree, in words; nil where everything does.
    func mismatch(_ hashes: Hashes) -> String? {
        let sha = Data(hashes.sha256Bytes).base64EncodedString()
        if let other = sha256.first(where: { $0 != sha }) {
            return "arrived with the SHA-256 \(sha), where the server announced \(other)"
        }
        let sum = Data(hashes.md5).base64EncodedString()
        if let md5, md5 != sum { return "arrived with the MD5 \(sum), where the server announced \(md5)" }
        return nil
    }

    /// The Base64 of `sha-256=:…:` or `SHA-256=…`.
    private static func value(of algorithm: String, in field: String) -> String? {
        let parts = field.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.count == 2, parts[0].lowercased() == algorithm else { return nil }
        return parts[1].trimmingCharacters(in: CharacterSet(charactersIn: ":"))
    }
}

extension HTTPResponseStatus {
    /// Whether the same request may be answered otherwise a little later.
    var isPassing: Bool { code >= 500 || code == 408 || code == 425 || code == 429 }
}
