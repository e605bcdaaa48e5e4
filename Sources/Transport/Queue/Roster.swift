/// The workers of one queue: who has room for another job.
struct Roster {
    struct Worker {
        var name: String
        var stage: String
        var credit: Int
        var leases: Set<Int> = []
        var lastSeen: Instant
        var isLeaving = false
        /// Kept free for a job that must run alone.
        var isReserved = false
        var jobsDone = 0
        /// Seconds in which the worker held something, up to `busySince`.
        var busySeconds = 0.0
        /// Since when it holds something; nil while it holds nothing.
        var busySince: Instant?

        func busySeconds(until now: Instant) -> Double {
            busySeconds + (busySince.map { max(0, (now - $0).seconds) } ?? 0)
        }
    }

    private(set) var workers: [Peer: Worker] = [:]
    /// The order in which workers are served, so that dispatch is fair and deterministic.
    private var order: [Peer] = []
    private var turn = 0
    /// Busy seconds of the workers that have gone, by stage.
    private var gone: [String: Double] = [:]

    var count: Int { workers.count }
    var peers: [Peer] { order }

    subscript(peer: Peer) -> Worker? {
        get { workers[peer] }
        set {
            if workers[peer] == nil, newValue != nil { order.append(peer) }
            if newValue == nil {
                order.removeAll { $0 == peer }
                if let old = workers[peer] { gone[old.stage, default: 0] += old.busySeconds }
            }
            workers[peer] = newValue
        }
    }

    mutating func touch(_ peer: Peer, now: Instant) {
        workers[peer]?.lastSeen = now
    }

    /// The queue itself was asleep: nobody's silence counts.
    mutating func forgiveSilence(now: Instant) {
        for peer in order { workers[peer]?.lastSeen = now }
    }

    mutating func take(_ lease: Int, by peer: Peer, now: Instant) {
        workers[peer]?.leases.insert(lease)
        if workers[peer]?.busySince == nil { workers[peer]?.busySince = now }
    }

    mutating func giveBack(_ lease: Int, by peer: Peer, now: Instant) {
        workers[peer]?.leases.remove(lease)
        guard let worker = workers[peer], worker.leases.isEmpty else { return }
        workers[peer]?.isReserved = false
        workers[peer]?.busySeconds = worker.busySeconds(until: now)
        workers[peer]?.busySince = nil
    }

    /// Seconds in which workers held something, summed by stage, those that have gone included.
    func busySeconds(until now: Instant) -> [String: Double] {
        workers.values.reduce(into: gone) { $0[$1.stage, default: 0] += $1.busySeconds(until: now) }
    }

    /// The next worker, in turn, with room for one more job.
    mutating func next() -> Peer? {
        for step in 0..<order.count {
            let index = (turn + step) % order.count
            if let worker = workers[order[index]], hasRoom(worker) {
                turn = index + 1
                return order[index]
            }
        }
        return nil
    }

    private func hasRoom(_ worker: Worker) -> Bool {
        worker.leases.count < worker.credit && !worker.isLeaving && !worker.isReserved
    }

    /// A worker that has nothing else to do; where there is none, the least busy one is kept free from now on.
    mutating func loner() -> Peer? {
        let staying = order.filter { workers[$0]?.isLeaving == false }
        let least = staying.min { (workers[$0]?.leases.count ?? 0) < (workers[$1]?.leases.count ?? 0) }
        guard let least else { return nil }
        if workers[least]?.leases.isEmpty == true { return least }
        let isAnyReserved = staying.contains { workers[$0]?.isReserved == true }
        if !isAnyReserved { workers[least]?.isReserved = true }
        return nil
    }

    mutating func reserve(_ peer: Peer) {
        workers[peer]?.isReserved = true
    }

    mutating func finished(_ peer: Peer) {
        workers[peer]?.jobsDone += 1
    }

    func silent(since limit: Instant) -> [Peer] {
        order.filter { (workers[$0]?.lastSeen ?? limit) < limit }
    }
}
