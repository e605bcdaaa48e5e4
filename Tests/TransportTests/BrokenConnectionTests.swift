import Foundation
import Messages
import Synchronization
import Testing
import ZeroMQ

@testable import Transport

/// What a chaos run found: a client that was reading when ingestion was killed ended with `Assertion failed: !_more`.
@Suite(.timeLimit(.minutes(5)))
struct BrokenConnectionTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "broken-\(UUID().uuidString.prefix(8))")
    private static let rounds = 12

    @Test func `a connection that breaks in the middle of a long answer ends nobody`() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let endpoint = "ipc://\(folder.path)/submit"
        let over = Over()
        let server = SocketThread(named: "server") {
            for _ in 0..<Self.rounds { try Self.answerAndBreak(endpoint) }
            over.end()
        }
        let client = SocketThread(named: "client") {
            let client = try SubmitClient(to: endpoint)
            for _ in 0..<50 { _ = try client.submit(Array("{}".utf8)) }
            while !over.hasEnded { _ = try client.receive(milliseconds: 5) }
        }
        try await server.join()
        try await client.join()
    }

    private final class Over: Sendable {
        private let flag = Atomic<Bool>(false)
        func end() { flag.store(true, ordering: .relaxed) }
        var hasEnded: Bool { flag.load(ordering: .relaxed) }
    }

    /// One life of an ingestion that says much and is gone before all of it is read.
    private static func answerAndBreak(_ endpoint: String) throws {
        let router = try Socket(.router, in: Context(), [.sendHighWater(0)])
        try router.bind(endpoint)
        var poller = Poller()
        _ = poller.add(router)
        var asked: [Frame]?
        while asked == nil {
            try poller.wait(milliseconds: 1000)
            asked = try router.receive()
        }
        guard let peer = asked?.first else { return }
        let receipt = Frame(#"{"id":"x","status":"accepted"}"#)
        for _ in 0..<60 {
            try router.send([peer, Frame("RECEIPT")] + Array(repeating: receipt, count: 250))
            if try router.receive() != nil { continue }
        }
    }
}
