import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A publisher of lists on this machine: answers as the test says, and remembers what it was asked.
final class ListServer: Sendable {
    typealias Answer = @Sendable (Request) async throws -> Response

    private struct State {
        var answers: [String: [Answer]] = [:]
        var requests: [HTTPRequest] = []
    }

    private let state = Mutex(State())
    private let port = Mutex(0)

    /// Starts a server on a free port, runs the test, and stops the server.
    static func running(_ test: (ListServer) async throws -> Void) async throws {
        let server = ListServer()
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "lists")
        logger.logLevel = .critical
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in try await server.answer(request) },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in continuation.yield(channel.localAddress?.port ?? 0) },
            logger: logger
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            for await port in ports {
                server.port.withLock { $0 = port }
                break
            }
            try await test(server)
            group.cancelAll()
        }
    }

    /// The address of a path on this server.
    func url(_ path: String) -> String { "http://127.0.0.1:\(port.withLock { $0 })/\(path)" }

    /// Says how a path is answered from now on.
    func answer(_ path: String, _ answer: @escaping Answer) {
        self.answer(path, inTurn: [answer])
    }

    /// Says how a path is answered the first time, the second time and so on; the last answer stays.
    func answer(_ path: String, inTurn answers: [Answer]) {
        state.withLock { $0.answers["/" + path] = answers }
    }

    /// The paths that were asked for since the last call, in order.
    func takeRequests() -> [HTTPRequest] {
        state.withLock { state in
            defer { state.requests = [] }
            return state.requests
        }
    }

    private func answer(_ request: Request) async throws -> Response {
        let answer = state.withLock { state in
            state.requests.append(request.head)
            let answers = state.answers[request.uri.path] ?? []
            if answers.count > 1 { state.answers[request.uri.path]?.removeFirst() }
            return answers.first
        }
        guard let answer else { return Response(status: .notFound) }
        return try await answer(request)
    }
}

extension Response {
    /// A complete file.
    static func file(_ text: String, _ headers: [String: String] = [:]) -> Response {
        var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        return response
    }

    /// A file with a tag and a date, which answers 304 to whoever has it already.
    static func tagged(_ text: String, _ tag: String, for request: Request) -> Response {
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified) }
        return file(text, ["ETag": tag, "Last-Modified": "Thu, 20 Jun 2024 00:00:00 GMT"])
    }
}
