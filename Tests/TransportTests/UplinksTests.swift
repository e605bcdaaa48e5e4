import Foundation
import Messages
import Testing
import ZeroMQ

@testable import Transport

@Suite(.timeLimit(.minutes(5)))
struct UplinksTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "up-\(UUID().uuidString.prefix(8))")
    private let context: Context
    private let endpoints: [String]

    init() throws {
        context = try Context()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        endpoints = ["a", "b"].map { [folder] in "ipc://\(folder.path)/\($0)" }
    }

    /// The ids that came to a process, in the order of their coming.
    private final class Ledger {
        var ids: [String] = []
    }

    /// A queue process that takes everything, and confirms it where it is told to.
    private final class Process {
        let socket: Socket
        let ledger: Ledger

        init(_ endpoint: String, _ ledger: Ledger, in context: Context) throws {
            socket = try Socket(.router, in: context, [.receiveHighWater(0), .sendHighWater(0)])
            try socket.bind(endpoint)
            self.ledger = ledger
        }

        func receive(confirming: Bool) throws {
            while let frames = try socket.receive(), frames.count >= 4 {
                let header = try Header(frames[2])
                ledger.ids.append(header["id"]?.string ?? "")
                guard confirming, let number = header["n"]?.integer else { continue }
                try socket.send([frames[0], Frame("OK"), Frame(#"{"n":[\#(number)]}"#)])
            }
        }
    }

    /// Serves until a condition holds; gives back the tokens that were confirmed.
    private func run(
        _ uplinks: Uplinks,
        _ processes: [Process],
        confirming: Bool,
        until isOver: () -> Bool
    ) throws -> [Int] {
        var poller = Poller()
        uplinks.add(to: &poller)
        for process in processes { _ = poller.add(process.socket) }
        var confirmed: [Int] = []
        while !isOver() {
            try poller.wait(milliseconds: 50)
            for process in processes { try process.receive(confirming: confirming) }
            try uplinks.receive(now: .now) { confirmed.append($0) }
        }
        return confirmed
    }

    /// Sends messages until every process has had one, and all are confirmed.
    private func reachAll(_ uplinks: Uplinks, _ processes: [Process]) throws {
        var number = 0
        while processes.contains(where: \.ledger.ids.isEmpty) {
            number += 1
            try uplinks.put(token: -1, id: "probe \(number)", [Frame("x")], now: .now)
            _ = try run(uplinks, processes, confirming: true) { uplinks.unconfirmed == 0 }
        }
    }

    @Test func `messages are shared out by their ids, and a repeated one comes to the same process`() throws {
        let processes = try endpoints.map { try Process($0, Ledger(), in: context) }
        let uplinks = try Uplinks(to: endpoints, name: "test", window: 10_000, in: context)
        try reachAll(uplinks, processes)
        for token in 0..<2000 { try uplinks.put(token: token, id: "a\(token % 1000)", [Frame("x")], now: .now) }
        let confirmed = try run(uplinks, processes, confirming: true) { uplinks.unconfirmed == 0 }
        #expect(confirmed.sorted() == Array(0..<2000))
        let shares = processes.map { $0.ledger.ids.filter { $0.hasPrefix("a") } }
        #expect(shares.allSatisfy { $0.count > 600 }, "\(shares.map(\.count))")
        #expect(shares.allSatisfy { $0.count == Set($0).count * 2 })
    }

    @Test func `what a process that is gone has not confirmed goes to another`() throws {
        let ledgers = [Ledger(), Ledger()]
        var processes = try zip(endpoints, ledgers).map { try Process($0, $1, in: context) }
        let uplinks = try Uplinks(to: endpoints, name: "test", window: 10_000, in: context)
        try reachAll(uplinks, processes)
        for ledger in ledgers { ledger.ids = [] }
        for token in 0..<100 { try uplinks.put(token: token, id: "a\(token)", [Frame("x")], now: .now) }
        _ = try run(uplinks, processes, confirming: false) { ledgers[0].ids.count + ledgers[1].ids.count == 100 }
        let lost = Set(ledgers[1].ids)
        #expect(!lost.isEmpty)
        processes.removeLast()
        let confirmed = try run(uplinks, processes, confirming: true) { lost.isSubset(of: ledgers[0].ids) }
        #expect(Set(confirmed).isSubset(of: 0..<100))
    }
}
