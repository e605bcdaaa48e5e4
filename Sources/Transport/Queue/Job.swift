internal import Messages
internal import ZeroMQ

/// One message in a queue's custody.
final class Job {
    /// The article's id; a second message with it is not taken while the first is here.
    let id: String
    /// The envelope, then the stages' frames.
    var frames: [Frame]
    let bytes: Int
    let enqueued: Instant
    var attempt = 1
    /// What went wrong with earlier attempts, oldest first.
    var errors: [String] = []
    /// Whether it already left the normal way and only waits to be recorded as such.
    var isExiting = false
    var lease = 0
    var holder: Peer?
    var leasedAt = Instant(nanoseconds: 0)
    var expires = Instant(nanoseconds: .max)

    init(id: String, frames: [Frame], enqueued: Instant) {
        self.id = id
        self.frames = frames
        self.enqueued = enqueued
        bytes = frames.reduce(0) { $0 + $1.count }
    }

    /// Writes into its envelope that it leaves the normal way; where the envelope can't be read, a new one has at least the id.
    func mark(_ exit: Envelope.Exit) {
        var envelope = Envelope(id: ArticleID(rawValue: id), key: 0, accepted: 0, traceparent: "")
        do throws(JSONError) {
            envelope = try Envelope(json: JSONParser.parse(frames[0].bytes))
        } catch {
            // A foreign worker spoilt the papers; the exit's reason must not be lost over that.
            envelope.hops = []
        }
        envelope.exit = exit
        frames[0] = Frame(envelope.json)
    }
}
