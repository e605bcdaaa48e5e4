internal import Logging
internal import Messages
internal import Observability
internal import Pipeline
internal import Storage
internal import Synchronization
internal import Transport
internal import ZeroMQ

/// Publishes the store's documents in the order of their numbers, and answers fetches.
final class FeedServer: Sendable {
    private let section: Pipeline.Feed
    private let address: StoreAddress
    private let protection: Protection
    private let watch: Watch
    private let logger: Logger
    private let wakeup: Wakeup
    private let isStopping: Atomic<Bool> = Atomic(false)

    init(
        _ section: Pipeline.Feed,
        _ address: StoreAddress,
        protection: Protection,
        watch: Watch,
        logger: Logger
    ) throws(ZeroMQError) {
        self.watch = watch
        self.section = section
        self.address = address
        self.protection = protection
        self.logger = logger
        wakeup = try Wakeup()
    }

    func stop() {
        isStopping.store(true, ordering: .relaxed)
        wakeup.signal()
    }

    /// Looks at once whether there is something new; may be called from any thread.
    func look() { wakeup.signal() }

    /// Serves on the calling thread until ``stop()``.
    ///
    /// - Parameter ready: Is called once the sockets are there; a store that is away is waited for.
    /// - Throws: What a socket or the store's file throws.
    func run(ready: () -> Void) throws {
        let run = try FeedRun(section, store: address.open { .now }, protection, watch, logger: logger)
        ready()
        try run.serve(wakeup) { isStopping.load(ordering: .relaxed) }
    }
}

/// The feed's sockets while it runs, all on one thread.
///
/// What it publishes it reads from the store, so that a restarted feed goes on where the store is, and no subscriber
/// can hold anything up: whoever is too slow loses messages, notices, and fetches them.
final class FeedRun {
    private static let batch = 256

    private let store: any Storage.Store
    private let publishing: Socket
    private let fetching: Socket
    private let waking: Socket
    private let gate: (any Gate)?
    private let headEvery: Duration
    /// Nil until the store has been read for the first time.
    private var published: Int?
    /// The last number under each topic prefix.
    private var last: [String: Int] = [:]
    private var outage: StoreOutage
    private let meter: FeedMeter
    private let loop: Health.Part

    init(
        _ section: Pipeline.Feed,
        store: any Storage.Store,
        _ protection: Protection,
        _ watch: Watch,
        logger: Logger
    ) throws {
        gate = protection.server?.gate
        self.store = store
        outage = StoreOutage(logger)
        meter = FeedMeter(watch.metrics)
        loop = watch.health.part("the store")
        headEvery = section.head
        let context = try Context(protection)
        let publishing = try Socket(.extendedPublish, in: context, [.sendHighWater(1000)] + Hop.heartbeats)
        let fetching = try Socket(
            .router,
            in: context,
            [.routerMandatory(true), .sendHighWater(1000), .receiveHighWater(1000), .maximumMessageSize(1 << 16)]
                + Hop.heartbeats
        )
        let waking = try Socket(.pull, in: context, [.receiveHighWater(100), .maximumMessageSize(1 << 10)])
        try publishing.bind(section.publish.bind)
        try fetching.bind(section.fetch.bind)
        try waking.bind(section.wake.bind)
        self.publishing = publishing
        self.fetching = fetching
        self.waking = waking
    }

    /// Learns where the feed is; what came before isn't published again.
    private func begin() throws(StoreError) -> Int {
        let head = try store.head()
        for topic in try store.lastSeqs(topicPrefix: "") { note(topic.seq, topic.topic) }
        published = head
        return head
    }

    private func note(_ seq: Int, _ topic: String) {
        for prefix in Transport.Feed.prefixes(of: topic) { last[prefix] = max(last[prefix] ?? 0, seq) }
    }

    func serve(_ wakeup: Wakeup, isStopping: () -> Bool) throws {
        var poller = Poller()
        _ = poller.add(waking)
        _ = poller.add(fetching)
        _ = poller.add(publishing)
        _ = poller.add(descriptor: wakeup.descriptor)
        var nextHead = Instant.now
        var hasMore = true
        while !isStopping() {
            try poller.wait(milliseconds: hasMore ? 0 : max(0, min(200, (nextHead - .now).milliseconds + 1)))
            wakeup.clear()
            while try waking.receive() != nil {}
            while try publishing.receive() != nil {}
            hasMore = outage.isOver(at: .now) ? try publish() : false
            loop.isReady = !outage.isOn
            try answerFetches()
            loop.beat()
            if nextHead <= .now {
                nextHead = .now + headEvery
                try announceHead()
                try tellLag()
            }
        }
    }

