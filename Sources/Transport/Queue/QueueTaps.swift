internal import Glibc
internal import Messages
internal import ZeroMQ

/// Those who look at copies of a queue's messages, which stay where they are.
///
/// Each says how many copies it can take; then it gets none until it says so again. So a slow or vanished one can hold
/// neither the queue nor its memory.
struct QueueTaps {
    private struct Tap {
        var credit: Int
        var match: [UInt8]
        var until: Instant
        /// Messages that may still be searched before the tap speaks again: searching costs the queue's time.
        var searches: Int
    }

    /// The most copies on their way to one tap.
    private static let mostCredit = 100
    private static let mostSearches = 2000
    private static let most = 8
    private static let patience = Duration.seconds(5)

    private var taps: [(peer: Peer, tap: Tap)] = []

    var isEmpty: Bool { taps.isEmpty }

    /// A tap says how many copies it takes from now on, and what text they must hold; it has to speak every few seconds.
    ///
    /// - Returns: How many copies it gets until it speaks again; 0 where too many others look on.
    mutating func set(_ peer: Peer, credit: Int, match: String, now: Instant) -> Int {
        remove(peer)
        taps.removeAll { $0.tap.until < now }
        guard credit > 0, taps.count < Self.most else { return 0 }
        let tap = Tap(
            credit: min(credit, Self.mostCredit),
            match: Array(match.utf8.prefix(1000)),
            until: now + Self.patience,
            searches: Self.mostSearches
        )
        taps.append((peer, tap))
        return tap.credit
    }

    mutating func remove(_ peer: Peer) { taps.removeAll { $0.peer == peer } }

    /// Copies of a message for all that want it.
    mutating func copies(of job: Job, queue: String, now: Instant) -> [QueueCore.Outgoing] {
        taps.removeAll { $0.tap.until < now }
        var copies: [QueueCore.Outgoing] = []
        for index in taps.indices where taps[index].tap.credit > 0 && taps[index].tap.searches > 0 {
            taps[index].tap.searches -= 1
            guard Self.holds(job.frames, taps[index].tap.match) else { continue }
            taps[index].tap.credit -= 1
            var json = JSONWriter(reservingCapacity: 96)
            json.beginObject()
            json.member("queue", queue)
            json.member("id", job.id)
            json.endObject()
            copies.append(.init(peer: taps[index].peer, command: .tap, header: json.bytes, payload: job.frames))
        }
        return copies
    }

    private static func holds(_ frames: [Frame], _ text: [UInt8]) -> Bool {
        guard let first = text.first else { return true }
        return frames.contains { unsafe $0.withBytes { unsafe Self.holds($0, text, first) } }
    }

    private static func holds(_ bytes: UnsafeRawBufferPointer, _ text: [UInt8], _ first: UInt8) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var place = 0
        while bytes.count - place >= text.count {
            let rest = bytes.count - place
            guard let found = unsafe memchr(base + place, Int32(first), rest) else { return false }
            place = unsafe UnsafeRawPointer(found) - base
            if bytes.count - place < text.count { return false }
            if unsafe memcmp(base + place, text, text.count) == 0 { return true }
            place += 1
        }
        return false
    }
}
