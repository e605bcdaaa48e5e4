internal import Dispatch
internal import Messages
internal import Pipeline
internal import Synchronization
package import ZeroMQ

/// Takes operators' requests from a ROUTER socket into a supervisor's inbox, on a thread of its own.
///
/// A client sends the words of a request, one a frame. `WAIT` comes back at once, so that a client knows that somebody
/// is there, and then `OK` with JSON or `ERROR` with a sentence.
package final class ControlServer: Sendable {
    private struct Answer: Sendable {
        let client: [UInt8]
        let reply: Reply
    }

    private struct Outgoing {
        var answers: [Answer] = []
        var isClosing = false
    }

    private let outgoing = Mutex(Outgoing())
    private let wakeup: Wakeup
    private let inbox: Inbox
    private let finished = DispatchSemaphore(value: 0)

    /// Binds the endpoint and begins to serve.
    package init(endpoint: String, inbox: Inbox, protection: Protection = .local) throws {
        self.inbox = inbox
        wakeup = try Wakeup()
        let bound = DispatchSemaphore(value: 0)
        let failure = Mutex<ZeroMQError?>(nil)
        _ = SocketThread(named: "control") { [self] in
            defer { finished.signal() }
            do throws(ZeroMQError) {
                try serve(endpoint, protection) { bound.signal() }
            } catch {
                failure.withLock { $0 = error }
                bound.signal()
            }
        }
        bound.wait()
        if let error = failure.withLock({ $0 }) { throw Failure(.unavailable, "\(error)") }
    }

    /// Sends what is still to be said and closes the socket.
    package func close() {
        outgoing.withLock { $0.isClosing = true }
        wakeup.signal()
        finished.wait()
    }

    /// The context ends in here, and with it the sending of the last answer: the process may end as soon as it returns.
    private func serve(_ endpoint: String, _ protection: Protection, bound: () -> Void) throws(ZeroMQError) {
        let socket = try Socket(.router, in: Context(protection), [.linger(1_000), .maximumMessageSize(65_536)])
        try socket.bind(endpoint)
        bound()
        try serve(socket)
    }

    private func serve(_ socket: borrowing Socket) throws(ZeroMQError) {
        var poller = Poller()
        let requests = poller.add(socket)
        let answers = poller.add(descriptor: wakeup.descriptor)
        while true {
            try poller.wait(milliseconds: -1)
            if poller.isReadable(requests) {
                while let frames = try socket.receive() { try take(frames, socket) }
            }
            if poller.isReadable(answers) {
                wakeup.clear()
                if try sendAnswers(socket) { return }
            }
        }
    }

    private func take(_ frames: [Frame], _ socket: borrowing Socket) throws(ZeroMQError) {
        guard let client = frames.first?.bytes else { return }
        guard let request = Request(words: frames.dropFirst().map(\.text)) else {
            return answer(.refused("this is no request: \(frames.dropFirst().map(\.text))"), to: client)
        }
        try socket.send([Frame(client), Frame("WAIT")])
        inbox.put(request) { [weak self] in self?.answer($0, to: client) }
    }

    private func answer(_ reply: Reply, to client: [UInt8]) {
        outgoing.withLock { $0.answers.append(Answer(client: client, reply: reply)) }
        wakeup.signal()
    }

    /// Sends the answers that wait; true where none will follow.
    private func sendAnswers(_ socket: borrowing Socket) throws(ZeroMQError) -> Bool {
        let (answers, isClosing) = outgoing.withLock { outgoing in
            defer { outgoing.answers = [] }
            return (outgoing.answers, outgoing.isClosing)
        }
        for answer in answers {
            try socket.send([Frame(answer.client)] + answer.reply.words.map { Frame($0) })
        }
        return isClosing
    }
}
