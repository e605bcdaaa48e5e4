import NIOCore
import NIOPosix

/// A server that answers every connection with the same bytes and then does what no good server does.
struct RawServer {
    enum Ending: Sendable {
        case close
        /// Nothing more is sent, and the connection stays open.
        case silence
        /// The bytes are sent again and again.
        case repetition(String)
    }

    /// Runs a test against such a server on a free port; its address is given to the test.
    static func running(
        _ answer: String,
        then ending: Ending,
        _ test: (String) async throws -> Void
    ) async throws {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(answer, ending))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        try await test("http://127.0.0.1:\(server.localAddress?.port ?? 0)/house.csv")
        try await server.close()
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let answer: String
        private let ending: Ending
        private var isAnswered = false

        init(_ answer: String, _ ending: Ending) {
            self.answer = answer
            self.ending = ending
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard !isAnswered else { return }
            isAnswered = true
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
            switch ending {
            case .close: context.close(promise: nil)
            case .silence: break
            case .repetition(let piece): Self.send(piece, on: context.channel)
            }
        }

        private static func send(_ piece: String, on channel: any Channel) {
            channel.writeAndFlush(ByteBuffer(string: piece)).whenSuccess {
                // Not at once: a write that is done already would call itself without end.
                channel.eventLoop.execute { send(piece, on: channel) }
            }
        }
    }
}
