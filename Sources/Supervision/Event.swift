package import Pipeline

/// Something that a supervisor's user may want to see.
package enum Event: Sendable, Equatable {
    case started(name: String, pid: Int32)
    case ready(name: String)
    /// The process ended without having been asked to.
    case failed(name: String, how: String, retryIn: Duration)
    /// The process couldn't be started at all.
    case missing(name: String, failure: Failure, retryIn: Duration)
    /// The process said nothing in the time that it had to become ready, and was ended.
    case late(name: String)
    case stopping(name: String)
    /// The process took longer to stop than it may, and was ended.
    case overdue(name: String)
    case stopped(name: String)
    /// The number of a group's workers is changed.
    case scaling(group: String, from: Int, to: Int)
    /// One line that the process printed.
    case line(name: String, text: String)
    /// Every process is ready.
    case allReady
    /// The whole pipeline is to stop.
    case allStopping
    case allStopped
}
