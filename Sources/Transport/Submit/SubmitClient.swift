internal import Messages
package import ZeroMQ

/// Hands articles to ingestion and collects their receipts; every submission is kept until it is answered.
///
/// It belongs to one thread. After a reconnect what is unanswered is sent again; ingestion knows what it has.
package final class SubmitClient {
    private let socket: Socket
    private let monitor: Monitor
    private var admission: Admission
    private var poller = Poller()
    private var unanswered: [Int: Frame] = [:]
    private var unsent: [Int] = []
    private var lastNumber = 0
    private var lastAnswer = Instant.now
    private var busyUntil: Instant?
    package private(set) var isConnected = false

    /// Connects to ingestion's submit socket.
    ///
    /// - Parameters:
    ///   - endpoint: Such as `ipc://run/submit.sock`.
    ///   - protection: The keys for `tcp://` addresses.
    /// - Throws: ``ZeroMQError`` for an endpoint that libzmq doesn't understand.
    package init(to endpoint: String, _ protection: Protection = .local) throws(ZeroMQError) {
        let context = try Context(protection)
        let socket = try Socket(
            .dealer,
            in: context,
            [.sendHighWater(0), .receiveHighWater(0), .reconnectInterval(20, maximum: 500)]
                + Hop.keepAlive
        )
        let monitor = try Monitor(socket, name: "submit", in: context)
        admission = Admission(to: endpoint, in: context)
        try socket.connect(endpoint)
        self.socket = socket
        self.monitor = monitor
        _ = poller.add(self.socket)
        _ = poller.add(self.monitor.socket)
    }

    package var pending: Int { unanswered.count }

    /// Submits one article.
    ///
    /// - Parameter article: A JSON object, UTF-8.
    /// - Returns: The number that its receipt will have.
    /// - Throws: ``ZeroMQError`` where the socket is no longer valid.
    package func submit(_ article: [UInt8]) throws -> Int {
        lastNumber += 1
        unanswered[lastNumber] = Frame(article)
        unsent.append(lastNumber)
        try sendWaiting()
        return lastNumber
    }

    /// Waits for receipts.
    ///
    /// A submission that ingestion was too busy for is sent again after a tenth of a second and has no receipt yet.
    ///
    /// - Parameter milliseconds: The longest wait.
    /// - Returns: The receipts that came.
    /// - Throws: ``Refusal`` where ingestion doesn't let this program in; ``ZeroMQError`` or ``JSONError`` where the peer
    ///   doesn't speak the protocol.
    package func receive(milliseconds: Int) throws -> [Receipt] {
        try poller.wait(milliseconds: unsent.isEmpty ? milliseconds : min(milliseconds, 20))
        while let event = try monitor.next() { try note(event) }
        var receipts: [Receipt] = []
        while let frames = try socket.receive() {
            guard frames.count >= 2, Command(frames[0]) == .receipt else { continue }
            for frame in frames.dropFirst() {
                if let receipt = try take(Receipt(json: JSONParser.parse(frame.bytes))) { receipts.append(receipt) }
            }
        }
        if !receipts.isEmpty { lastAnswer = .now }
        if let until = busyUntil, until <= .now { busyUntil = nil }
        try sendWaiting()
        return receipts
    }

    private func note(_ event: Monitor.Event) throws(Refusal) {
        try admission.note(event)
        switch event {
        case .handshakeSucceeded:
            isConnected = true
            unsent = unanswered.keys.sorted()
        case .disconnected: isConnected = false
        default: break
        }
    }

    private func take(_ receipt: Receipt) -> Receipt? {
        guard let number = receipt.number else { return receipt }
        guard unanswered[number] != nil else { return nil }
        if receipt.status == .busy {
            busyUntil = .now + .milliseconds(100)
            unsent.append(number)
            return nil
        }
        unanswered[number] = nil
        return receipt
    }

    private func sendWaiting() throws {
        guard isConnected, busyUntil == nil, !unsent.isEmpty else { return }
        var sent = 0
        for number in unsent {
            guard let article = unanswered[number] else {
                sent += 1
                continue
            }
            guard try socket.send("SUBMIT", more: true) == .sent else { break }
            _ = try socket.send(Array(#"{"n":\#(number)}"#.utf8), more: true)
            _ = try socket.send(article)
            sent += 1
        }
        unsent.removeFirst(sent)
    }
}
