import Foundation
import Logging
import Messages
import Testing
import ZeroMQ

@testable import Transport

private struct Idle: StageHandler {
    mutating func handle(_ batch: [Work]) -> [Outcome] { batch.map { .done($0.frames) } }
}

@Suite(.timeLimit(.minutes(5)))
struct WorkerSessionTests {
    @Test func `a worker that is asked twice who it is answers once`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "who-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = "ipc://\(folder.path)/in"
        let queue = SocketThread(named: "queue") { try askTwice(at: input) }
        let worker = try StageWorker(
            .init(stage: "s", worker: "w", input: input, output: "ipc://\(folder.path)/out"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        async let working: Void = worker.run(ready: {}) { Idle() }
        try await queue.join()
        worker.stop()
        try await working
    }
}

/// A queue that forgets its worker, and has two of the worker's signs of life to answer.
private func askTwice(at endpoint: String) throws {
    let socket = try Socket(.router, in: Context())
    try socket.bind(endpoint)
    let welcome = #"{"protocol":1,"queue":"q","epoch":"e","lease":1,"heartbeat":0.4}"#
    let first = try next(socket, where: { $0 == "READY" })
    try socket.send([first[0], Frame("WELCOME"), Frame(welcome)])
    for _ in 0..<2 { try socket.send([first[0], Frame("WHO"), Frame(welcome)]) }
    _ = try next(socket, where: { $0 == "READY" })
    var words: [String] = []
    _ = try next(socket) { word in
        words.append(word)
        return words.count == 3
    }
    #expect(words == ["ALIVE", "ALIVE", "ALIVE"])
    try socket.send([first[0], Frame("BYE"), Frame("{}")])
}

private func next(_ socket: borrowing Socket, where isWanted: (String) -> Bool) throws -> [Frame] {
    var poller = Poller()
    _ = poller.add(socket)
    while true {
        try poller.wait(milliseconds: 1000)
        while let frames = try socket.receive() {
            if isWanted(frames[1].text) { return frames }
        }
    }
}
