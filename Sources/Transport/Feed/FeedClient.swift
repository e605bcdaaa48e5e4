internal import Messages
package import ZeroMQ

/// A subscriber that misses nothing: it listens first, then fetches what came before, and closes every gap by itself.
///
/// For each topic it knows up to which sequence number it is complete. A published document names the one before it
/// under each of its topics' prefixes, so a lost one shows at the next; `head` messages show a lost tail. Whatever is
/// missing is fetched. It belongs to one thread.
package final class FeedClient {
    /// One classified document.
    package struct Document: Sendable {
        package let seq: Int
        /// The subscribed topic under which it came.
        package let topic: String
        package let bytes: [UInt8]
    }

    private struct Subscription {
        let topic: String
        /// Everything up to here has been delivered; nil until the feed has said where its head is.
        var complete: Int?
        /// When the fetch that is under way was sent.
        var asked: Instant?
        var isBehind = true
    }

    private let listening: Socket
    private let fetching: Socket
    private let listeningMonitor: Monitor
    private let fetchingMonitor: Monitor
    private var admissions: (listening: Admission, fetching: Admission)
    private var poller = Poller()
    private var subscriptions: [Subscription]
    /// Delivered numbers beyond the point up to which all topics are complete.
    private var delivered: Set<Int> = []
    /// How often something had to be fetched because it was missing.
    package private(set) var gaps = 0

    /// Subscribes.
    ///
    /// - Parameters:
    ///   - publish: The feed's PUB endpoint.
    ///   - fetch: The feed's FETCH endpoint.
    ///   - topics: Prefixes such as `event.imposed`; the empty one is everything.
    ///   - since: The last sequence number that is known already; nil begins with what comes next.
    ///   - protection: The keys for `tcp://` addresses.
    /// - Throws: ``ZeroMQError`` for an endpoint that libzmq doesn't understand.
    package init(
        publish: String,
        fetch: String,
        topics: [String],
        since: Int?,
        _ protection: Protection = .local
    ) throws(ZeroMQError) {
        let context = try Context(protection)
        let retry: SocketOption = .reconnectInterval(20, maximum: 500)
        let listening = try Socket(.subscribe, in: context, [retry, .receiveHighWater(5000)] + Hop.heartbeats)
        for topic in topics { try listening.set(.subscribe(Array(topic.utf8))) }
        try listening.set(.subscribe(Array(Feed.headTopic.utf8)))
        let fetching = try Socket(.dealer, in: context, [retry] + Hop.heartbeats)
        listeningMonitor = try Monitor(listening, name: "listening", in: context)
        fetchingMonitor = try Monitor(fetching, name: "fetching", in: context)
        admissions = (Admission(to: publish, in: context), Admission(to: fetch, in: context))
        try listening.connect(publish)
        try fetching.connect(fetch)
        self.listening = listening
        self.fetching = fetching
        subscriptions = topics.map { Subscription(topic: $0, complete: since) }
        _ = poller.add(self.listening)
        _ = poller.add(self.fetching)
        _ = poller.add(listeningMonitor.socket)
        _ = poller.add(fetchingMonitor.socket)
    }

    /// Whether the feed has answered, so that nothing that is published from now on can be missed.
    package var hasJoined: Bool { subscriptions.allSatisfy { $0.complete != nil } }

    /// How many topics it subscribes to.
    package var topics: Int { subscriptions.count }

    /// The sequence number up to which all topics are complete.
    package var position: Int? { hasJoined ? subscriptions.compactMap(\.complete).min() : nil }

    /// Waits for documents.
    ///
    /// - Parameter milliseconds: The longest wait.
    /// - Returns: New documents; each once, in the order of their numbers within a topic.
    /// - Throws: ``Refusal`` where the feed doesn't let this program in; ``ZeroMQError`` or ``JSONError`` where the peer
    ///   doesn't speak the protocol.
    package func receive(milliseconds: Int) throws -> [Document] {
        var documents: [Document] = []
        try ask()
        try poller.wait(milliseconds: min(milliseconds, 500))
        while let event = try listeningMonitor.next() { try admissions.listening.note(event) }
        while let event = try fetchingMonitor.next() { try admissions.fetching.note(event) }
        while let frames = try fetching.receive() { try takeFetched(frames, &documents) }
        for _ in 0..<Hop.burst {
            guard let frames = try listening.receive() else { break }
            try takePublished(frames, &documents)
        }
        try ask()
        return documents
    }

    private func ask() throws {
        let now = Instant.now
        for index in subscriptions.indices where subscriptions[index].isBehind {
            if let asked = subscriptions[index].asked, now - asked < .seconds(2) { continue }
            var json = JSONWriter()
            json.beginObject()
            json.member("since", subscriptions[index].complete)
            json.member("topic", subscriptions[index].topic)
            json.member("limit", 200)
            json.endObject()
            guard try fetching.send("FETCH", more: true) == .sent else { return }
            _ = try fetching.send(json.bytes)
            subscriptions[index].asked = now
        }
    }

    private func takeFetched(_ frames: [Frame], _ documents: inout [Document]) throws {
        guard frames.count >= 2, Command(frames[0]) == .docs else { return }
        let header = try Header(frames[1])
        let topic = header["topic"]?.string ?? ""
        guard let head = header["head"]?.integer, let next = header["next"]?.integer,
            let index = subscriptions.firstIndex(where: { $0.topic == topic }), subscriptions[index].asked != nil
        else { return }
        for frame in frames.dropFirst(2) {
            let bytes = frame.bytes
            deliver(bytes, Feed.seq(of: bytes), topic, &documents)
        }
        subscriptions[index].asked = nil
        subscriptions[index].complete = max(subscriptions[index].complete ?? 0, next)
        subscriptions[index].isBehind = next < head
        forgetDelivered()
    }

    private func takePublished(_ frames: [Frame], _ documents: inout [Document]) throws {
        guard frames.count == 2 else { return }
        if frames[0].text == Feed.headTopic { return try takeHead(frames[1]) }
        let topic = frames[0].text
        let bytes = frames[1].bytes
        let (seq, previous) = Feed.position(of: bytes)
        guard let seq else { return }
        for index in subscriptions.indices where topic.hasPrefix(subscriptions[index].topic) {
            guard let complete = subscriptions[index].complete, seq > complete else { continue }
            if !subscriptions[index].isBehind, let before = previous[subscriptions[index].topic], before <= complete {
                deliver(bytes, seq, subscriptions[index].topic, &documents)
                subscriptions[index].complete = seq
            } else if !subscriptions[index].isBehind {
                gaps += 1
                subscriptions[index].isBehind = true
            }
        }
    }

    private func takeHead(_ frame: Frame) throws {
        guard let head = try Header(frame)["seq"]?.integer else { return }
        for index in subscriptions.indices {
            guard let complete = subscriptions[index].complete, complete < head else { continue }
            subscriptions[index].isBehind = true
        }
    }

    private func deliver(_ bytes: [UInt8], _ seq: Int?, _ topic: String, _ documents: inout [Document]) {
        guard let seq, seq > (position ?? -1), delivered.insert(seq).inserted else { return }
        documents.append(Document(seq: seq, topic: topic, bytes: bytes))
    }

    private func forgetDelivered() {
        guard subscriptions.count > 1 || delivered.count > 1000, let position else { return }
        delivered = delivered.filter { $0 > position }
    }
}
