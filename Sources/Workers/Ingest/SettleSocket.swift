internal import Messages
internal import Transport
internal import ZeroMQ

/// Where the store says how articles have ended, and queues that they start empty; a queue's producer side (PUT, OK).
final class SettleSocket {
    struct News {
        var dispositions: [Disposition] = []
        /// Names of queues that have started.
        var epochs: [String] = []
        /// Names of queue processes that say that they are there.
        var present: [String] = []
    }

    private let router: Socket
    private(set) var malformed = 0

    init(_ endpoint: String, in context: Context) throws(ZeroMQError) {
        let router = try Socket(.router, in: context, [.sendHighWater(0), .receiveHighWater(0)] + Hop.heartbeats)
        try router.bind(endpoint)
        self.router = router
    }

    func add(to poller: inout Poller) { _ = poller.add(router) }

    /// Takes what has come; what can't be read is counted and not confirmed.
    func receive() throws -> News {
        var news = News()
        var confirmed: [(peer: Peer, numbers: [Int])] = []
        for _ in 0..<Hop.burst {
            guard let frames = try router.receive() else { break }
            guard let number = take(frames, &news) else {
                malformed += 1
                continue
            }
            let peer = Peer(frames[0])
            if let index = confirmed.lastIndex(where: { $0.peer == peer }) {
                confirmed[index].numbers.append(number)
            } else {
                confirmed.append((peer, [number]))
            }
        }
        for (peer, numbers) in confirmed { try confirm(peer, numbers) }
        return news
    }

    /// The number under which the message is confirmed, or nil where it can't be read.
    private func take(_ frames: [Frame], _ news: inout News) -> Int? {
        guard frames.count >= 4, Command(frames[1]) == .put else { return nil }
        do throws(JSONError) {
            let header = try Header(frames[2])
            let number = try header.requiredInteger("n")
            switch header["kind"]?.string {
            case "epoch": news.epochs.append(header["id"]?.string ?? "unnamed")
            case "alive": news.present.append(header["id"]?.string ?? "unnamed")
            default: news.dispositions.append(try Disposition(json: JSONParser.parse(frames[frames.count - 1].bytes)))
            }
            return number
        } catch {
            return nil
        }
    }

    private func confirm(_ peer: Peer, _ numbers: [Int]) throws {
        var json = JSONWriter()
        json.beginObject()
        json.member("n", numbers)
        json.endObject()
        guard try router.send(peer.routingID, more: true) == .sent else { return }
        _ = try router.send("OK", more: true)
        _ = try router.send(json.bytes)
    }
}
