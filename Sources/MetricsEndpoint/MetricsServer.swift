internal import FlyingFox
internal import FlyingSocks
internal import Foundation
package import Pipeline

/// A small HTTP server with three pages: `/metrics` for Prometheus, `/livez` and `/readyz` for whoever starts processes.
///
/// FlyingFox rather than a larger framework: it has no dependencies and no threads of its own, and it is in every program.
package struct MetricsServer: Sendable {
    /// What the pages say; called for each request.
    package struct Pages: Sendable {
        /// The text format.
        let metrics: @Sendable () async -> String
        /// Names of parts that have stopped; none for a live process.
        let stuck: @Sendable () async -> [String]
        /// Names of parts that lack something; none for a ready process.
        let unready: @Sendable () async -> [String]

        package init(
            metrics: @escaping @Sendable () async -> String,
            stuck: @escaping @Sendable () async -> [String],
            unready: @escaping @Sendable () async -> [String]
        ) {
            self.metrics = metrics
            self.stuck = stuck
            self.unready = unready
        }
    }

    private let address: MetricsAddress
    private let pages: Pages

    package init(at address: MetricsAddress, _ pages: Pages) {
        self.address = address
        self.pages = pages
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter listening: Is called with the address, its port chosen, once requests are taken.
    /// - Throws: ``Failure`` where the address can't be had.
    package func run(listening: @escaping @Sendable (MetricsAddress) -> Void) async throws {
        let server = try makeServer()
        await addPages(to: server)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                group.addTask {
                    try await server.waitUntilListening()
                    listening(await chosen(by: server))
                }
                // The first error ends the other task too.
                while try await group.next() != nil {}
            }
        } catch {
            if Task.isCancelled { return }
            throw Failure(.unavailable, "cannot show metrics at \(address): \(Self.words(error))")
        }
    }

    private func makeServer() throws -> HTTPServer {
        switch address {
        case .unix(let path):
            // Whoever listened here before is gone: paths are given to one process at a time.
            _ = unsafe unlink(path)
            return HTTPServer(address: .unix(path: path), logger: .disabled)
        case .inet(let host, let port) where host.contains(":"):
            return HTTPServer(address: try .inet6(ip6: host, port: port), logger: .disabled)
        case .inet(let host, let port):
            return HTTPServer(address: try .inet(ip4: host, port: port), logger: .disabled)
        }
    }

    private func addPages(to server: HTTPServer) async {
        let pages = pages
        await server.appendRoute("GET /metrics") { _ in
            Self.answer(.ok, await pages.metrics(), type: "text/plain; version=0.0.4; charset=utf-8")
        }
        await server.appendRoute("GET /livez") { _ in Self.verdict(await pages.stuck(), "stuck") }
        await server.appendRoute("GET /readyz") { _ in Self.verdict(await pages.unready(), "not ready") }
    }

    private static func verdict(_ lacking: [String], _ word: String) -> HTTPResponse {
        guard !lacking.isEmpty else { return answer(.ok, "ok\n") }
        return answer(.serviceUnavailable, lacking.map { "\(word): \($0)\n" }.joined())
    }

    private static func answer(
        _ code: HTTPStatusCode,
        _ text: String,
        type: String = "text/plain; charset=utf-8"
    ) -> HTTPResponse {
        HTTPResponse(statusCode: code, headers: [.contentType: type], body: Data(text.utf8))
    }

    private func chosen(by server: HTTPServer) async -> MetricsAddress {
        switch await server.listeningAddress {
        case .ip4(let host, let port): .inet(host: host, port: port)
        case .ip6(let host, let port): .inet(host: host, port: port)
        default: address
        }
    }

    private static func words(_ error: any Error) -> String {
        if case .failed(_, _, let message) = error as? SocketError { return message }
        return "\(error)"
    }
}
