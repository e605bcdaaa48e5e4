internal import Pipeline

extension Supervisor {
    /// A request whose answer waits until something is so.
    struct Promise {
        let isKept: () -> Bool
        let answer: @Sendable (Reply) -> Void
    }

    func carryOut(_ item: Inbox.Item) {
        switch item.request {
        case .status: item.answer(.done(statusJSON()))
        case .scale(let group, let workers): scale(group, to: workers, item.answer)
        case .restart(let group): restart(group, item.answer)
        case .stop:
            if phase == .running || isStarting { phase = .stopping(step: 0) }
            promises.append(Promise(isKept: { [unowned self] in phase == .stopped }, answer: item.answer))
        case .hurry:
            hurry()
            promises.append(Promise(isKept: { [unowned self] in phase == .stopped }, answer: item.answer))
        }
    }

    private var isStarting: Bool {
        if case .starting = phase { true } else { false }
    }

    func keepPromises() {
        let kept = promises.filter { $0.isKept() }
        promises.removeAll { $0.isKept() }
        for promise in kept { promise.answer(.done(statusJSON())) }
    }

    private func scale(_ name: String, to workers: Int, _ answer: @escaping @Sendable (Reply) -> Void) {
        guard let group = group(name, for: "scale", answer) else { return }
        guard group.isScalable else { return answer(.refused("\(name) is one process and cannot be scaled")) }
        guard (0...Stage.workerLimit).contains(workers) else {
            return answer(.refused("\(name) can have 0 to \(Stage.workerLimit) workers, not \(workers)"))
        }
        let members = children.filter { $0.group == name }
        if members.count != workers { report(.scaling(group: name, from: members.count, to: workers)) }
        for child in members where child.number > workers {
            child.afterwards = .leave
            stop(child)
        }
        let taken = Set(members.map(\.number))
        for number in 1..<(workers + 1) where !taken.contains(number) {
            let child = Child(spec: group.spec(number), group: name, number: number)
            children.append(child)
            start(child)
        }
        for child in members where child.number <= workers && child.afterwards == .leave {
            child.afterwards = .startAgain
        }
        promises.append(
            Promise(
                isKept: { [unowned self] in
                    let members = children.filter { $0.group == name }
                    return members.count == workers && members.allSatisfy(\.isReady)
                },
                answer: answer
            )
        )
    }

    private func restart(_ name: String, _ answer: @escaping @Sendable (Reply) -> Void) {
        guard group(name, for: "restart", answer) != nil else { return }
        let names = children.filter { $0.group == name }.map(\.spec.name)
        restarting += names.filter { !restarting.contains($0) }
        promises.append(
            Promise(
                isKept: { [unowned self] in
                    current == nil && !restarting.contains(where: names.contains)
                        && children.filter { $0.group == name }.allSatisfy(\.isReady)
                },
                answer: answer
            )
        )
    }

    /// The group of a request, or nil after having refused the request.
    private func group(_ name: String, for action: String, _ answer: (Reply) -> Void) -> ProcessGroup? {
        guard phase == .running else {
            answer(.refused("cannot \(action) \(name): the pipeline is \(isStarting ? "still starting" : "stopping")"))
            return nil
        }
        if let group = plan.groups.first(where: { $0.name == name }) { return group }
        let names = plan.groups.map(\.name)
        let guess = Suggestion.nearest(to: name, among: names).map { "did you mean \"\($0)\"?" }
        answer(
            .refused("there is nothing called \"\(name)\": \(guess ?? "there are " + names.joined(separator: ", "))")
        )
        return nil
    }

    /// Goes on with a rolling restart when the one before is ready again.
    func restartNext() {
        if let current, let child = children.first(where: { $0.spec.name == current }) {
            guard child.isReady, child.afterwards == .stay else { return }
        }
        current = nil
        guard !restarting.isEmpty else { return }
        let name = restarting.removeFirst()
        guard let child = children.first(where: { $0.spec.name == name }) else { return restartNext() }
        current = name
        child.afterwards = .startAgain
        stop(child)
    }
}