    /// Publishes a batch of what is new; true where more may be there.
    private func publish() throws -> Bool {
        let documents: [FeedDocument]
        do throws(StoreError) {
            let known = if let published { published } else { try begin() }
            documents = try store.documents(after: known, topicPrefix: "", limit: Self.batch)
            outage.end()
        } catch {
            guard [.away, .busy].contains(error.code) else { throw error }
            outage.begin(error, at: .now)
            return false
        }
        for document in documents {
            var previous: [(prefix: String, seq: Int)] = []
            for prefix in document.topics.flatMap(Transport.Feed.prefixes(of:)).uniqued() {
                previous.append((prefix, last[prefix] ?? 0))
            }
            let frame = Frame(Transport.Feed.publishing(document.json, previous: previous))
            for topic in document.topics {
                _ = try publishing.send(Array(topic.utf8), more: true)
                _ = try publishing.send(frame)
            }
            for topic in document.topics { note(document.seq, topic) }
            published = document.seq
        }
        meter.published(documents)
        return documents.count == Self.batch
    }

    /// How far the feed is behind the store; nothing where the store is away, which is told elsewhere.
    private func tellLag() throws(StoreError) {
        guard let published, !outage.isOn else { return }
        do throws(StoreError) {
            meter.isAt(published, of: try store.head())
        } catch {
            guard [.away, .busy].contains(error.code) else { throw error }
        }
    }

    private func announceHead() throws {
        guard let published else { return }
        var json = JSONWriter()
        json.beginObject()
        json.member("seq", published)
        json.endObject()
        _ = try publishing.send(Array(Transport.Feed.headTopic.utf8), more: true)
        _ = try publishing.send(json.bytes)
    }

    // MARK: fetches

    private func answerFetches() throws {
        for _ in 0..<16 {
            guard let frames = try fetching.receive(), frames.count >= 2 else { return }
            let peer = Peer(frames[0])
            switch Command(frames[1]) {
            case .status: try answer(peer, .status, status, [])
            case .fetch:
                meter.fetched()
                try fetch(peer, frames)
            default: try refuse(peer, "the feed takes FETCH and STATUS")
            }
        }
    }

    private func fetch(_ peer: Peer, _ frames: [Frame]) throws {
        let header: Header
        do {
            header = try Header(frames.count > 2 ? frames[2] : Frame([]))
        } catch {
            return try refuse(peer, "the header of FETCH is not readable: \(error)")
        }
        let topic = header["topic"]?.string ?? ""
        let limit = min(max(header["limit"]?.integer ?? Self.batch, 1), Self.batch)
        guard let published else { return try refuse(peer, "the store has not been reached yet") }
        // What is not published yet comes by itself.
        let since = header["since"]?.integer ?? published
        var documents: [FeedDocument]
        do throws(StoreError) {
            documents = try store.documents(after: since, topicPrefix: topic, limit: limit)
        } catch {
            guard [.away, .busy].contains(error.code) else { throw error }
            return try refuse(peer, "\(error)")
        }
        documents.removeAll { $0.seq > published }
        let next = documents.count == limit ? documents[documents.count - 1].seq : max(published, since)
        var json = JSONWriter()
        json.beginObject()
        json.member("topic", topic)
        json.member("head", published)
        json.member("next", next)
        json.member("count", documents.count)
        json.endObject()
        try answer(peer, .docs, json.bytes, documents.map { Frame($0.json) })
    }

    private func answer(_ peer: Peer, _ command: Command, _ header: [UInt8], _ payload: [Frame]) throws {
        // A client that has gone, or that doesn't read, asks again when it is back.
        guard try fetching.send(peer.routingID, more: true) == .sent else { return }
        _ = try fetching.send(Array(command.rawValue.utf8), more: true)
        _ = try fetching.send(header, more: !payload.isEmpty)
        try fetching.send(payload)
    }

    private func refuse(_ peer: Peer, _ reason: String) throws {
        var json = JSONWriter()
        json.beginObject()
        json.member("reason", reason)
        json.endObject()
        try answer(peer, .error, json.bytes, [])
    }

    private var status: [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("head", published ?? 0)
        json.member("published", published ?? 0)
        json.member("topics", last.count)
        if let gate { json.member("refusedKeys", gate.refused) }
        json.endObject()
        return json.bytes
    }
}

extension Array where Element == String {
    /// The elements without repetition, in the order of their first appearance.
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
