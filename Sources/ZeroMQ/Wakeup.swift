internal import CZeroMQ
internal import Glibc

/// Wakes a thread that waits in a ``Poller``, from any other thread.
package final class Wakeup: Sendable {
    /// The descriptor to add to the poller.
    package let descriptor: Int32

    package init() throws(ZeroMQError) {
        descriptor = interdict_eventfd()
        guard descriptor >= 0 else { throw ZeroMQError("make an event descriptor", code: errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Makes the descriptor readable; many signals before the next ``clear()`` count as one.
    package func signal() {
        interdict_eventfd_signal(descriptor)
    }

    package func clear() {
        interdict_eventfd_clear(descriptor)
    }
}
