internal import Foundation
internal import Messages
internal import Pipeline
internal import Transport
internal import ZeroMQ

/// A client that pushes what it shouldn't.
final class Vandal {
    private let file: PipelineFile
    private let load: ChaosLoad
    private let ledger: Ledger

    init(_ file: PipelineFile, _ load: ChaosLoad, _ ledger: Ledger) {
        self.file = file
        self.load = load
        self.ledger = ledger
    }

    /// Pushes promised articles again, as they were and with another text, and into the socket that answers nothing.
    func repeatArticles(below limit: Int, _ random: inout SeededRandom) throws -> String {
        let entries = ledger.entries
        let known = (0..<20).compactMap { _ -> Int? in
            let number = Int.random(in: 0..<max(1, limit), using: &random)
            return entries[number] == .promised ? number : nil
        }
        let client = try SubmitClient(to: file.ingest.submit.connect)
        var expected: [Int: (number: Int, status: Receipt.Status)] = [:]
        for (turn, number) in known.enumerated() {
            let isOther = turn % 4 == 3
            let article = load.submission(number, body: isOther ? "Another text of \(number)." : nil)
            expected[try client.submit(article)] = (number, isOther ? .rejected : .duplicate)
        }
        try push(known.prefix(5).map { load.submission($0) })
        let deadline = Instant.now + .seconds(30)
        while client.pending > 0, Instant.now < deadline {
            for receipt in try client.receive(milliseconds: 100) { check(receipt, &expected) }
        }
        return "\(known.count) articles"
    }

    private func check(_ receipt: Receipt, _ expected: inout [Int: (number: Int, status: Receipt.Status)]) {
        guard let wish = receipt.number.flatMap({ expected.removeValue(forKey: $0) }) else { return }
        if receipt.status != wish.status {
            ledger.noteUnexpected(
                "article \(wish.number), pushed again, was answered \(receipt.status) instead of \(wish.status)"
            )
        }
    }

    private func push(_ articles: [[UInt8]]) throws {
        let socket = try Socket(.push, in: Context(), [.linger(2000), .sendHighWater(100)])
        try socket.connect(file.ingest.push.connect)
        for article in articles { _ = try socket.send(article) }
    }

    /// Says something wrong on every socket of the pipeline.
    func sendGarbage(_ random: inout SeededRandom) throws -> String {
        let context = try Context()
        let endpoints =
            [file.ingest.submit, file.ingest.settle, file.feed.fetch, file.control].map(\.connect)
            + file.queues.flatMap(\.addresses)
        var count = 0
        for endpoint in endpoints {
            let socket = try Socket(.dealer, in: context, [.linger(1000), .sendHighWater(0)])
            try socket.connect(endpoint)
            for _ in 0..<20 {
                try socket.send(garbage(&random))
                count += 1
            }
        }
        try push([garbage(&random)[0].bytes, Array(repeating: UInt8(ascii: "x"), count: 300_000)])
        try refuse(&random)
        return "\(count) messages"
    }

    private func garbage(_ random: inout SeededRandom) -> [Frame] {
        let words = ["PUT", "READY", "DONE", "RETRY", "ALIVE", "BYE", "SUBMIT", "FETCH", "STATUS", "NONSENSE", ""]
        let headers = [
            "{}", "{", #"{"n":1}"#, #"{"lease":[1,2,3]}"#, #"{"credit":-1}"#, #"{"n":"x","id":7}"#, "\u{0}", "[]",
        ]
        var frames = [
            Frame(Array((random.one(of: words) ?? "").utf8)), Frame(Array((random.one(of: headers) ?? "").utf8)),
        ]
        for _ in 0..<random.milliseconds(0...2) {
            frames.append(
                Frame((0..<random.milliseconds(0...200)).map { _ in UInt8.random(in: 0...255, using: &random) })
            )
        }
        return frames
    }

    /// What can't be an article is refused with a reason, and nothing else.
    private func refuse(_ random: inout SeededRandom) throws {
        let client = try SubmitClient(to: file.ingest.submit.connect)
        let bad: [[UInt8]] = [
            [], Array("{".utf8), Array(#"{"title":7}"#.utf8), Array(#"{"id":"x"}"#.utf8), [0xFF, 0xFE],
            Array(repeating: UInt8(ascii: " "), count: 250_000),
            Array((#"{"title":"# + String(repeating: "[", count: 5000)).utf8),
        ]
        for article in bad { _ = try client.submit(article) }
        let deadline = Instant.now + .seconds(30)
        while client.pending > 0, Instant.now < deadline {
            for receipt in try client.receive(milliseconds: 100) where receipt.status != .rejected {
                ledger.noteUnexpected("what is no article was answered \(receipt.status)")
            }
        }
    }
}
