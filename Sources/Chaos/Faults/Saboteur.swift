internal import CLinux
internal import Foundation
internal import Messages
internal import Pipeline
internal import Supervision
internal import Synchronization
internal import Transport
internal import ZeroMQ

/// Does faults to a pipeline, one after the other; those that last are ended when their time has come.
///
/// It belongs to one thread.
final class Saboteur {
    /// A lasting fault's end.
    private struct Ending {
        let due: Instant
        let isControl: Bool
        let act: () throws -> Void
    }

    private let pipeline: ChaosPipeline
    private let clients: Vandal
    private let subscribers: SubscriberCrowd
    private let disk: SmallDisk?
    private let progress: () -> Int
    private var random: SeededRandom
    private var endings: [Ending] = []
    private var requests: [ControlRequest] = []
    private var victims: [String] = []
    private(set) var moments: [Moment] = []
    /// What could not be done, and why.
    private(set) var notes: [String] = []

    init(
        _ pipeline: ChaosPipeline,
        _ clients: Vandal,
        _ subscribers: SubscriberCrowd,
        _ disk: SmallDisk?,
        seed: UInt64,
        progress: @escaping () -> Int
    ) {
        self.pipeline = pipeline
        self.clients = clients
        self.subscribers = subscribers
        self.disk = disk
        self.progress = progress
        random = SeededRandom(seed: seed ^ 0x5AB)
    }

    /// Begins a fault.
    func begin(_ kind: FaultKind) throws {
        requests.removeAll { $0.isFinished }
        switch kind {
        case .kill: try killOne()
        case .freeze: try freezeOne()
        case .supervisor: try troubleSupervisor()
        case .replace: try replaceGroup()
        case .storeDown: try stopStores()
        case .subscriber: note(.subscriber, try subscribers.trouble(&random))
        case .duplicates: note(.duplicates, try clients.repeatArticles(below: progress(), &random))
        case .malformed: note(.malformed, try clients.sendGarbage(&random))
        case .tornTail: try tearTail()
        case .disk: try fillDisk()
        case .slow, .hang, .poison: break
        }
    }

    /// Ends the faults whose time has come.
    func endDue() throws {
        let now = Instant.now
        let due = endings.filter { $0.due <= now }
        endings.removeAll { $0.due <= now }
        for ending in due { try ending.act() }
    }

    /// Ends every fault, so that the pipeline can come to rest.
    func endAll() async throws {
        // What was frozen first: a request may be waiting for it.
        for ending in endings where !ending.isControl { try ending.act() }
        for request in requests { await request.finish() }
        for ending in endings where ending.isControl { try ending.act() }
        endings = []
        for request in requests { await request.finish() }
        for request in requests { request.failure.map { notes.append("\(request.name): \($0)") } }
        requests = []
    }

    private func note(_ kind: FaultKind, _ target: String, at: Int = wallClockMilliseconds()) {
        moments.append(Moment(kind: kind, target: target, at: at))
    }

    private func end(after milliseconds: Int, isControl: Bool = false, _ act: @escaping () throws -> Void) {
        endings.append(Ending(due: .now + .milliseconds(milliseconds), isControl: isControl, act: act))
    }

    // MARK: processes

    /// The next process in a shuffled round over all of them, so that every kind gets its turn.
    private func victim() -> (name: String, pid: pid_t)? {
        let running = pipeline.processes()
        if victims.isEmpty { victims = running.map(\.name).sorted().shuffled(using: &random) }
        while let name = victims.popLast() {
            if let found = running.first(where: { $0.name == name }) { return found }
        }
        return running.sorted { $0.name < $1.name }.randomElement(using: &random)
    }

    private func killOne() throws {
        guard let victim = victim() else { return notes.append("kill: no process runs") }
        kill(victim.pid, SIGKILL)
        note(.kill, victim.name)
    }

