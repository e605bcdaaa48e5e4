internal import Ingestion
internal import Logging
internal import Messages
internal import Observability
internal import Transport
internal import ZeroMQ

/// Ingestion's sockets while they run, all on one thread.
final class IngestRun {
    private let submit: SubmitSocket
    private let settle: SettleSocket
    private let uplink: Uplinks
    private let keeper: JournalKeeper
    private let logger: Logger
    private let gate: (any Gate)?
    private var forwarding: Forwarding
    /// Submissions that the keeper has not answered yet.
    private var atKeeper = 0
    private var replayAt: Instant?
    private let meter: IngestMeter
    private let loop: Health.Part
    private let queueState: Health.Part
    private var attendance = Attendance()

    init(
        _ endpoints: IngestFront.Endpoints,
        _ intake: ArticleIntake,
        _ keeper: JournalKeeper,
        _ watch: Watch,
        _ logger: Logger
    ) throws {
        meter = IngestMeter(watch.metrics, journalLimit: keeper.limit)
        loop = watch.health.part("the sockets")
        queueState = watch.health.part("the queue at \(endpoints.queues.joined(separator: ", "))")
        self.keeper = keeper
        self.logger = logger
        gate = endpoints.protection.server?.gate
        let context = try Context(endpoints.protection)
        submit = try SubmitSocket(endpoints, intake, meter, in: context)
        settle = try SettleSocket(endpoints.settle, in: context)
        uplink = try Uplinks(to: endpoints.queues, name: "articles", window: 4000, in: context)
        forwarding = Forwarding()
        loop.isReady = true
    }

    func serve(isStopping: () -> Bool) throws {
        var poller = Poller()
        let fronts = submit.add(to: &poller)
        settle.add(to: &poller)
        uplink.add(to: &poller)
        _ = poller.add(descriptor: keeper.wakeup.descriptor)
        while !keeper.hasEnded, !isStopping() || atKeeper > 0 {
            // With much waiting for the disk the clients have to wait too.
            for front in fronts { poller.listen(front, atKeeper < 4096 && !isStopping()) }
            try poller.wait(milliseconds: 100)
            keeper.wakeup.clear()
            let now = Instant.now
            if atKeeper < 4096, !isStopping() { try takeSubmissions() }
            try takeSettlements(now)
            try takeAnswers(now)
            try uplink.receive(now: now) { _ in }
            try forward(now)
            loop.beat()
            queueState.isReady = uplink.isConnected
            meter.look(at: keeper, backlog: forwarding.count, now: now)
            if let due = replayAt, due <= now {
                replayAt = nil
                keeper.send(.listOpen)
            }
        }
    }

    private func takeSubmissions() throws {
        let submissions = try submit.receive(status: status)
        guard !submissions.isEmpty else { return }
        atKeeper += submissions.count
        keeper.send(.accept(submissions))
    }

    private func takeSettlements(_ now: Instant) throws {
        let news = try settle.receive()
        if !news.dispositions.isEmpty { keeper.send(.settle(news.dispositions)) }
        for epoch in news.epochs {
            logger.notice("a queue has started empty; its articles are sent again", metadata: ["queue": "\(epoch)"])
            // Several queues that start together need one replay only.
            replayAt = now + .milliseconds(200)
        }
        for process in attendance.missing(after: news.present, now: now) {
            logger.warning(
                "a queue process is silent; articles go through the others, and what it may have held is sent again",
                metadata: ["process": "\(process)"]
            )
            replayAt = now
        }
    }

    private func takeAnswers(_ now: Instant) throws {
        for answer in keeper.takeAnswers() {
            switch answer {
            case .receipts(let receipts):
                atKeeper -= receipts.count
                try submit.answer(receipts)
            case .articles(let articles, let isReplay):
                if isReplay { forwarding.hasRead() }
                for article in articles { try send(article, isReplay, now) }
            case .open(let keys): forwarding.replay(keys)
            }
        }
    }

    private func send(_ article: JournalKeeper.Accepted, _ isReplay: Bool, _ now: Instant) throws {
        guard isReplay || (forwarding.isIdle && uplink.hasRoom) else { return forwarding.postpone(article.key) }
        let accepted = Int(article.acceptedAt.milliseconds)
        let envelope = Envelope(
            id: article.id,
            key: article.key,
            accepted: accepted,
            traceparent: Article.traceparent(ofFrame: article.frame)
                ?? TraceParent.make(id: article.id.rawValue, key: article.key, time: accepted)
        )
        try uplink.put(
            token: Int(clamping: article.key),
            id: article.id.rawValue,
            [Frame(envelope.json), Frame(article.frame)],
            now: now
        )
    }

    /// Reads postponed articles again as the queue takes them.
    private func forward(_ now: Instant) throws {
        guard !uplink.isRefused, uplink.isConnected, uplink.unconfirmed < 2000 else { return }
        let keys = forwarding.next(256)
        if !keys.isEmpty { keeper.send(.read(keys)) }
    }

    private var status: [UInt8] {
        let state = keeper.currentStatus
        var json = JSONWriter()
        json.beginObject()
        json.member("articles", state.counts)
        json.member("journalBytes", state.bytes)
        json.member("backlog", forwarding.count)
        json.member("atQueue", uplink.unconfirmed)
        json.member("queueRefusals", uplink.refusals)
        json.member("rejected", submit.rejected)
        json.member("pushed", submit.pushed)
        json.member("pushRejected", submit.pushRejected)
        json.member("settlementsMalformed", settle.malformed)
        if let gate { json.member("refusedKeys", gate.refused) }
        json.member("problem", state.problem)
        json.endObject()
        return json.bytes
    }
}

/// The keys of accepted articles that still have to go to the first queue, in order.
struct Forwarding {
    private var keys: [UInt64] = []
    private var start = 0
    private var isReading = false

    var count: Int { keys.count - start }
    var isIdle: Bool { count == 0 && !isReading }

    mutating func postpone(_ key: UInt64) { keys.append(key) }
    mutating func hasRead() { isReading = false }

    /// Everything open is sent once more; what is here anyway is not sent twice.
    mutating func replay(_ open: [UInt64]) {
        keys = open
        start = 0
    }

    /// The next keys to read; none while a reading is under way.
    mutating func next(_ limit: Int) -> [UInt64] {
        guard !isReading, count > 0 else { return [] }
        let batch = Array(keys[start..<min(start + limit, keys.count)])
        start += batch.count
        isReading = true
        if start == keys.count {
            keys.removeAll(keepingCapacity: true)
            start = 0
        }
        return batch
    }
}
