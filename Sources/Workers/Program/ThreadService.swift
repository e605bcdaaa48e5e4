internal import ServiceLifecycle
internal import ZeroMQ

/// A service that runs on a thread of its own until it is told to stop.
package struct ThreadService: Service {
    private let name: String
    private let body: @Sendable () throws -> Void
    private let stop: @Sendable () -> Void

    /// Makes the service; nothing runs yet.
    ///
    /// - Parameters:
    ///   - name: The thread's name.
    ///   - body: Runs on the thread, and returns some time after `stop` was called.
    ///   - stop: Is called from any thread.
    package init(
        _ name: String,
        _ body: @escaping @Sendable () throws -> Void,
        stop: @escaping @Sendable () -> Void
    ) {
        self.name = name
        self.body = body
        self.stop = stop
    }

    package func run() async throws {
        // When another service fails, this one is cancelled, which is no graceful shutdown.
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await SocketThread(named: name, body).join()
        } onCancelOrGracefulShutdown: {
            stop()
        }
    }
}
