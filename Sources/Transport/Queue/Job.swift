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
}
