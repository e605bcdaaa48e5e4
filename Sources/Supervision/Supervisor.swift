package import Pipeline

/// Keeps the processes of a pipeline running: starts them in order, starts again what ends, and stops them in order.
///
/// Everything happens on the thread that calls `run()`, which must live as long as the processes, for the kernel ends
/// them when it ends. Descriptors and deadlines are all that it waits for.
package final class Supervisor {
    /// Where the pipeline is between its start and its end.
    enum Phase: Equatable {
        case starting(tier: Int)
        case running
        case stopping(step: Int)
        case hurrying
        case stopped

        var isEnd: Bool {
            switch self {
            case .starting, .running: false
            case .stopping, .hurrying, .stopped: true
            }
        }
    }

    let plan: Plan
    let settings: Settings
    let environment: [String: String]
    let inbox: Inbox
    let signals: StopSignals?
    let report: (Event) -> Void
    let clock = ContinuousClock()
    var random = SystemRandomNumberGenerator()
    var children: [Child] = []
    var phase = Phase.starting(tier: 0) {
        didSet { if phase.isEnd, !oldValue.isEnd { report(.allStopping) } }
    }
    var failure: Failure?
    /// Requests whose answer waits for something.
    var promises: [Promise] = []
    /// Names of children that are to be restarted one after the other.
    var restarting: [String] = []
    /// The one of them that is being restarted.
    var current: String?

    /// Makes a supervisor that has started nothing yet.
    ///
    /// - Parameters:
    ///   - plan: Which processes there are, and their order.
    ///   - settings: How patient to be.
    ///   - environment: What every process finds in its environment.
    ///   - inbox: Where requests come from.
    ///   - signals: Stops the pipeline at the first signal, hurries at the second, kills at the third.
    ///   - report: Called for everything that happens, on the supervisor's thread.
    package init(
        plan: Plan,
        settings: Settings,
        environment: [String: String],
        inbox: Inbox,
        signals: StopSignals? = nil,
        report: @escaping (Event) -> Void
    ) {
        self.plan = plan
        self.settings = settings
        self.environment = environment
        self.inbox = inbox
        self.signals = signals
        self.report = report
        for group in plan.groups {
            for number in 1..<(group.workers + 1) {
                children.append(Child(spec: group.spec(number), group: group.name, number: number))
            }
        }
    }

    /// Runs the pipeline until it is stopped.
    ///
    /// - Throws: A ``Failure`` where a process cannot be started or fails again and again before all are ready; the
    ///   others have been stopped by then.
    package func run() throws(Failure) {
        while phase != .stopped {
            advance()
            if phase == .stopped { break }
            wait()
            expire()
        }
        report(.allStopped)
        keepPromises()
        if let failure { throw failure }
    }

    private func wait() {
        let processes = children.compactMap(\.process)
        var descriptors = processes.flatMap { [$0.end.number, $0.output.number, $0.notify.descriptor.number] }
        descriptors.append(inbox.descriptor)
        if let signals { descriptors.append(signals.descriptor.number) }
        let next = children.compactMap(\.deadline).min()
        let readable = Waiting.readable(descriptors, atMost: next.map { clock.now.duration(to: $0) })
        if let signals, readable.contains(signals.descriptor.number) {
            for _ in 0..<signals.count() { stopHarder() }
        }
        if readable.contains(inbox.descriptor) { inbox.take().forEach(carryOut) }
        for child in children { listen(to: child, readable) }
    }

    private func listen(to child: Child, _ readable: Set<Int32>) {
        guard let process = child.process else { return }
        if readable.contains(process.output.number), let bytes = process.output.read() { say(child, bytes) }
        if readable.contains(process.notify.descriptor.number) { heed(child, process) }
        if readable.contains(process.end.number), let ending = process.ending() { bury(child, process, ending) }
    }

    private func heed(_ child: Child, _ process: RunningProcess) {
        for message in process.notify.receive() {
            switch message {
            case .ready: becomeReady(child)
            case .stopping: break
            case .status(let text): child.status = text
            }
        }
    }

    private func say(_ child: Child, _ bytes: [UInt8]) {
        for line in child.lines.add(bytes) { report(.line(name: child.spec.name, text: line)) }
    }

    /// Takes note of a process's end, after everything that it had still to say.
    private func bury(_ child: Child, _ process: RunningProcess, _ ending: RunningProcess.Ending) {
        heed(child, process)
        while let bytes = process.output.read(), !bytes.isEmpty { say(child, bytes) }
        for line in child.lines.finish() { report(.line(name: child.spec.name, text: line)) }
        child.process = nil
        child.status = nil
        child.lastEnding = ending.description
        if case .stopping = child.state { retire(child) } else { fail(child, ending) }
    }

    func becomeReady(_ child: Child) {
        guard case .starting = child.state else { return }
        child.state = .ready(since: clock.now)
        report(.ready(name: child.spec.name))
    }
}
