internal import Ingestion
internal import Messages
internal import Transport
internal import ZeroMQ

/// The two ways in: a ROUTER that answers each article with a receipt, and a PULL that answers nothing.
final class SubmitSocket {
    /// Larger messages end the connection; what is smaller is read and answered with a reason.
    private static let largestMessage = 64 << 20

    private let router: Socket
    private let pull: Socket
    private let intake: ArticleIntake
    private let meter: IngestMeter
    private(set) var rejected = 0
    private(set) var pushed = 0
    private(set) var pushRejected = 0

    init(
        _ endpoints: IngestFront.Endpoints,
        _ intake: ArticleIntake,
        _ meter: IngestMeter,
        in context: Context
    ) throws(ZeroMQError) {
        self.intake = intake
        self.meter = meter
        let options: [SocketOption] = [.receiveHighWater(200), .maximumMessageSize(Self.largestMessage)]
        let router = try Socket(.router, in: context, options + [.sendHighWater(0)] + Hop.keepAlive)
        let pull = try Socket(.pull, in: context, options + Hop.keepAlive)
        try router.bind(endpoints.submit)
        try pull.bind(endpoints.push)
        self.router = router
        self.pull = pull
    }

    func add(to poller: inout Poller) -> [Int] {
        [poller.add(router), poller.add(pull)]
    }

    /// Takes what has come in; what can't be accepted is answered at once.
    ///
    /// - Parameter status: The answer to STATUS.
    /// - Returns: Submissions for the journal.
    /// - Throws: ``ZeroMQError`` where a socket is no longer valid.
    func receive(status: @autoclosure () -> [UInt8]) throws -> [JournalKeeper.Submission] {
        var submissions: [JournalKeeper.Submission] = []
        var refusals: [(Ticket, Receipt)] = []
        let now = Timestamp.now
        for _ in 0..<256 {
            guard let frames = try router.receive() else { break }
            try take(frames, now, status, &submissions, &refusals)
        }
        for _ in 0..<256 {
            guard let frames = try pull.receive() else { break }
            pushed += 1
            let ticket = Ticket(peer: nil, number: nil, form: .bare)
            read(frames.count == 1 ? frames.first : nil, ticket, now, &submissions, &refusals)
        }
        try answer(refusals)
        for (front, isPush) in [(IngestMeter.Front.submit, false), (.push, true)] {
            let taken = submissions.count { ($0.ticket.peer == nil) == isPush }
            meter.received(taken + refusals.count { ($0.0.peer == nil) == isPush }, at: front)
        }
        return submissions
    }

    private func take(
        _ frames: [Frame],
        _ now: Timestamp,
        _ status: () -> [UInt8],
        _ submissions: inout [JournalKeeper.Submission],
        _ refusals: inout [(Ticket, Receipt)]
    ) throws {
        guard let identity = frames.first, frames.count >= 2 else { return }
        let peer = Peer(identity)
        var rest = frames[1...]
        let isRequest = rest.first?.count == 0 && rest.count > 1
        if isRequest { rest.removeFirst() }
        guard let first = rest.first else { return }
        switch Command(first) {
        case .status:
            _ = try router.send(peer.routingID, more: true)
            if isRequest { _ = try router.send([UInt8](), more: true) }
            _ = try router.send("STATUS", more: true)
            _ = try router.send(status())
        case .submit:
            let number = rest.count == 3 ? Self.number(rest[rest.startIndex + 1]) : nil
            let ticket = Ticket(peer: peer, number: number, form: .framed)
            read(rest.count == 3 ? rest.last : nil, ticket, now, &submissions, &refusals)
        default:
            let ticket = Ticket(peer: peer, number: nil, form: isRequest ? .request : .bare)
            read(rest.count == 1 ? first : nil, ticket, now, &submissions, &refusals)
        }
    }

    private static func number(_ frame: Frame) -> Int? {
        do throws(JSONError) {
            return try Header(frame)["n"]?.integer
        } catch {
            // The receipt then has no number; that the header was wrong shows in that.
            return nil
        }
    }

    private func read(
        _ frame: Frame?,
        _ ticket: Ticket,
        _ now: Timestamp,
        _ submissions: inout [JournalKeeper.Submission],
        _ refusals: inout [(Ticket, Receipt)]
    ) {
        guard let frame else {
            let reason = "a submission is [SUBMIT, header, article] or one frame with the article"
            return refusals.append((ticket, Self.rejected(ticket, "bad-frames", "", reason)))
        }
        guard frame.count <= intake.limits.bytes else {
            let reason = "the submission has \(frame.count) bytes, the limit is \(intake.limits.bytes)"
            return refusals.append((ticket, Self.rejected(ticket, "too-large", "", reason)))
        }
        switch intake.article(from: frame.bytes, receivedAt: now) {
        case .success(let article): submissions.append(.init(ticket: ticket, article: article))
        case .failure(let rejection):
            let receipt = Self.rejected(ticket, rejection.code.rawValue, rejection.place, rejection.reason)
            refusals.append((ticket, receipt))
        }
    }

    private static func rejected(_ ticket: Ticket, _ code: String, _ place: String, _ reason: String) -> Receipt {
        Receipt(
            number: ticket.number,
            status: .rejected,
            code: code,
            place: place.isEmpty ? nil : place,
            reason: reason
        )
    }

    /// Sends receipts, those for one client in one message.
    func answer(_ receipts: [(Ticket, Receipt)]) throws {
        var framed: [(peer: Peer, receipts: [Receipt])] = []
        for (ticket, receipt) in receipts {
            if receipt.status == .rejected || receipt.status == .busy {
                meter.refused(receipt, at: ticket.peer == nil ? .push : .submit)
            }
            guard let peer = ticket.peer else {
                if receipt.status == .rejected || receipt.status == .busy { pushRejected += 1 }
                continue
            }
            if receipt.status == .rejected { rejected += 1 }
            if ticket.form != .framed {
                try answer(peer, receipt, isRequest: ticket.form == .request)
            } else if let index = framed.lastIndex(where: { $0.peer == peer }) {
                framed[index].receipts.append(receipt)
            } else {
                framed.append((peer, [receipt]))
            }
        }
        for (peer, receipts) in framed {
            guard try router.send(peer.routingID, more: true) == .sent else { continue }
            _ = try router.send("RECEIPT", more: true)
            for (index, receipt) in receipts.enumerated() {
                _ = try router.send(receipt.json, more: index < receipts.count - 1)
            }
        }
    }

    private func answer(_ peer: Peer, _ receipt: Receipt, isRequest: Bool) throws {
        guard try router.send(peer.routingID, more: true) == .sent else { return }
        if isRequest { _ = try router.send([UInt8](), more: true) }
        _ = try router.send(receipt.json)
    }
}
