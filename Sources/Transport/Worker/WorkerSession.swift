internal import Logging
internal import Messages
internal import Observability
internal import ZeroMQ

/// A worker's sockets to one process of its queue and to what comes next, on the session's thread.
final class WorkerSession {
    private let configuration: StageWorker.Configuration
    private let inbox: Mailbox<Work>
    private let results: Mailbox<HandledWork>
    private let wakeup: Wakeup
    private let logger: Logger
    private let ready: @Sendable () -> Void
    private let source: Int
    private let input: Socket
    private let monitor: Monitor
    private var admission: Admission
    private let output: Uplinks?
    /// Leases that this worker answers for, with their articles' ids.
    private var leases: [Int: String] = [:]
    /// Leases that the handler has not given an outcome yet.
    private var unworked: Set<Int> = []
    private var finished: [Int] = []
    /// Microseconds that the handler had each lease that has got an outcome.
    private var took: [Int: Int] = [:]
    private let inputState: Health.Part
    private let outputState: Health.Part?
    private var epoch = ""
    private var heartbeat: Duration = .milliseconds(500)
    private var nextHeartbeat = Instant.now
    private var isConnected = false
    private var isWelcome = false
    /// READY was said; what the queue still asks was asked before it heard that.
    private var awaitsWelcome = false
    private var hasLeft = false
    private var leaveBy: Instant?

    init(
        _ configuration: StageWorker.Configuration,
        source: Int,
        _ inbox: Mailbox<Work>,
        _ results: Mailbox<HandledWork>,
        _ wakeup: Wakeup,
        _ logger: Logger,
        _ ready: @escaping @Sendable () -> Void
    ) throws(ZeroMQError) {
        self.configuration = configuration
        self.source = source
        self.inbox = inbox
        self.results = results
        self.wakeup = wakeup
        self.logger = logger
        self.ready = ready
        let context = try Context(configuration.protection)
        let socket = try Socket(
            .dealer,
            in: context,
            [.sendHighWater(0), .receiveHighWater(0), .reconnectInterval(20, maximum: 500)]
                + Hop.heartbeats
        )
        let monitor = try Monitor(socket, name: "input", in: context)
        admission = Admission(to: configuration.inputs[source], in: context)
        try socket.connect(configuration.inputs[source])
        input = socket
        self.monitor = monitor
        inputState = configuration.watch.health.part("the queue at \(configuration.inputs[source])")
        outputState = configuration.outputs.first.map { endpoint in
            configuration.watch.health.part("what comes next at \(endpoint)")
        }
        output =
            configuration.outputs.isEmpty
            ? nil : try Uplinks(to: configuration.outputs, name: "output", window: .max, in: context)
    }

    func run(isStopping: () -> Bool, handlerStarted: () -> Instant?) throws {
        var poller = Poller()
        _ = poller.add(input)
        _ = poller.add(monitor.socket)
        output?.add(to: &poller)
        _ = poller.add(descriptor: wakeup.descriptor)
        while !hasLeft {
            try poller.wait(milliseconds: max(1, min(100, (nextHeartbeat - .now).milliseconds + 1)))
            wakeup.clear()
            let now = Instant.now
            try receive(now)
            try passOn(now)
            try receiveConfirmations(now)
            try sendDone()
            try watch(handlerStarted(), now)
            if now >= nextHeartbeat { try sendAlive(now) }
            inputState.beat()
            outputState?.isReady = output?.isConnected ?? true
            if isStopping() { try leave(now) }
        }
    }

    // MARK: the input queue

    private func receive(_ now: Instant) throws {
        while let event = try monitor.next() {
            try admission.note(event)
            if event == .disconnected {
                isConnected = false
                inputState.isReady = false
            }
            if event == .handshakeSucceeded {
                isConnected = true
                try sendReady()
            }
        }
        var batch: [Work] = []
        for _ in 0..<Hop.burst {
            guard let frames = try input.receive() else { break }
            try take(frames, &batch)
        }
        if !batch.isEmpty { inbox.append(batch) }
    }

    private func take(_ frames: [Frame], _ batch: inout [Work]) throws {
        guard frames.count >= 2, let command = Command(frames[0]) else { return }
        switch command {
        case .job: try takeJob(frames, &batch)
        case .welcome: welcome(try Header(frames[1]))
        case .who: if !awaitsWelcome { try sendReady() }
        case .bye: hasLeft = true
        case .error: logger.error("the queue refused a message", metadata: ["reason": "\(frames[1].text)"])
        default: break
        }
    }

    private func takeJob(_ frames: [Frame], _ batch: inout [Work]) throws {
        let header = try Header(frames[1])
        // What comes before WELCOME was sent over a connection that is gone, and belongs to somebody else by now.
        guard let lease = header["lease"]?.integer, leaveBy == nil, !awaitsWelcome else { return }
        do throws(JSONError) {
            guard frames.count >= 3 else { throw JSONError(.missing, at: "frame 2", "the envelope is missing") }
            let work = Work(
                source: source,
                lease: lease,
                attempt: header["attempt"]?.integer ?? 1,
                id: header["id"]?.string ?? "",
                envelope: try Envelope(json: JSONParser.parse(frames[2].bytes)),
                frames: Array(frames[3...])
            )
            leases[lease] = work.id
            unworked.insert(lease)
            batch.append(work)
        } catch {
            try answer("REJECT", lease, "the envelope is not readable: \(error)", counted: nil)
        }
    }

