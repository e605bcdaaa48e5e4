internal import Messages

/// The headers of what a queue sends to its workers and taps.
enum QueueHeader {
    static func welcome(_ configuration: QueueConfiguration, _ epoch: String) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 128)
        json.beginObject()
        json.member("protocol", 1)
        json.member("queue", configuration.name)
        json.member("epoch", epoch)
        json.member("lease", configuration.lease.seconds)
        json.member("heartbeat", configuration.heartbeat.seconds)
        json.endObject()
        return json.bytes
    }

    static func job(_ lease: Int, _ job: Job) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 96)
        json.beginObject()
        json.member("lease", lease)
        json.member("id", job.id)
        json.member("attempt", job.attempt)
        json.endObject()
        return json.bytes
    }

    static func tap(_ queue: String, _ credit: Int) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("queue", queue)
        json.member("credit", credit)
        json.endObject()
        return json.bytes
    }
}
