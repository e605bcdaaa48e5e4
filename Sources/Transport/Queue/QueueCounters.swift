package import Messages
package import Observability

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
    /// How long jobs waited for a worker.
    package var waits = Distribution()
    /// How long the stages that take from here worked on a job, in the order in which they were first seen.
    package var work: [(stage: String, times: Distribution)] = []

    mutating func waited(_ nanoseconds: Int64) { waits.add(nanoseconds: nanoseconds) }

    mutating func worked(_ nanoseconds: Int64, on stage: String) {
        if let index = work.firstIndex(where: { $0.stage == stage }) {
            work[index].times.add(nanoseconds: nanoseconds)
        } else {
            work.append((stage, Distribution()))
            work[work.count - 1].times.add(nanoseconds: nanoseconds)
        }
    }
}

extension Distribution: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("counts", counts)
        json.member("sum", sum)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        guard let told = Distribution(counts: json.integers("counts"), sum: json["sum"]?.double ?? 0) else {
            throw JSONError(.badValue, at: "counts", "these are not the counts of a distribution of this version")
        }
        self = told
    }
}

extension QueueCore: JSONWritable {
    /// The queue's state for `interdict status`.
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("queue", configuration.name)
        json.member("epoch", epoch)
        json.member("waiting", waitingCount)
        json.member("inFlight", leased.count)
        json.member("leaving", exits.count)
        json.member("bytes", bytes)
        json.member("length", configuration.length)
        json.member("bytesLimit", configuration.bytes)
        writeCounters(to: &json)
        writeWork(to: &json)
        json.key("workers")
        json.beginArray()
        let now = Instant.now
        for peer in roster.peers {
            guard let worker = roster[peer] else { continue }
            json.beginObject()
            json.member("worker", worker.name)
            json.member("stage", worker.stage)
            json.member("credit", worker.credit)
            json.member("inFlight", worker.leases.count)
            json.member("done", worker.jobsDone)
            json.member("busySeconds", worker.busySeconds(until: now))
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    /// Jobs that no worker holds.
    var waitingCount: Int { waiting.count + alone.count + putOff.count }

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
        json.member("waitedSeconds", counters.waits.sum)
    }

    private func writeWork(to json: inout JSONWriter) {
        json.member("waits", counters.waits)
        json.key("stages")
        json.beginArray()
        for (stage, times) in counters.work {
            json.beginObject()
            json.member("stage", stage)
            json.member("work", times)
            json.endObject()
        }
        json.endArray()
    }
}
