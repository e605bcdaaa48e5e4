internal import Pipeline

extension Supervisor {
    /// Does what the phase asks for until nothing is left to do but wait.
    func advance() {
        var before: Phase
        repeat {
            before = phase
            switch phase {
            case .starting(let tier): advanceStart(tier)
            case .running: restartNext()
            case .stopping(let step): advanceStop(step)
            case .hurrying: if children.allSatisfy({ $0.process == nil }) { phase = .stopped }
            case .stopped: break
            }
        } while phase != before
        keepPromises()
    }

    private func advanceStart(_ tier: Int) {
        guard tier < plan.startOrder.count else {
            phase = .running
            return report(.allReady)
        }
        let names = plan.startOrder[tier].map(\.name)
        let members = children.filter { names.contains($0.group) }
        for child in members where child.state == .idle { start(child) }
        guard case .starting = phase else { return }
        if members.allSatisfy(\.isReady) { phase = .starting(tier: tier + 1) }
    }

    private func advanceStop(_ step: Int) {
        guard step < plan.stopOrder.count else {
            let left = children.filter { $0.process != nil }
            if left.isEmpty { phase = .stopped } else { left.forEach(stop) }
            return
        }
        let members = children.filter { plan.stopOrder[step].contains($0.group) }
        members.forEach(stop)
        if members.allSatisfy({ $0.process == nil }) { phase = .stopping(step: step + 1) }
    }

    /// Starts the process now; where that fails, as after an end.
    func start(_ child: Child) {
        do throws(Failure) {
            let process = try RunningProcess(child.spec, environment: environment)
            child.process = process
            child.state = .starting(deadline: clock.now + settings.readiness)
            report(.started(name: child.spec.name, pid: process.pid))
            if !child.spec.notifies { becomeReady(child) }
        } catch {
            child.failures += 1
            child.lastEnding = error.sentence
            if giveUpStart(child, error) { return }
            let delay = retry(child)
            report(.missing(name: child.spec.name, failure: error, retryIn: delay))
        }
    }

    /// Asks the process to end, once; a child without a process is gone at once.
    func stop(_ child: Child) {
        if case .stopping = child.state { return }
        guard let process = child.process else { return retire(child) }
        child.state = .stopping(deadline: clock.now + settings.drain)
        process.terminate()
        report(.stopping(name: child.spec.name))
    }

    /// What follows when a process has ended as asked.
    func retire(_ child: Child) {
        if child.state != .gone { report(.stopped(name: child.spec.name)) }
        child.state = .gone
        guard phase == .running else { return }
        switch child.afterwards {
        case .stay: break
        case .leave: children.removeAll { $0 === child }
        case .startAgain:
            child.afterwards = .stay
            child.restarts += 1
            start(child)
        }
    }

    /// What follows when a process has ended by itself.
    func fail(_ child: Child, _ ending: RunningProcess.Ending) {
        if case .ready(let since) = child.state, clock.now - since >= settings.healthy { child.failures = 0 }
        child.failures += 1
        let code = ending.isHopeless ? Failure.Code.configuration : .unavailable
        let failure = Failure(code, "\(child.spec.name) ended with \(ending) while the pipeline started")
        // Who was ready once has ended of its work, such as an article that crashes it: no reason to give up the others.
        let wasReady = child.isReady && child.spec.notifies
        if ending.isHopeless || !wasReady, giveUpStart(child, failure, atOnce: ending.isHopeless) { return }
        let delay = retry(child, wasReady: wasReady)
        report(.failed(name: child.spec.name, how: ending.description, retryIn: delay))
    }

    private func retry(_ child: Child, wasReady: Bool = false) -> Duration {
        let delay = settings.backOff.delay(afterFailures: child.failures, wasReady: wasReady, using: &random)
        child.state = .waiting(until: clock.now + delay)
        child.restarts += 1
        return delay
    }

    /// Ends the whole start when a process fails too often before all are ready.
    private func giveUpStart(_ child: Child, _ reason: Failure, atOnce: Bool = false) -> Bool {
        guard case .starting = phase, atOnce || child.failures >= settings.attemptsAtStart else { return false }
        failure = Failure(reason.code, reason.sentence + "; its log says more")
        child.state = .gone
        phase = .stopping(step: 0)
        return true
    }

    /// Does what deadlines ask for.
    func expire() {
        let now = clock.now
        for child in children {
            switch child.state {
            case .waiting(let until) where until <= now: start(child)
            case .starting(let deadline) where deadline <= now:
                report(.late(name: child.spec.name))
                child.state = .starting(deadline: now + settings.readiness)
                child.process?.kill()
            case .stopping(let deadline) where deadline <= now:
                report(.overdue(name: child.spec.name))
                child.state = .stopping(deadline: now + settings.drain)
                child.process?.kill()
            default: break
            }
        }
    }

    /// Stops in order at the first call, everything at once at the second, and without grace at the third.
    func stopHarder() {
        switch phase {
        case .starting, .running: phase = .stopping(step: 0)
        case .stopping: hurry()
        case .hurrying: children.forEach { $0.process?.kill() }
        case .stopped: break
        }
    }

    func hurry() {
        phase = .hurrying
        for child in children {
            stop(child)
            if child.process != nil { child.state = .stopping(deadline: clock.now + settings.hurry) }
        }
    }
}
