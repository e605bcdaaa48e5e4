import Foundation
import Logging
import Messages
import Testing
import ZeroMQ

@testable import Transport

@Suite(.timeLimit(.minutes(5)))
struct GarbageTests {
    @Test(arguments: [UInt64(1), 2, 3])
    func `random frames are answered or ignored, and the queue serves on`(seed: UInt64) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "garbage-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let endpoint = "ipc://\(folder.path)/queue"
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let host = try QueueHost(
            .init(
                queues: [QueueConfiguration(name: "q", endpoint: endpoint, length: 1000)],
                exitEndpoints: [endpoint],
                settleEndpoint: nil
            ),
            epoch: "1",
            logger: logger
        )
        let hosting = SocketThread(named: "host") { try host.run { _ in } }
        let vandal = SocketThread(named: "vandal") { try spoil(endpoint, seed: seed) }
        try await vandal.join()
        host.stop()
        try await hosting.join()
    }

    @Test func `the reader of headers takes any bytes without harm`() {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<20_000 {
            let frame = Frame(randomBytes(upTo: 40, &random))
            do throws(JSONError) {
                let header = try Header(frame)
                _ = header.numbers("n")
            } catch {
                #expect(!error.reason.isEmpty)
            }
        }
    }
}

/// Sends garbage, then shows that the queue still takes a message and hands it out.
private func spoil(_ endpoint: String, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let context = try Context()
    let socket = try Socket(.dealer, in: context, [.sendHighWater(0), .receiveHighWater(0)])
    try socket.connect(endpoint)
    for _ in 0..<5000 {
        let count = Int.random(in: 1...6, using: &random)
        let frames = (0..<count).map { Frame($0 == 0 ? randomWord(&random) : randomBytes(upTo: 60, &random)) }
        try socket.send(frames)
        while try socket.receive() != nil {}
    }
    try socket.send([Frame("PUT"), Frame(#"{"n":1,"id":"sound"}"#), Frame(#"{"id":"sound","key":1}"#), Frame("a")])
    try socket.send([Frame("READY"), Frame(#"{"credit":100000,"worker":"w"}"#)])
    var wanted: Set = ["OK", "JOB"]
    var poller = Poller()
    _ = poller.add(socket)
    while !wanted.isEmpty {
        try poller.wait(milliseconds: 1000)
        while let frames = try socket.receive() {
            if frames[0].text == "OK", frames[1].text.contains("1") { wanted.remove("OK") }
            if frames[0].text == "JOB", frames[1].text.contains("sound") { wanted.remove("JOB") }
        }
    }
}

/// A command word, or something that nearly is one.
private func randomWord(_ random: inout SeededGenerator) -> [UInt8] {
    if random.chance(20) { return randomBytes(upTo: 10, &random) }
    return Array((Command.allCases.randomElement(using: &random) ?? .put).rawValue.utf8)
}

/// Bytes out of JSON's own alphabet, so that some of them are headers, or any bytes at all.
private func randomBytes(upTo limit: Int, _ random: inout SeededGenerator) -> [UInt8] {
    let pieces = [
        "{", "}", "[", "]", ":", ",", #""n""#, #""lease""#, #""credit""#, #""id""#, "1", "-1", "1e9", "null", #""a""#,
        #"{"n":1,"id":"a"}"#, #"{"credit":3}"#, #"{"lease":[1,2]}"#, "\u{0}",
    ]
    if random.chance(50) {
        let count = Int.random(in: 0...4, using: &random)
        return (0..<count).flatMap { _ in Array((pieces.randomElement(using: &random) ?? "").utf8) }
    }
    let count = Int.random(in: 0...limit, using: &random)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
}
