package import Logging
internal import Messages
package import Observability
internal import Synchronization
package import ZeroMQ

/// One or more queues in one process: their sockets, their clock, and the way out for what gives up.
package final class QueueHost: Sendable {
    package struct Configuration: Sendable {
        package var queues: [QueueConfiguration]
        /// The queue of the stage that records quarantined and filtered articles, at all of its processes.
        package var exitEndpoints: [String]
        /// The name of that queue; without it, it is known by its address, which has to be the one that it binds.
        package var exitQueue: String?
        /// Ingestion's settle socket, which is told of each queue's new epoch; nil for a queue without ingestion.
        package var settleEndpoint: String?
        /// The keys for `tcp://` addresses.
        package var protection: Protection
        package var watch: Watch
        /// This process's name, where others host the same queues: ingestion is told again and again that it is there.
        package var sharingProcess: String?

        package init(
            queues: [QueueConfiguration],
            exitEndpoints: [String],
            exitQueue: String? = nil,
            settleEndpoint: String?,
            protection: Protection = .local,
            watch: Watch = .none,
            sharingProcess: String? = nil
        ) {
            self.queues = queues
            self.exitEndpoints = exitEndpoints
            self.exitQueue = exitQueue
            self.settleEndpoint = settleEndpoint
            self.protection = protection
            self.watch = watch
            self.sharingProcess = sharingProcess
        }
    }

    private let configuration: Configuration
    private let epoch: String
    private let wakeup: Wakeup
    private let isStopping: Atomic<Bool> = Atomic(false)
    private let logger: Logger

    /// Makes the host; nothing is bound before ``run(bound:)``.
    ///
    /// - Parameters:
    ///   - configuration: The queues.
    ///   - epoch: Names this run.
    ///   - logger: Told of lost workers and failed jobs.
    /// - Throws: ``ZeroMQError`` where the system has no descriptors left.
    package init(_ configuration: Configuration, epoch: String, logger: Logger) throws(ZeroMQError) {
        self.configuration = configuration
        self.epoch = epoch
        self.logger = logger
        wakeup = try Wakeup()
    }

    /// Makes ``run(bound:)`` return; may be called from any thread.
    package func stop() {
        isStopping.store(true, ordering: .relaxed)
        wakeup.signal()
    }

    /// Serves on the calling thread until ``stop()`` is called.
    ///
    /// - Parameter bound: Is called with the queues' endpoints once all are bound.
    /// - Throws: ``ZeroMQError`` where an endpoint can't be bound or connected.
    package func run(bound: ([String]) -> Void) throws {
        let run = try QueueRun(configuration, epoch: epoch, logger: logger)
        bound(run.endpoints)
        try run.serve(wakeup) { isStopping.load(ordering: .relaxed) }
    }
}

/// The sockets of one host while it runs, all on one thread.
private final class QueueRun {
    private let servers: [QueueServer]
    private let exit: Uplinks
    private let settle: Uplink?
    private let presence: Presence?
    private let logger: Logger
    private let loop: Health.Part

    init(_ configuration: QueueHost.Configuration, epoch: String, logger: Logger) throws {
        self.logger = logger
        let watch = configuration.watch
        loop = watch.health.part("queues")
        let context = try Context(configuration.protection)
        servers = try configuration.queues.map { queue in
            let core = QueueCore(
                queue,
                epoch: epoch,
                isExit: configuration.exitQueue.map { $0 == queue.name }
                    ?? configuration.exitEndpoints.contains(queue.endpoint),
                metrics: watch.metrics
            )
            return try QueueServer(core, in: context, logger: logger)
        }
        exit = try Uplinks(to: configuration.exitEndpoints, name: "exit", window: .max, in: context)
        settle = try configuration.settleEndpoint.map { endpoint in
            try Uplink(to: endpoint, name: "settle", window: .max, in: context)
        }
        presence = configuration.sharingProcess.map { Presence(process: $0, epoch: epoch) }
        try announce(epoch)
        loop.isReady = true
    }

    var endpoints: [String] { servers.map(\.endpoint) }

    /// Tells ingestion that these queues start empty, so that it replays what has no disposition yet.
    private func announce(_ epoch: String) throws {
        for server in servers {
            let queue = server.core.configuration.name
            let name = presence.map { "\(queue)@\($0.process)" } ?? queue
            var json = JSONWriter()
            json.beginObject()
            json.member("queue", queue)
            json.member("process", presence?.process)
            json.member("epoch", epoch)
            json.endObject()
            try settle?.put(token: 0, id: name, kind: "epoch", [Frame(json.bytes)], now: .now)
        }
    }

    func serve(_ wakeup: Wakeup, isStopping: () -> Bool) throws {
        var poller = Poller()
        for server in servers { server.add(to: &poller) }
        exit.add(to: &poller)
        settle?.add(to: &poller)
        _ = poller.add(descriptor: wakeup.descriptor)
        var nextTick = Instant.now
        var isHungry = false
        while !isStopping() {
            let isProbing = servers.contains { $0.isProbing }
            let wait = isHungry ? 0 : isProbing ? 1 : max(0, min(100, (nextTick - .now).milliseconds + 1))
            try poller.wait(milliseconds: wait)
            wakeup.clear()
            let now = Instant.now
            isHungry = false
            for server in servers where try server.receive(now: now) { isHungry = true }
            try exit.receive(now: now) { token in confirmExit(token) }
            try settle?.receive(now: now) { _ in }
            if now >= nextTick {
                for server in servers { server.tick(now: now) }
                loop.beat()
                if let settle { try presence?.tell(settle, now: now) }
                nextTick = now + .milliseconds(50)
            }
            for (index, server) in servers.enumerated() {
                try server.flush(now: now)
                try forward(server, index)
            }
        }
    }

    /// Tokens of the exit uplink hold the queue's index in their lowest byte.
    private func forward(_ server: QueueServer, _ index: Int) throws {
        for leaving in server.core.leaving {
            logger.warning(
                "a job leaves the normal way",
                metadata: [
                    "queue": "\(server.core.configuration.name)", "id": "\(leaving.id)",
                ]
            )
            try exit.put(token: leaving.token << 8 | index, id: leaving.id, leaving.frames, now: .now)
        }
        server.core.leaving.removeAll()
    }

    private func confirmExit(_ token: Int) {
        servers[token & 0xFF].core.exitConfirmed(token >> 8)
    }
}
