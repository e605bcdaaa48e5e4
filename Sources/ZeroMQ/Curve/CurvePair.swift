internal import CZeroMQ

/// Whether the libzmq that is loaded can encrypt; Debian's can, one that was built without libsodium cannot.
package func hasCurve() -> Bool { unsafe zmq_has("curve") != 0 }

/// A program's identity: a secret key and the public key that belongs to it.
package struct CurvePair: Hashable, Sendable {
    package let publicKey: CurveKey
    package let secret: CurveSecret

    /// The pair of a secret key.
    ///
    /// - Throws: ``ZeroMQError`` where libzmq has no CURVE.
    package init(secret: CurveSecret) throws(ZeroMQError) {
        var text = [CChar](repeating: 0, count: CurveKey.textLength + 1)
        guard unsafe zmq_curve_public(&text, secret.revealed) == 0, let key = CurveKey(Self.string(text)) else {
            throw ZeroMQError("derive a public key")
        }
        publicKey = key
        self.secret = secret
    }

    /// A new pair, from the system's random source.
    ///
    /// - Throws: ``ZeroMQError`` where libzmq has no CURVE.
    package static func generate() throws(ZeroMQError) -> CurvePair {
        var publicText = [CChar](repeating: 0, count: CurveKey.textLength + 1)
        var secretText = publicText
        guard unsafe zmq_curve_keypair(&publicText, &secretText) == 0, let secret = CurveSecret(string(secretText))
        else { throw ZeroMQError("make a pair of keys") }
        return try CurvePair(secret: secret)
    }

    private static func string(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
