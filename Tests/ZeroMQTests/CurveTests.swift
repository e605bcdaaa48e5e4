import Foundation
import Synchronization
import Testing

@testable import ZeroMQ

/// Lets in the keys that it is given, until they are taken away.
private final class ListGate: Gate {
    private let state: Mutex<(keys: Set<CurveKey>, cut: [String], refused: Int)>

    init(_ keys: [CurveKey]) { state = Mutex((Set(keys), [], 0)) }

    func admit(_ key: CurveKey, from address: String) -> String? {
        state.withLock { state in
            if state.keys.contains(key) { return "someone" }
            state.refused += 1
            return nil
        }
    }

    func revoked() -> [String] {
        state.withLock { state in
            defer { state.cut = [] }
            return state.cut
        }
    }

    func revoke(_ key: CurveKey) {
        state.withLock { state in
            state.keys.remove(key)
            state.cut.append("127.0.0.1")
        }
    }

    var refused: Int { state.withLock { $0.refused } }
}

@Suite(.timeLimit(.minutes(5)))
struct CurveTests {
    private let server: CurvePair
    private let client: CurvePair
    private let gate: ListGate
    private let binding: Context

    init() throws {
        try #require(hasCurve(), "the libzmq of this machine was built without CURVE")
        (server, client) = (try CurvePair.generate(), try CurvePair.generate())
        gate = ListGate([client.publicKey])
        binding = try Context(.curve(client: nil, server: .init(identity: server, gate: gate)))
    }

    private func connecting(_ identity: CurvePair, to key: CurveKey) throws -> Context {
        try Context(.curve(client: .init(identity: identity, server: key), server: nil))
    }

    @Test(arguments: ["rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7", "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID"])
    func `the keys of the protocol's specification are read and written as they are`(text: String) {
        #expect(CurveKey(text)?.description == text)
    }

    @Test(arguments: [
        "", "short", String(repeating: "#", count: 40), String(repeating: "~", count: 40),
        "é" + String(repeating: "0", count: 38),
    ])
    func `a text that is no key isn't taken for one`(text: String) {
        #expect(CurveKey(text) == nil)
        #expect(CurveSecret(text) == nil)
    }

    @Test func `a secret shows in no description`() throws {
        let shown = "\(client) \(String(reflecting: client)) \(SocketOption.curveServer(client))"
        #expect(!shown.contains(client.secret.revealed))
        #expect(try CurvePair(secret: client.secret) == client)
    }

    /// What happens to a connection that is tried with these contexts: a message that came, or a refusal.
    private func attempt(_ connecting: Context, to endpoint: String, _ server: borrowing Socket) throws -> String {
        let dealer = try Socket(.dealer, in: connecting, [.immediate(true), .reconnectInterval(20, maximum: 500)])
        let monitor = try Monitor(dealer, name: "dealer", in: connecting)
        var admission = Admission(to: endpoint, in: connecting)
        try dealer.connect(endpoint)
        var poller = Poller()
        _ = poller.add(monitor.socket)
        _ = poller.add(server)
        var hasSent = false
        while true {
            try poller.wait(milliseconds: 100)
            while let event = try monitor.next() { try admission.note(event) }
            if !hasSent { hasSent = try dealer.send("hello") == .sent }
            if let frames = try server.receive(), let last = frames.last { return last.text }
        }
    }

    private func outcome(_ connecting: Context) throws -> Refusal.Reason? {
        let router = try Socket(.router, in: binding)
        try router.bind("tcp://127.0.0.1:*")
        do {
            _ = try attempt(connecting, to: router.lastEndpoint, router)
            return nil
        } catch let refusal as Refusal {
            return refusal.reason
        }
    }

    @Test func `a client with an allowed key comes in`() throws {
        #expect(try outcome(connecting(client, to: server.publicKey)) == nil)
        #expect(gate.refused == 0)
    }

    @Test func `a client whose key isn't on the list is refused in words, and counted`() throws {
        let stranger = try CurvePair.generate()
        #expect(try outcome(connecting(stranger, to: server.publicKey)) == .keyNotAllowed(status: 400))
        #expect(gate.refused == 1)
    }

    @Test func `a client that expects another server sends nothing`() throws {
        let other = try CurvePair.generate()
        #expect(try outcome(connecting(client, to: other.publicKey)) == .serverNotProven)
    }

    @Test func `a client without keys is told that the server wants some`() throws {
        #expect(try outcome(Context()) == .serverIsEncrypted)
    }

    @Test func `a client with keys sends nothing to a server without`() throws {
        let plain = try Context()
        let router = try Socket(.router, in: plain)
        try router.bind("tcp://127.0.0.1:*")
        let connecting = try connecting(client, to: server.publicKey)
        #expect {
            _ = try attempt(connecting, to: router.lastEndpoint, router)
        } throws: { error in
            (error as? Refusal)?.reason == .serverIsPlain
        }
    }

    @Test func `a revoked key's connection is cut, and the next one refused`() throws {
        let router = try Socket(.router, in: binding)
        try router.bind("tcp://127.0.0.1:*")
        let context = try connecting(client, to: server.publicKey)
        let dealer = try Socket(.dealer, in: context, [.immediate(true)])
        let monitor = try Monitor(dealer, name: "revoked", in: context)
        var admission = Admission(to: router.lastEndpoint, in: context)
        try dealer.connect(router.lastEndpoint)
        var poller = Poller()
        _ = poller.add(monitor.socket)
        var seen: [Monitor.Event] = []
        #expect {
            while true {
                try poller.wait(milliseconds: 1000)
                while let event = try monitor.next() {
                    seen.append(event)
                    try admission.note(event)
                    if event == .handshakeSucceeded { gate.revoke(client.publicKey) }
                }
            }
        } throws: { error in
            (error as? Refusal)?.reason == .keyNotAllowed(status: 400)
        }
        #expect(seen.contains(.disconnected))
    }

    @Test(arguments: [
        "tcp://*:5999", "tcp://10.1.2.3:5999", "tcp://127.example.org:5999", "tcp://127.0.0.1.example.org:5999",
    ])
    func `without keys an address that other machines reach is refused with a sentence`(endpoint: String) throws {
        let socket = try Socket(.dealer, in: Context())
        for attempt in ["bind", "connect"] {
            #expect {
                try attempt == "bind" ? socket.bind(endpoint) : socket.connect(endpoint)
            } throws: { error in
                "\(error)".contains(endpoint) && "\(error)".contains("without encryption anybody could read")
            }
        }
    }

    @Test func `a context with its authenticator ends`() throws {
        weak var ended: Context?
        do {
            let context = try Context(.curve(client: nil, server: .init(identity: server, gate: gate)))
            let router = try Socket(.router, in: context)
            try router.bind("tcp://127.0.0.1:*")
            ended = context
        }
        #expect(ended == nil)
    }
}