    private func welcome(_ header: Header) {
        awaitsWelcome = false
        inputState.isReady = true
        let said = header["epoch"]?.string ?? ""
        if said != epoch { forgetLeases() }
        epoch = said
        if let seconds = header["heartbeat"]?.double { heartbeat = .milliseconds(max(50, Int(seconds * 250))) }
        if !isWelcome {
            isWelcome = true
            ready()
        }
    }

    /// The queue knows nothing of the leases that were held: what wasn't begun is dropped, the rest ends unanswered.
    private func forgetLeases() {
        for work in inbox.drain(where: isOurs) { unworked.remove(work.lease) }
        leases.removeAll()
        took.removeAll(keepingCapacity: true)
    }

    private func isOurs(_ work: Work) -> Bool { work.source == source }

    private func sendReady() throws {
        forgetLeases()
        awaitsWelcome = true
        var json = JSONWriter()
        json.beginObject()
        json.member("worker", configuration.worker)
        json.member("stage", configuration.stage)
        // What this worker can hold it shares out among the queue's processes.
        let share = (configuration.credit + configuration.inputs.count - 1) / configuration.inputs.count
        json.member("credit", share)
        json.endObject()
        try say("READY", json.bytes)
    }

    private func sendAlive(_ now: Instant) throws {
        nextHeartbeat = now + heartbeat
        guard isWelcome else { return }
        try say("ALIVE", numbersHeader("lease", leases.keys.sorted()))
    }

    private func sendDone() throws {
        guard !finished.isEmpty else { return }
        var json = JSONWriter(reservingCapacity: 32 + finished.count * 24)
        json.beginObject()
        json.member("lease", finished)
        json.member("took", finished.map { took.removeValue(forKey: $0) ?? 0 })
        json.endObject()
        try say("DONE", json.bytes)
        finished.removeAll(keepingCapacity: true)
    }

    /// Says something to the queue; without a connection it would be of no use when there is one again.
    ///
    /// - Returns: Whether it was said.
    @discardableResult
    private func say(_ word: StaticString, _ header: [UInt8]) throws -> Bool {
        guard isConnected, try input.send(word, more: true) == .sent else { return false }
        return try input.send(header) == .sent
    }

    private func answer(_ word: StaticString, _ lease: Int, _ reason: String, counted: Bool?) throws {
        leases[lease] = nil
        took[lease] = nil
        var json = JSONWriter()
        json.beginObject()
        json.member("lease", lease)
        json.member("reason", reason)
        if let counted { json.member("counted", counted) }
        json.endObject()
        try say(word, json.bytes)
    }

    // MARK: the next hop

    private func passOn(_ now: Instant) throws {
        for handled in results.drain() {
            let work = handled.work
            unworked.remove(work.lease)
            guard leases[work.lease] != nil else { continue }
            took[work.lease] = Int(handled.took.nanoseconds / 1000)
            switch handled.outcome {
            case .done where output == nil: finish(work.lease)
            case .done(let frames): try deliver(work, [Frame(work.envelope.json)] + frames, now)
            case .retry(let reason, let counted): try answer("RETRY", work.lease, reason, counted: counted)
            case .reject(let reason): try answer("REJECT", work.lease, reason, counted: nil)
            case .drop(let reason): try answer("DROP", work.lease, reason, counted: nil)
            }
        }
    }

    /// A frame that the next hop doesn't take would break the connection each time that it is sent.
    private func deliver(_ work: Work, _ payload: [Frame], _ now: Instant) throws {
        let limit = configuration.messageBytes
        if let large = payload.first(where: { $0.count > limit }) {
            let reason = "a frame of the result has \(large.count) bytes, the next hop takes \(limit)"
            return try answer("REJECT", work.lease, reason, counted: nil)
        }
        try output?.put(token: work.lease, id: work.id, payload, now: now)
    }

    private func receiveConfirmations(_ now: Instant) throws {
        try output?.receive(now: now) { lease in finish(lease) }
    }

    private func finish(_ lease: Int) {
        if leases.removeValue(forKey: lease) != nil { finished.append(lease) }
    }

    // MARK: hanging and leaving

    private func watch(_ started: Instant?, _ now: Instant) throws {
        guard let started, now - started > configuration.timeLimit else { return }
        let ids = unworked.sorted().compactMap { leases[$0] }
        for lease in unworked.sorted().prefix(configuration.batch) {
            try answer("RETRY", lease, "no outcome within \(configuration.timeLimit)", counted: true)
        }
        try say("BYE", Array("{}".utf8))
        let stuck = Array(ids.prefix(configuration.batch))
        throw WorkerFailure.hung(stage: configuration.stage, limit: configuration.timeLimit, ids: stuck)
    }

    /// Hands back what wasn't begun, finishes what was, then says goodbye and waits for the queue's answer.
    private func leave(_ now: Instant) throws {
        if leaveBy == nil {
            leaveBy = now + .seconds(60)
            for work in inbox.drain(where: isOurs) {
                unworked.remove(work.lease)
                leases[work.lease] = nil
            }
        }
        guard unworked.isEmpty, (output?.unconfirmed ?? 0) == 0, finished.isEmpty else { return }
        guard isWelcome, try say("BYE", Array("{}".utf8)) else {
            hasLeft = true
            return
        }
        try awaitGoodbye()
    }

    private func awaitGoodbye() throws {
        var poller = Poller()
        _ = poller.add(input)
        let deadline = Instant.now + .seconds(2)
        while !hasLeft, Instant.now < deadline {
            try poller.wait(milliseconds: 100)
            while let frames = try input.receive(), !hasLeft {
                hasLeft = Command(frames[0]) == .bye
            }
        }
        hasLeft = true
    }
}
