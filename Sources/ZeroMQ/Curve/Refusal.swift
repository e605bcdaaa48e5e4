/// Why a peer doesn't let this program in, once that is certain; libzmq itself would wait in silence.
package struct Refusal: Error, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        /// The server's ZAP handler answered with this status; libzmq doesn't try again.
        case keyNotAllowed(status: Int)
        /// The server wants encryption, and this program has no keys.
        case serverIsEncrypted
        /// The server is not encrypted, and this program insists.
        case serverIsPlain
        /// The server didn't prove that it has the key that it should have.
        case serverNotProven
        /// The peer speaks another protocol; the value is libzmq's.
        case otherProtocol(Int)
    }

    package let endpoint: String
    package let reason: Reason
    /// This program's own public key, for the sentence.
    let own: CurveKey?
    let server: CurveKey?

    /// Whether somebody has to change a setting before it can work; otherwise trying again may help.
    package var isConfiguration: Bool {
        switch reason {
        case .keyNotAllowed, .serverIsEncrypted: true
        case .serverIsPlain, .serverNotProven, .otherProtocol: false
        }
    }

    package var description: String {
        switch reason {
        case .keyNotAllowed(let status):
            "\(endpoint) refuses the key \(own.map(\.description) ?? "of this program") (status \(status)): "
                + "it is not on the server's list; there, say: interdict keys allow '\(own.map(\.description) ?? "KEY")'"
        case .serverIsEncrypted:
            "\(endpoint) takes encrypted connections only, and this program was given no keys: "
                + "use a pipeline file with a \"security:\" section and a folder of keys (interdict keys)"
        case .serverIsPlain:
            "\(endpoint) isn't encrypted, and this pipeline is: nothing was sent there; "
                + "give the program at that address the same \"security:\" section"
        case .serverNotProven:
            "\(endpoint) doesn't prove that it has the server key \(server.map(\.description) ?? ""), "
                + "so nothing was sent: it has another key, or something stands in between; "
                + "compare with \"interdict keys show server\" on the server's machine"
        case .otherProtocol(let code):
            "\(endpoint) doesn't speak ZeroMQ's protocol (ZMTP 3) as it should (\(String(code, radix: 16))): "
                + "is that the right port?"
        }
    }
}

/// Watches a connecting socket's handshakes, and says when it is certain that none will succeed.
package struct Admission: Sendable {
    private let endpoint: String
    private let client: Protection.Client?
    private var breaks = 0
    private var firstBreak: ContinuousClock.Instant?
    private var wasAdmitted = false

    /// Watches a socket of this context that connects to the endpoint.
    package init(to endpoint: String, in context: Context) {
        self.endpoint = endpoint
        client = context.protection.encrypts(endpoint) ? context.protection.client : nil
    }

    /// Takes note of an event of the socket's monitor.
    ///
    /// - Throws: ``Refusal`` where waiting is in vain.
    package mutating func note(_ event: Monitor.Event) throws(Refusal) {
        switch event {
        case .handshakeSucceeded:
            wasAdmitted = true
            (breaks, firstBreak) = (0, nil)
        case .authenticationFailed(let status): throw refusal(.keyNotAllowed(status: status))
        case .mechanismMismatch: throw refusal(client == nil ? .serverIsEncrypted : .serverIsPlain)
        case .handshakeGarbled(let code): throw refusal(client == nil ? .otherProtocol(code) : .serverNotProven)
        case .handshakeBroken: try noteBreak()
        default: break
        }
    }

    /// A server that can't read what was encrypted for another key breaks off; so does one that is just being killed.
    ///
    /// Who was let in before gets more patience: a server that stands still for a while breaks handshakes too.
    private mutating func noteBreak() throws(Refusal) {
        guard client != nil else { return }
        let now = ContinuousClock.now
        let first = firstBreak ?? now
        firstBreak = first
        breaks += 1
        let (fewest, shortest) = wasAdmitted ? (20, Duration.seconds(10)) : (4, .milliseconds(600))
        if breaks >= fewest, now - first >= shortest { throw refusal(.serverNotProven) }
    }

    private func refusal(_ reason: Refusal.Reason) -> Refusal {
        Refusal(endpoint: endpoint, reason: reason, own: client?.identity.publicKey, server: client?.server)
    }
}
