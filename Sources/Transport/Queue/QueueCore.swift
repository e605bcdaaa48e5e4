package import CoreMetrics
internal import DequeModule
internal import Messages
internal import Observability
package import ZeroMQ

/// The rules of one queue, without sockets and without a clock: messages and the time go in, messages come out.
///
/// A job is in exactly one place: waiting, put off, leased to one worker, or on its way out to quarantine. It leaves
/// only when its worker said `DONE`, or when the exit queue said `OK`.
package final class QueueCore {
    /// A message that the socket has to send.
    package struct Outgoing {
        package var peer: Peer
        package var command: Command
        package var header: [UInt8]
        package var payload: [Frame] = []
    }

    /// A job that goes to the exit queue; its token is confirmed with ``exitConfirmed(_:)``.
    package struct Leaving {
        package var token: Int
        package var id: String
        package var frames: [Frame]
    }

    package let configuration: QueueConfiguration
    package let epoch: String
    /// Whether jobs that give up are recorded through this very queue.
    let isExit: Bool
    package var outgoing: [Outgoing] = []
    package var leaving: [Leaving] = []
    package internal(set) var counters = QueueCounters()
    let meter: QueueMeter
    /// Whoever looks at copies of what goes through.
    var taps = QueueTaps()

    var waiting = Deque<Job>()
    var alone = Deque<Job>()
    var putOff: [(job: Job, until: Instant)] = []
    var leased: [Int: Job] = [:]
    var exits: [Int: Job] = [:]
    var held: Set<String> = []
    var bytes = 0
    var roster = Roster()
    private var receipts = ProducerReceipts()
    /// Starts at the second of this run's start, so that no lease of an earlier run can be mistaken for one of this.
    private var lastLease: Int
    private var lastTick: Instant?

    /// Makes an empty queue.
    ///
    /// - Parameters:
    ///   - configuration: Limits and times.
    ///   - epoch: A text that no earlier run of this queue had.
    ///   - isExit: Whether this queue feeds the stage that records quarantined and filtered articles.
    ///   - metrics: Where the queue's measures go.
    package init(
        _ configuration: QueueConfiguration,
        epoch: String,
        isExit: Bool,
        metrics: any MetricsFactory = NOOPMetricsHandler.instance
    ) {
        meter = QueueMeter(configuration, metrics)
        self.configuration = configuration
        self.epoch = epoch
        self.isExit = isExit
        lastLease = (wallClockMilliseconds() / 1000) << 21
    }

    /// Messages in custody.
    package var depth: Int { held.count }
    package var isFull: Bool { held.count >= configuration.length || bytes >= configuration.bytes }

    /// Handles one message of a peer.
    ///
    /// - Parameters:
    ///   - peer: Who sent it.
    ///   - command: Its first frame.
    ///   - header: Its JSON header.
    ///   - payload: The frames after the header.
    ///   - now: The time of its arrival.
    /// - Returns: False for a command that a queue doesn't take.
    package func receive(
        from peer: Peer,
        _ command: Command,
        _ header: Header,
        _ payload: [Frame],
        now: Instant
    ) -> Bool {
        roster.touch(peer, now: now)
        switch command {
        case .put: put(peer, header, payload, now)
        case .ready: ready(peer, header, now)
        case .done: done(header, by: peer, now)
        case .retry: retry(peer, header, now)
        case .reject: leave(peer, header, .quarantined, now)
        case .drop: leave(peer, header, .filtered, now)
        case .alive: alive(peer, header, now)
        case .bye: bye(peer, now)
        case .tap: tap(peer, header, now)
        default: return false
        }
        return true
    }

    // MARK: producers

    private func put(_ peer: Peer, _ header: Header, _ payload: [Frame], _ now: Instant) {
        guard let number = header["n"]?.integer, let id = header["id"]?.string, !payload.isEmpty else {
            return refuseMalformed(peer, "PUT needs the members n and id and at least one payload frame")
        }
        if held.contains(id) {
            counters.repeated += 1
            return receipts.confirm(number, to: peer)
        }
        if isFull {
            counters.refused += 1
            return receipts.refuse(number, to: peer)
        }
        let job = Job(id: id, frames: payload, enqueued: now)
        held.insert(id)
        bytes += job.bytes
        counters.taken += 1
        waiting.append(job)
        receipts.confirm(number, to: peer)
        if !taps.isEmpty { outgoing += taps.copies(of: job, queue: configuration.name, now: now) }
    }

    private func refuseMalformed(_ peer: Peer, _ reason: String) {
        var json = JSONWriter()
        json.beginObject()
        json.member("reason", reason)
        json.endObject()
        outgoing.append(Outgoing(peer: peer, command: .error, header: json.bytes))
        counters.malformed += 1
    }

    // MARK: workers

    private func ready(_ peer: Peer, _ header: Header, _ now: Instant) {
        guard let credit = header["credit"]?.integer, credit > 0 else {
            return refuseMalformed(peer, "READY needs the member credit, a whole number above 0")
        }
        if roster[peer] != nil { lost(peer, because: "the worker started over", now: now) }
        roster[peer] = Roster.Worker(
            name: header["worker"]?.string ?? "unnamed",
            stage: header["stage"]?.string ?? configuration.name,
            credit: min(credit, 100_000),
            lastSeen: now
        )
        outgoing.append(Outgoing(peer: peer, command: .welcome, header: QueueHeader.welcome(configuration, epoch)))
    }

    /// A worker that says in `took` how many microseconds it worked on each is believed; for others it is the time that
    /// they held it.
    private func done(_ header: Header, by peer: Peer, _ now: Instant) {
        let (leases, took) = (header.numbers("lease"), header.numbers("took"))
        let stage = roster[peer]?.stage ?? configuration.name
        for (index, lease) in leases.enumerated() {
            guard let job = release(lease, by: peer, now) else { continue }
            let worked = took.count == leases.count ? Int64(took[index]) &* 1000 : (now - job.leasedAt).nanoseconds
            counters.worked(worked, on: stage)
            meter.worked(worked, on: stage)
            roster.finished(peer)
            counters.done += 1
            forget(job)
        }
    }

    private func tap(_ peer: Peer, _ header: Header, _ now: Instant) {
        let credit = taps.set(
            peer,
            credit: header["credit"]?.integer ?? 0,
            match: header["match"]?.string ?? "",
            now: now
        )
        outgoing.append(Outgoing(peer: peer, command: .tap, header: QueueHeader.tap(configuration.name, credit)))
    }

    /// Takes a lease back; nil where the worker no longer has it, because it ran out or the worker was taken for dead.
    private func release(_ lease: Int, by peer: Peer, _ now: Instant) -> Job? {
        guard let job = leased[lease], job.holder == peer else {
            counters.late += 1
            return nil
        }
        leased[lease] = nil
        job.holder = nil
        roster.giveBack(lease, by: peer, now: now)
        return job
    }

    private func forget(_ job: Job) {
        held.remove(job.id)
        bytes -= job.bytes
    }

    private func retry(_ peer: Peer, _ header: Header, _ now: Instant) {
        let reason = header["reason"]?.string ?? "no reason was given"
        let counts = header["counted"]?.bool ?? true
        for lease in header.numbers("lease") {
            let name = roster[peer]?.name ?? "unnamed"
            guard let job = release(lease, by: peer, now) else { continue }
            failed(job, counts: counts, name: name, stage: roster[peer]?.stage, reason: reason, now: now)
        }
    }

    private func leave(_ peer: Peer, _ header: Header, _ kind: Envelope.Exit.Kind, _ now: Instant) {
        for lease in header.numbers("lease") {
            let worker = roster[peer]
            guard let job = release(lease, by: peer, now) else { continue }
            let reason = header["reason"]?.string ?? "no reason was given"
            leave(job, kind, worker: worker?.name, stage: worker?.stage, reason: reason, now: now)
        }
    }

    private func alive(_ peer: Peer, _ header: Header, _ now: Instant) {
        guard roster[peer] != nil else {
            return outgoing.append(
                Outgoing(peer: peer, command: .who, header: QueueHeader.welcome(configuration, epoch))
            )
        }
        for lease in header.numbers("lease") where leased[lease]?.holder == peer {
            leased[lease]?.expires = now + configuration.lease
        }
        outgoing.append(Outgoing(peer: peer, command: .alive, header: Array("{}".utf8)))
    }

    private func bye(_ peer: Peer, _ now: Instant) {
        roster[peer]?.isLeaving = true
        for lease in (roster[peer]?.leases ?? []).sorted(by: >) {
            guard let job = release(lease, by: peer, now) else { continue }
            waiting.prepend(job)
        }
        roster[peer] = nil
        outgoing.append(Outgoing(peer: peer, command: .bye, header: Array("{}".utf8)))
    }

    // MARK: failures

    /// A peer's connection is gone, or it was silent for too long: its jobs go to others at once.
    package func lost(_ peer: Peer, because reason: String, now: Instant = .now) {
        receipts.forget(peer)
        taps.remove(peer)
        guard let worker = roster[peer] else { return }
        counters.workersLost += 1
        for lease in worker.leases.sorted(by: >) {
            guard let job = release(lease, by: peer, now) else { continue }
            counters.redispatched += 1
            failed(job, counts: true, name: worker.name, stage: worker.stage, reason: reason, now: now, atOnce: true)
        }
        roster[peer] = nil
    }

    private func failed(
        _ job: Job,
        counts: Bool,
        name: String,
        stage: String?,
        reason: String,
        now: Instant,
        atOnce: Bool = false
    ) {
        job.errors.append("\(name): \(reason)")
        if job.errors.count > 20 { job.errors.removeFirst() }
        if counts, job.attempt >= configuration.attempts, !job.isExiting {
            return leave(job, .quarantined, worker: name, stage: stage, reason: reason, now: now)
        }
        if counts { job.attempt += 1 }
        if atOnce {
            // Whoever died may have died of any of its jobs. From the third attempt on a job runs alone, so that a
            // poisonous one is told from its neighbours.
            if job.attempt > 2 { alone.append(job) } else { waiting.prepend(job) }
        } else {
            let delay = Duration.milliseconds(min(5000, 50 << min(job.attempt + job.errors.count, 8)))
            putOff.append((job, now + delay))
        }
    }

    private func leave(
        _ job: Job,
        _ kind: Envelope.Exit.Kind,
        worker: String?,
        stage: String?,
        reason: String,
        now: Instant
    ) {
        guard !job.isExiting else {
            // It is being recorded already; there is no other place for it.
            return putOff.append((job, now + .seconds(5)))
        }
        let exit = Envelope.Exit(
            kind: kind,
            stage: stage ?? configuration.name,
            worker: worker ?? "unnamed",
            reason: reason,
            attempts: job.attempt,
            errors: job.errors
        )
        job.mark(exit)
        counters.left += 1
        if isExit {
            job.isExiting = true
            job.attempt = 1
            waiting.append(job)
        } else {
            lastLease += 1
            exits[lastLease] = job
            leaving.append(Leaving(token: lastLease, id: job.id, frames: job.frames))
        }
    }

    /// The exit queue has taken a job over.
    package func exitConfirmed(_ token: Int) {
        if let job = exits.removeValue(forKey: token) { forget(job) }
    }

    // MARK: time

    /// Lets time pass: leases run out, the silent are given up, what was put off comes back.
    package func tick(now: Instant) {
        if let lastTick, now - lastTick > configuration.heartbeat / 2 { roster.forgiveSilence(now: now) }
        lastTick = now
        for peer in roster.silent(since: now - configuration.heartbeat) {
            lost(peer, because: "the worker gave no sign of life for \(configuration.heartbeat)", now: now)
        }
        expireLeases(now)
        let due = putOff.filter { $0.until <= now }
        putOff.removeAll { $0.until <= now }
        for (job, _) in due {
            if job.attempt > 2 { alone.append(job) } else { waiting.append(job) }
        }
    }

    private func expireLeases(_ now: Instant) {
        let expired = leased.filter { $0.value.expires < now }.keys.sorted()
        for lease in expired {
            guard let peer = leased[lease]?.holder, let worker = roster[peer] else { continue }
            guard let job = release(lease, by: peer, now) else { continue }
            counters.redispatched += 1
            let reason = "the lease of \(configuration.lease) ran out"
            failed(job, counts: true, name: worker.name, stage: worker.stage, reason: reason, now: now, atOnce: true)
        }
    }

    // MARK: output

    /// Hands waiting jobs to workers with room and writes the receipts of what was taken since the last call.
    package func flush(now: Instant) {
        outgoing += receipts.due()
        dispatch(now)
        if held.count <= configuration.length * 3 / 4, bytes <= configuration.bytes * 3 / 4 {
            outgoing += receipts.roomAgain()
        }
    }

    private func dispatch(_ now: Instant) {
        while !alone.isEmpty, let peer = roster.loner() {
            hand(alone.removeFirst(), to: peer, now)
            roster.reserve(peer)
        }
        while !waiting.isEmpty, let peer = roster.next() {
            hand(waiting.removeFirst(), to: peer, now)
        }
    }

    private func hand(_ job: Job, to peer: Peer, _ now: Instant) {
        lastLease += 1
        job.lease = lastLease
        job.holder = peer
        job.leasedAt = now
        job.expires = now + configuration.lease
        leased[lastLease] = job
        roster.take(lastLease, by: peer, now: now)
        counters.dispatched += 1
        let waited = (now - job.enqueued).nanoseconds
        counters.waited(waited)
        meter.waited(waited)
        let header = QueueHeader.job(lastLease, job)
        outgoing.append(Outgoing(peer: peer, command: .job, header: header, payload: job.frames))
    }
}
