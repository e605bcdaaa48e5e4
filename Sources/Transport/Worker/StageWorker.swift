package import Logging
internal import Messages
package import Observability
internal import Synchronization
package import ZeroMQ

/// A stage's worker: takes jobs from one queue, works on them, and says `DONE` only after the next hop has said `OK`.
///
/// Sockets have a thread of their own, so that a long job never delays the signs of life.
package final class StageWorker: Sendable {
    package struct Configuration: Sendable {
        package var stage: String
        package var worker: String
        /// The queue to take from, at each of its processes; at least one.
        package var inputs: [String]
        /// The next queue at each of its processes, or ingestion's settle socket; empty where nothing comes behind.
        package var outputs: [String]
        /// How many jobs may be here at once.
        package var credit: Int
        /// How many jobs the handler takes at once.
        package var batch: Int
        /// After this time a handler is taken for hung, and the worker gives up.
        package var timeLimit: Duration
        /// The largest frame that the next hop takes, in bytes; a larger result is rejected here.
        package var messageBytes: Int
        /// The keys for `tcp://` addresses.
        package var protection: Protection
        package var watch: Watch

        package init(
            stage: String,
            worker: String,
            input: String,
            output: String?,
            credit: Int = 32,
            batch: Int = 1,
            timeLimit: Duration = .seconds(20),
            messageBytes: Int = 64 << 20,
            protection: Protection = .local,
            watch: Watch = .none
        ) {
            self.stage = stage
            self.worker = worker
            inputs = [input]
            outputs = output.map { [$0] } ?? []
            self.credit = credit
            self.batch = batch
            self.timeLimit = timeLimit
            self.messageBytes = messageBytes
            self.protection = protection
            self.watch = watch
        }
    }

    private let configuration: Configuration
    private let inbox = Mailbox<Work>()
    private let lanes: [Lane]
    private let handlerStarted = Mutex<Instant?>(nil)
    private let isStopping: Atomic<Bool> = Atomic(false)
    private let logger: Logger

    /// Between the handler and the session with one process of the queue.
    private struct Lane: Sendable {
        let results = Mailbox<HandledWork>()
        let wakeup: Wakeup
    }

    package init(_ configuration: Configuration, logger: Logger) throws(ZeroMQError) {
        self.configuration = configuration
        self.logger = logger
        var lanes: [Lane] = []
        for _ in configuration.inputs { lanes.append(Lane(wakeup: try Wakeup())) }
        self.lanes = lanes
    }

    /// Begins the drain: what was begun is finished, the rest is handed back.
    ///
    /// May be called from any thread.
    package func stop() {
        isStopping.store(true, ordering: .relaxed)
        for lane in lanes { lane.wakeup.signal() }
    }

    /// Serves until ``stop()`` is called and the drain is over.
    ///
    /// - Parameters:
    ///   - ready: Is called once the queue has welcomed the worker for the first time.
    ///   - makeHandler: Runs on the handler's thread.
    /// - Throws: What the handler's initialiser or a socket threw, or ``WorkerFailure`` for a hung handler.
    package func run(
        ready: @escaping @Sendable () -> Void,
        _ makeHandler: @escaping @Sendable () throws -> any StageHandler
    ) async throws {
        let handlerFailure = Mutex<(any Error)?>(nil)
        let engine = configuration.watch.health.part("the stage's engine")
        let handling = SocketThread(named: "handler") { [self] in
            do {
                let handler = try makeHandler()
                engine.isReady = true
                handle(with: handler)
            } catch {
                handlerFailure.withLock { $0 = error }
                stop()
                throw error
            }
        }
        let isReady = Atomic(false)
        let sessions = lanes.indices.map { source in
            session(with: source) {
                if !isReady.exchange(true, ordering: .relaxed) { ready() }
            }
        }
        do {
            try await join(sessions)
        } catch {
            inbox.close()
            throw handlerFailure.withLock { $0 } ?? error
        }
        inbox.close()
        try await handling.join()
    }

    private func session(with source: Int, ready: @escaping @Sendable () -> Void) -> SocketThread {
        SocketThread(named: "session") { [self] in
            let lane = lanes[source]
            let session = try WorkerSession(
                configuration,
                source: source,
                inbox,
                lane.results,
                lane.wakeup,
                logger,
                ready
            )
            try session.run(
                isStopping: { isStopping.load(ordering: .relaxed) },
                handlerStarted: { handlerStarted.withLock { $0 } }
            )
        }
    }

    /// Waits for all sessions; the first that fails ends the wait, for the process is to end then.
    private func join(_ sessions: [SocketThread]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for session in sessions { group.addTask { try await session.join() } }
            do {
                try await group.waitForAll()
            } catch {
                stop()
                throw error
            }
        }
    }

    private func handle(with handler: any StageHandler) {
        var handler = handler
        while true {
            while inbox.isEmpty, handler.rest() {}
            guard let batch = inbox.take(atMost: configuration.batch) else { return }
            let (started, begin) = (wallClockMilliseconds(), Instant.now)
            handlerStarted.withLock { $0 = begin }
            let outcomes = handler.handle(batch)
            handlerStarted.withLock { $0 = nil }
            let (ended, took) = (wallClockMilliseconds(), Instant.now - begin)
            let results = zip(batch, outcomes).map { work, outcome in
                HandledWork(work: signed(work, started, ended), outcome: outcome, took: took)
            }
            for (source, lane) in lanes.enumerated() {
                let own = results.filter { $0.work.source == source }
                guard !own.isEmpty else { continue }
                lane.results.append(own)
                lane.wakeup.signal()
            }
        }
    }

    private func signed(_ work: Work, _ started: Int, _ ended: Int) -> Work {
        var envelope = work.envelope
        let span = envelope.traceparent.isEmpty ? nil : TraceParent.span()
        if let span { envelope.traceparent = TraceParent.following(envelope.traceparent, span: span) }
        envelope.hops.append(
            .init(
                stage: configuration.stage,
                worker: configuration.worker,
                attempt: work.attempt,
                started: started,
                ended: ended,
                span: span
            )
        )
        return Work(
            source: work.source,
            lease: work.lease,
            attempt: work.attempt,
            id: work.id,
            envelope: envelope,
            frames: work.frames
        )
    }
}

/// Why a worker gave up.
package enum WorkerFailure: Error, CustomStringConvertible {
    case hung(stage: String, limit: Duration, ids: [String])

    package var description: String {
        switch self {
        case .hung(let stage, let limit, let ids):
            "stage \(stage) has worked for more than \(limit) on \(ids.joined(separator: ", ")); "
                + "the worker ends so that a new one can take over. Raise the stage's timeLimit if such work is normal"
        }
    }
}
