internal import Pipeline
package import Supervision
internal import Transport
internal import ZeroMQ

/// Waits for time to pass, and notices when the operator wants to stop.
package final class Pause {
    private let signals: StopSignals?
    private let wakeup: Wakeup
    private var poller = Poller()

    /// Makes it.
    ///
    /// - Parameter signals: What ends every wait; nil where nobody interrupts.
    /// - Throws: Where the system has no descriptors left.
    package init(_ signals: StopSignals?) throws {
        self.signals = signals
        wakeup = try Wakeup()
        _ = poller.add(descriptor: wakeup.descriptor)
    }

    /// Waits, and does something every few milliseconds meanwhile.
    func wait(milliseconds: Int, _ meanwhile: () throws -> Void = {}) throws {
        let end = Instant.now + .milliseconds(milliseconds)
        repeat {
            if let signals, signals.count() > 0 {
                throw Failure(.unavailable, "stopped by a signal; the run says nothing")
            }
            try meanwhile()
            try poller.wait(milliseconds: max(0, min(20, (end - .now).milliseconds)))
        } while Instant.now < end
    }
}
