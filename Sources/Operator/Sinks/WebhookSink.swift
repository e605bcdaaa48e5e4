internal import Crypto
internal import Fetching
internal import Foundation
internal import Messages
internal import Transport

/// Posts each document to an address, signed where there is a secret.
struct WebhookSink: Sink {
    private let url: String
    private let secret: [UInt8]?
    private let client = WebClient(
        agent: "Interdict (webhook)",
        limits: .init(totalSeconds: 30, bytes: 1 << 20),
        follows: false
    )

    init(_ url: String, secret: [UInt8]?) {
        self.url = url
        self.secret = secret
    }

    func take(_ document: FeedClient.Document, id: String) async -> SinkAnswer {
        var fields: [(name: String, value: String)] = [
            ("Content-Type", "application/json"), ("Interdict-Seq", "\(document.seq)"),
            ("Idempotency-Key", "\(document.seq)-\(Self.token(id))"),
        ]
        if let secret {
            let seconds = Int(Date().timeIntervalSince1970)
            fields.append(("Interdict-Signature", Self.signature(document.bytes, seconds: seconds, secret: secret)))
        }
        do {
            let answer = try await client.post(url, fields, body: document.bytes)
            switch answer.status {
            case 200..<300: return .done
            case 408, 425, 429, 500...:
                return .failed(
                    "\(url) answers \(answer.status)",
                    seconds: answer.fields["retry-after"].flatMap { Int($0) }
                )
            default: return .refused("\(url) answers \(answer.status)")
            }
        } catch {
            return .failed("\(error)", seconds: nil)
        }
    }

    func close() async { await client.close() }

    /// `t=SECONDS,v1=HEX`: the HMAC-SHA256 of the seconds, a full stop and the body.
    static func signature(_ body: [UInt8], seconds: Int, secret: [UInt8]) -> String {
        var code = HMAC<SHA256>(key: SymmetricKey(data: secret))
        code.update(data: Array("\(seconds).".utf8))
        code.update(data: body)
        let hex = code.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return "t=\(seconds),v1=\(hex)"
    }

    /// An id as a header field takes it: other bytes than visible ASCII in percent form.
    private static func token(_ id: String) -> String {
        id.utf8.map { byte in
            (0x21...0x7E).contains(byte) && byte != 0x25
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
