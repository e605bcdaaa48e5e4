/// One place in the pipeline that a process is to fill, over all the processes that fill it one after the other.
final class Child {
    enum State: Equatable {
        /// Not to be started yet.
        case idle
        /// To be started at that time.
        case waiting(until: ContinuousClock.Instant)
        case starting(deadline: ContinuousClock.Instant)
        case ready(since: ContinuousClock.Instant)
        case stopping(deadline: ContinuousClock.Instant)
        /// Ended because it was asked to.
        case gone

        var name: String {
            switch self {
            case .idle: "idle"
            case .waiting: "waiting"
            case .starting: "starting"
            case .ready: "ready"
            case .stopping: "stopping"
            case .gone: "gone"
            }
        }
    }

    /// What follows when the process has ended as asked.
    enum Afterwards {
        case stay, startAgain, leave
    }

    let spec: ProcessSpec
    let group: String
    let number: Int
    var state = State.idle
    var process: RunningProcess?
    var lines = LineBuffer()
    var afterwards = Afterwards.stay
    /// How often the process ended by itself since it was last healthy.
    var failures = 0
    /// How often it was started again.
    var restarts = 0
    /// How the last one ended.
    var lastEnding: String?
    /// What the process says of itself.
    var status: String?

    init(spec: ProcessSpec, group: String, number: Int) {
        self.spec = spec
        self.group = group
        self.number = number
    }

    var isReady: Bool {
        if case .ready = state { true } else { false }
    }

    /// When something must be done about the process though nothing happens.
    var deadline: ContinuousClock.Instant? {
        switch state {
        case .waiting(let instant), .starting(let instant), .stopping(let instant): instant
        case .idle, .ready, .gone: nil
        }
    }
}
