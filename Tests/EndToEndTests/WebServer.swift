import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A web server on a port of its own, which answers what it is told and remembers what it was asked.
final class WebServer: Sendable {
    struct Request: Sendable {
        let path: String
        let fields: [String: String]
        let body: [UInt8]
    }

    struct Answer: Sendable {
        var status = 200
        var fields: [String: String] = [:]
        var body = ""
    }

    let requests = Mutex<[Request]>([])
    private let answer: @Sendable (Request, _ number: Int) -> Answer

    /// A server.
    ///
    /// - Parameter answer: What to say to a request, and the how manieth it is, from 1.
    init(_ answer: @escaping @Sendable (Request, _ number: Int) -> Answer) { self.answer = answer }

    /// Runs the body while the server is there.
    func serve<Value: Sendable>(_ body: (_ address: String) async throws -> Value) async throws -> Value {
        let (ports, port) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "web")
        logger.logLevel = .critical
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { [self] request, _ in try await take(request) },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                port.yield(channel.localAddress?.port ?? 0)
                port.finish()
            },
            logger: logger
        )
        let serving = Task { try await application.run() }
        defer { serving.cancel() }
        var number = 0
        for await port in ports { number = port }
        return try await body("http://127.0.0.1:\(number)")
    }

    private func take(_ request: Hummingbird.Request) async throws -> Response {
        let body = try await request.body.collect(upTo: 1 << 24)
        var fields: [String: String] = [:]
        for field in request.headers { fields[field.name.canonicalName] = field.value }
        let taken = Request(path: request.uri.path, fields: fields, body: Array(body.readableBytesView))
        let number = requests.withLock { requests in
            requests.append(taken)
            return requests.count
        }
        let answer = answer(taken, number)
        var headers = HTTPFields()
        for (name, value) in answer.fields {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return Response(
            status: .init(code: answer.status),
            headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: answer.body))
        )
    }
}
