internal import DequeModule
internal import Dispatch
internal import Synchronization

/// Hands values from one thread to another that waits for them.
package final class Mailbox<Element: Sendable>: Sendable {
    private struct State {
        var elements = Deque<Element>()
        var isWaiting = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let signal = DispatchSemaphore(value: 0)

    package init() {}

    package func append(_ elements: [Element]) {
        let wakes = state.withLock { state in
            state.elements.append(contentsOf: elements)
            defer { state.isWaiting = false }
            return state.isWaiting
        }
        if wakes { signal.signal() }
    }

    /// Makes ``take(atMost:)`` return nil once the mailbox is empty.
    package func close() {
        let wakes = state.withLock { state in
            state.isClosed = true
            defer { state.isWaiting = false }
            return state.isWaiting
        }
        if wakes { signal.signal() }
    }

    /// Waits for elements; blocks the calling thread.
    ///
    /// - Returns: One to `limit` elements, or nil where the mailbox is closed and empty.
    package func take(atMost limit: Int) -> [Element]? {
        while true {
            let taken: [Element]? = state.withLock { state in
                let batch = Array(state.elements.prefix(limit))
                state.elements.removeFirst(batch.count)
                state.isWaiting = batch.isEmpty && !state.isClosed
                return batch.isEmpty && !state.isClosed ? nil : batch
            }
            if let taken { return taken.isEmpty ? nil : taken }
            signal.wait()
        }
    }

    package var isEmpty: Bool { state.withLock { $0.elements.isEmpty && !$0.isClosed } }

    /// Takes everything out for which the condition holds, without waiting.
    package func drain(where condition: (Element) -> Bool) -> [Element] {
        state.withLock { state in
            let drained = state.elements.filter(condition)
            state.elements.removeAll(where: condition)
            return Array(drained)
        }
    }

    /// Takes everything that is there, without waiting.
    package func drain() -> [Element] {
        state.withLock { state in
            defer { state.elements.removeAll(keepingCapacity: true) }
            return Array(state.elements)
        }
    }
}