    private func freezeOne() throws {
        guard let victim = victim() else { return notes.append("freeze: no process runs") }
        kill(victim.pid, SIGSTOP)
        note(.freeze, victim.name)
        end(after: random.milliseconds(200...4000)) { kill(victim.pid, SIGCONT) }
    }

    private func troubleSupervisor() throws {
        guard requests.allSatisfy(\.isFinished) else {
            return notes.append("supervisor: left alone while it had a request")
        }
        if random.chance(0.3) {
            pipeline.signalSupervisor(SIGSTOP)
            note(.supervisor, "frozen")
            return end(after: random.milliseconds(200...1500)) { [pipeline] in pipeline.signalSupervisor(SIGCONT) }
        }
        // A frozen supervisor that is killed would leave the signal that ends the freeze without its process.
        note(.supervisor, "killed")
        pipeline.killSupervisor()
        try takeOver()
        note(.supervisor, "taken over")
    }

    /// Does what an init system would: starts a supervisor until one stays, for the disk may be full at the moment.
    private func takeOver() throws {
        for attempt in 1... {
            do {
                return try pipeline.start()
            } catch {
                guard attempt < 10 else { throw error }
                notes.append("supervisor: start \(attempt) failed: \(error)")
                usleep(500_000)
                try endDue()
            }
        }
    }

    private func replaceGroup() throws {
        let groups = ["extract", "classify", "store", "ingest", "feed", "queue-in", "queue-out"]
        guard let group = random.one(of: groups) else { return }
        note(.replace, group)
        ask(.restart(group: group))
    }

    private func stopStores() throws {
        note(.storeDown, "store")
        ask(.scale(group: "store", workers: 0))
        end(after: random.milliseconds(1500...5000), isControl: true) { [self] in
            ask(.scale(group: "store", workers: 2))
        }
    }

    private func ask(_ request: Request) {
        requests.append(ControlRequest(request, to: pipeline.file.control))
    }

    // MARK: disk

    /// The supervisor is held meanwhile, or a new ingestion would open the journal at once.
    private func tearTail() throws {
        guard let ingest = pipeline.processes().first(where: { $0.name == "ingest" }) else {
            return notes.append("torn-tail: ingestion was not running")
        }
        pipeline.signalSupervisor(SIGSTOP)
        defer { pipeline.signalSupervisor(SIGCONT) }
        let end = interdict_process_descriptor(ingest.pid)
        defer { close(end) }
        kill(ingest.pid, SIGKILL)
        var item = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&item, 1, 5000) == 1 else { return notes.append("torn-tail: ingestion did not end") }
        note(.tornTail, try JournalTail(folder: pipeline.file.ingest.journal).tear(&random))
    }

    private func fillDisk() throws {
        guard let disk else { return }
        let bytes = try disk.fill()
        note(.disk, "\(bytes >> 20) MiB filled")
        end(after: random.milliseconds(1000...4000)) { try disk.empty() }
    }
}

/// A request to the supervisor, on a thread of its own: it is answered when everything is as wished.
private final class ControlRequest: Sendable {
    let name: String
    private let outcome = Mutex<(isFinished: Bool, failure: String?)>((false, nil))
    private let thread = Mutex<SocketThread?>(nil)

    init(_ request: Request, to endpoint: Endpoint) {
        name = request.words.joined(separator: " ").lowercased()
        let thread = SocketThread(named: "request") { [self] in
            do {
                _ = try ControlClient(endpoint: endpoint).ask(request, patience: .seconds(60))
                outcome.withLock { $0 = (true, nil) }
            } catch {
                outcome.withLock { $0 = (true, "\(error)") }
            }
        }
        self.thread.withLock { $0 = thread }
    }

    var isFinished: Bool { outcome.withLock { $0.isFinished } }
    var failure: String? { outcome.withLock { $0.failure } }

    func finish() async {
        let thread = thread.withLock { $0 }
        // Its failure is in the outcome.
        try? await thread?.join()
    }
}
