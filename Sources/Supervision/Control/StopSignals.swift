internal import CLinux
internal import Glibc
package import Pipeline

/// SIGINT, SIGTERM and SIGHUP as something that can be waited for.
///
/// Make it before any other thread exists: the signals are blocked in the calling thread and in those that it starts.
package final class StopSignals {
    let descriptor: Descriptor

    package init() throws(Failure) {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&signals, signal) }
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        descriptor = Descriptor(unsafe interdict_signal_descriptor(&signals))
        guard descriptor.number >= 0 else { throw Failure(system: "cannot wait for signals", errno: errno) }
    }

    /// Whether one has ever come, for those who look now and then.
    package var haveCome: Bool {
        if count() > 0 { hasSeenOne = true }
        return hasSeenOne
    }
    private var hasSeenOne = false

    /// How many signals have come since the last call.
    package func count() -> Int {
        (descriptor.read()?.count ?? 0) / MemoryLayout<signalfd_siginfo>.size
    }
}
