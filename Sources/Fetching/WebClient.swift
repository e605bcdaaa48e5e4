internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPCompression

/// Asks web servers, politely: with a name, with limits, and never from https on to http.
package final class WebClient: Sendable {
    package struct Limits: Sendable {
        package var connectSeconds: Int64
        /// The longest time for one answer in all.
        package var totalSeconds: Int64
        package var bytes: Int

        package init(connectSeconds: Int64 = 15, totalSeconds: Int64 = 120, bytes: Int = 32 << 20) {
            self.connectSeconds = connectSeconds
            self.totalSeconds = totalSeconds
            self.bytes = bytes
        }
    }

    /// What a server said.
    package struct Answer: Sendable {
        package let status: Int
        /// By their names in lower case; the first of equal ones.
        package let fields: [String: String]
        package let body: [UInt8]
    }

    /// Why there is no answer; another try may have one.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        package let url: String
        package let reason: String
        package var description: String { "\(url): \(reason)" }
    }

    private let client: HTTPClient
    private let limits: Limits
    private let agent: String

    /// A client; call ``close()`` in the end.
    ///
    /// - Parameters:
    ///   - agent: How it introduces itself.
    ///   - limits: How long and how much.
    ///   - follows: Whether it goes where a server sends it on to.
    package init(agent: String = "Interdict", limits: Limits = Limits(), follows: Bool = true) {
        self.agent = agent
        self.limits = limits
        var configuration = HTTPClient.Configuration()
        configuration.timeout = .init(connect: .seconds(limits.connectSeconds), read: .seconds(limits.totalSeconds))
        configuration.redirectConfiguration = follows ? .follow(max: 5, allowCycles: false) : .disallow
        configuration.decompression = .enabled(limit: .size(limits.bytes))
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    package func close() async {
        // Nothing is in flight any more, so nothing can be lost.
        try? await client.shutdown()
    }

    package func get(_ url: String, _ fields: [(name: String, value: String)] = []) async throws -> Answer {
        try await ask(HTTPClientRequest(url: url), url, fields)
    }

    package func post(
        _ url: String,
        _ fields: [(name: String, value: String)],
        body: [UInt8]
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.body = .bytes(ByteBuffer(bytes: body))
        return try await ask(request, url, fields)
    }

    private func ask(
        _ request: HTTPClientRequest,
        _ url: String,
        _ fields: [(name: String, value: String)]
    ) async throws -> Answer {
        var request = request
        request.headers.add(name: "User-Agent", value: agent)
        for (name, value) in fields { request.headers.replaceOrAdd(name: name, value: value) }
        do {
            let response = try await client.execute(request, timeout: .seconds(limits.totalSeconds))
            let way = response.history.map(\.request.url)
            if url.hasPrefix("https://"), let open = way.first(where: { !$0.hasPrefix("https://") }) {
                throw Failure(url: url, reason: "is sent on to \(open), which is not encrypted")
            }
            let body = try await response.body.collect(upTo: limits.bytes)
            var answered: [String: String] = [:]
            for (name, value) in response.headers where answered[name.lowercased()] == nil {
                answered[name.lowercased()] = value
            }
            return Answer(status: Int(response.status.code), fields: answered, body: Array(body.readableBytesView))
        } catch let failure as Failure {
            throw failure
        } catch is NIOTooManyBytesError {
            throw Failure(url: url, reason: "is larger than \(limits.bytes) bytes, the most that is taken")
        } catch {
            throw Failure(url: url, reason: "\(error)")
        }
    }
}
