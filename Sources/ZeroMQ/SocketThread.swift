internal import CZeroMQ
internal import Glibc
internal import Synchronization

/// A thread of its own for code that blocks in sockets, files or a database.
///
/// Blocking calls on Swift's cooperative pool stall every other task, hence the thread.
package final class SocketThread: Sendable {
    private struct State {
        var isFinished = false
        var failure: (any Error)?
        var waiters: [CheckedContinuation<Void, any Error>] = []
    }

    private let state = Mutex(State())

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - name: Shown by the system's tools; at most 15 bytes are kept.
    ///   - body: Runs once; an error that it throws is given to whoever waits in ``join()``.
    package init(named name: String, _ body: @escaping @Sendable () throws -> Void) {
        let job = Job(name: name) {
            let outcome = Swift.Result { try body() }
            self.finish(outcome)
        }
        var thread = pthread_t()
        let argument = unsafe Unmanaged.passRetained(job).toOpaque()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let job = unsafe Unmanaged<Job>.fromOpaque(argument).takeRetainedValue()
                unsafe interdict_name_thread(job.name)
                job.body()
                return nil
            },
            argument
        )
        if code == 0 {
            pthread_detach(thread)
        } else {
            unsafe Unmanaged<Job>.fromOpaque(argument).release()
            finish(.failure(ZeroMQError("start the thread \(name)", code: code)))
        }
    }

    /// Waits, without blocking a thread of the pool, until the body has ended.
    ///
    /// - Throws: What the body threw.
    package func join() async throws {
        try await withCheckedThrowingContinuation { (waiter: CheckedContinuation<Void, any Error>) in
            let finished: (any Error)?? = state.withLock { state in
                if state.isFinished { return .some(state.failure) }
                state.waiters.append(waiter)
                return nil
            }
            if let finished { Self.resume(waiter, finished) }
        }
    }

    private func finish(_ outcome: Swift.Result<Void, any Error>) {
        var failure: (any Error)?
        if case .failure(let error) = outcome { failure = error }
        let waiters = state.withLock { state in
            state.isFinished = true
            state.failure = failure
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { Self.resume(waiter, failure) }
    }

    private static func resume(_ waiter: CheckedContinuation<Void, any Error>, _ failure: (any Error)?) {
        if let failure { waiter.resume(throwing: failure) } else { waiter.resume() }
    }

    private final class Job: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}
