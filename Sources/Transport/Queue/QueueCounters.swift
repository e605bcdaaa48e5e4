package import Messages

/// What a queue has done since it started.
package struct QueueCounters: Sendable {
    package var taken = 0
    package var repeated = 0
    package var refused = 0
    package var malformed = 0
    package var dispatched = 0
    package var redispatched = 0
    package var done = 0
    package var late = 0
    package var left = 0
    package var workersLost = 0
    /// Clients whose keys the process has refused; nil without encryption.
    package var refusedKeys: Int?
    /// Seconds that jobs waited, summed.
    package var waitedSeconds = 0.0

    mutating func waited(_ duration: Duration) { waitedSeconds += duration.seconds }
}

extension QueueCore: JSONWritable {
    /// The queue's state for `interdict status`.
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("queue", configuration.name)
        json.member("epoch", epoch)
        json.member("waiting", waiting.count + alone.count + putOff.count)
        json.member("inFlight", leased.count)
        json.member("leaving", exits.count)
        json.member("bytes", bytes)
        json.member("length", configuration.length)
        writeCounters(to: &json)
        json.key("workers")
        json.beginArray()
        for peer in roster.peers {
            guard let worker = roster[peer] else { continue }
            json.beginObject()
            json.member("worker", worker.name)
            json.member("stage", worker.stage)
            json.member("credit", worker.credit)
            json.member("inFlight", worker.leases.count)
            json.member("done", worker.jobsDone)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    private func writeCounters(to json: inout JSONWriter) {
        json.member("taken", counters.taken)
        json.member("repeated", counters.repeated)
        json.member("refused", counters.refused)
        json.member("malformed", counters.malformed)
        json.member("dispatched", counters.dispatched)
        json.member("redispatched", counters.redispatched)
        json.member("done", counters.done)
        json.member("late", counters.late)
        json.member("left", counters.left)
        json.member("workersLost", counters.workersLost)
        if let refused = counters.refusedKeys { json.member("refusedKeys", refused) }
        json.member("waitedSeconds", counters.waitedSeconds)
    }
}
