internal import Messages
internal import ZeroMQ

/// Tells ingestion once a second that this process, which shares its queues with others, is there.
///
/// When it falls silent, ingestion sends what it held through the others, without waiting for it to come back.
final class Presence {
    let process: String
    private let frame: Frame
    private var next: Instant?

    init(process: String, epoch: String) {
        self.process = process
        var json = JSONWriter()
        json.beginObject()
        json.member("process", process)
        json.member("epoch", epoch)
        json.endObject()
        frame = Frame(json.bytes)
    }

    /// Says so where it is time, and ingestion has answered all that was said before.
    func tell(_ settle: Uplink, now: Instant) throws {
        if let next, now < next { return }
        next = now + .seconds(1)
        guard settle.isConnected, settle.unconfirmed == 0 else { return }
        try settle.put(token: 0, id: process, kind: "alive", [frame], now: now)
    }
}
