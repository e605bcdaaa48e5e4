internal import CZeroMQ
internal import Glibc
internal import Synchronization

/// Answers libzmq's questions whether a client's key may come in (ZAP, 27/ZAP), for all sockets of one context.
///
/// It has a thread of its own, which ends with the context. A context whose binding sockets have CURVE and whose ZAP
/// endpoint is gone would let everybody in, so a failure of this thread ends the process.
final class Authenticator: Sendable {
    private let gate: any Gate
    private let ports = Mutex<Set<Int32>>([])

    /// Binds the endpoint, so that the next handshake is already asked about, and begins to answer.
    ///
    /// - Parameters:
    ///   - context: The context's handle; the authenticator keeps no reference to the context, which ends it.
    ///   - gate: Decides.
    /// - Throws: ``ZeroMQError`` where something in the context answers already.
    init(context: UnsafeMutableRawPointer, gate: any Gate) throws(ZeroMQError) {
        self.gate = gate
        let desk = try unsafe Desk(context: context)
        _ = SocketThread(named: "authenticator") { [self] in
            do throws(ZeroMQError) {
                try serve(desk)
            } catch {
                guard error.code != interdict_terminated() else { return }
                Self.end(because: "the authenticator of clients' keys has failed: \(error)")
            }
        }
    }

    /// Connections to this port are cut when their key is revoked.
    func guardPort(of endpoint: String) {
        guard let colon = endpoint.lastIndex(of: ":"), let port = Int32(endpoint[endpoint.index(after: colon)...])
        else { return }
        _ = ports.withLock { $0.insert(port) }
    }

    private func serve(_ desk: Desk) throws(ZeroMQError) {
        var poller = Poller()
        _ = poller.add(desk.socket)
        while true {
            try poller.wait(milliseconds: 500)
            while let frames = try desk.socket.receive() { try answer(frames, at: desk) }
            for address in gate.revoked() { cut(address) }
        }
    }

    /// A request: routing id, empty frame, version, request id, domain, address, routing id of the client, mechanism, key.
    private func answer(_ frames: [Frame], at desk: Desk) throws(ZeroMQError) {
        guard frames.count >= 4 else { return }
        var (status, text, name) = ("400", "this key is not allowed here", "")
        if frames.count == 9, frames[2].equals("1.0"), frames[7].equals("CURVE"),
            let key = CurveKey(bytes: frames[8].bytes), let admitted = gate.admit(key, from: frames[5].text)
        {
            (status, text, name) = ("200", "OK", admitted)
        }
        let reply = [frames[0], frames[1], Frame("1.0"), frames[3], Frame(status), Frame(text), Frame(name), Frame("")]
        try desk.socket.send(reply)
    }

    /// Breaks the connections from an address; those that may stay come back by themselves.
    private func cut(_ address: String) {
        for port in ports.withLock({ $0.sorted() }) { unsafe interdict_cut_connections(port, address) }
    }

    private static func end(because reason: String) -> Never {
        let line = Array("critical: \(reason)\n".utf8)
        _ = unsafe line.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
        _exit(71)
    }

    /// The socket, which the thread alone keeps: the context can't end before it is closed.
    private final class Desk: @unchecked Sendable {
        // Unchecked: made on one thread, used on the authenticator's once that has started.
        let socket: Socket

        init(context: UnsafeMutableRawPointer) throws(ZeroMQError) {
            let socket = try unsafe Socket(.router, inContextOf: context)
            try socket.bind("inproc://zeromq.zap.01")
            self.socket = socket
        }
    }
}
