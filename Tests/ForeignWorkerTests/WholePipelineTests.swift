import Foundation
import Messages
import Synchronization
import Testing
import Transport
import ZeroMQ

/// `interdict up` with the shipped pipeline and a Python worker beside the Swift one, Python clients at both ends.
@Suite(.timeLimit(.minutes(3)), .enabled(if: Python.interpreter != nil, Python.missing))
struct WholePipelineTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "whole-\(UUID().uuidString.prefix(8))")

    private func endpoint(_ name: String) -> String { "ipc://\(folder.path)/\(name).sock" }

    /// The shipped file with its own run folder and one stage more.
    private func writePipeline() throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let shipped = URL(filePath: Python.example("../default.yaml")).standardized
        let python = try #require(Python.interpreter)
        let stage = """
            stages:
              python: {run: ["\(python)", -B, "\(Python.example("native_worker.py"))"], from: articles, to: extractions}
            """
        let text = try String(contentsOf: shipped, encoding: .utf8)
            .replacing("${INTERDICT_RUN:run}", with: folder.path)
            .replacing("\nstages:", with: "\n" + stage)
        let file = folder.appending(path: "pipeline.yaml")
        try Data(text.utf8).write(to: file)
        return file.path
    }

    private func run(_ name: String, _ arguments: [String], input: URL? = nil) throws -> Subprocess {
        let log = folder.appending(path: "\(name).log")
        return try Subprocess(
            #require(Python.interpreter),
            ["-B", Python.example(name)] + arguments,
            input: input,
            log: log
        )
    }

    @Test func `clients and a worker in Python make a whole pipeline with the programs in Swift`() async throws {
        let file = try writePipeline()
        defer { try? FileManager.default.removeItem(at: folder) }
        let up = try Subprocess(
            Trial.products.appending(path: "interdict").path,
            ["up", file],
            log: folder.appending(path: "up.log")
        )
        do {
            try await exchange()
        } catch {
            up.send(SIGTERM)
            _ = await up.ended()
            throw error
        }
        up.send(SIGTERM)
        #expect(await up.ended() == 0, "\(up.output)")
    }

    private func exchange() async throws {
        try await workersOf(endpoint("articles"), 2)
        let subscriber = try run("subscribe.py", [endpoint("feed"), endpoint("fetch"), "", "0", "60"])
        let lines = folder.appending(path: "articles.jsonl")
        try Data(articles(0..<60).flatMap { $0.json + [0x0A] }).write(to: lines)
        let first = try run("push.py", [endpoint("submit")], input: lines)
        #expect(await first.ended() == 0, "\(first.output)")
        #expect(first.output == "60 accepted, 0 duplicate, 0 rejected\n")
        #expect(await subscriber.ended() == 0, "\(subscriber.output)")
        let documents = subscriber.output.split(separator: "\n").map { Array($0.utf8) }
        try checkDocuments(documents)
        try await check(documents, "classified")
        try await checkReceipts()
    }

    private func checkDocuments(_ documents: [[UInt8]]) throws {
        let values = try documents.map { try JSONParser.parse($0) }
        #expect(values.compactMap { $0["seq"]?.integer } == Array(1...60))
        #expect(Set(values.compactMap { $0["article"]?["id"]?.string }).count == 60)
        let models = Set(values.compactMap { $0["extraction"]?["model"]?.string })
        #expect(models.contains("extract_lines/1") && models.count == 2, "both kinds of worker took part: \(models)")
    }

    /// Every kind of receipt but `busy`, in each of the two forms.
    private func checkReceipts() async throws {
        let endpoint = endpoint("submit")
        let receipts = Mutex<[[UInt8]]>([])
        try await SocketThread(named: "submit") {
            let socket = try Socket(.dealer, in: Context())
            try socket.connect(endpoint)
            let submissions = [
                #"{"id":"r1","title":"One"}"#, #"{"id":"r1","title":"One"}"#, #"{"id":"r1","title":"Two"}"#, "?",
            ]
            for (number, text) in submissions.enumerated() {
                try socket.send([Frame("SUBMIT"), Frame(#"{"n":\#(number)}"#), Frame(text)])
            }
            try socket.send([Frame(#"{"title":"bare","tags":[1]}"#)])
            var poller = Poller()
            _ = poller.add(socket)
            while receipts.withLock({ $0.count }) < 5 {
                try poller.wait(milliseconds: 1000)
                while let frames = try socket.receive() {
                    let rest = frames[0].text == "RECEIPT" ? frames.dropFirst() : frames[...]
                    receipts.withLock { $0 += rest.map(\.bytes) }
                }
            }
        }.join()
        let all = receipts.withLock { $0 }
        try await check(all, "receipt")
        let words = try all.map { receipt in
            let value = try JSONParser.parse(receipt)
            return [value["n"]?.integer.map(String.init), value["status"]?.string, value["code"]?.string]
                .map { $0 ?? "-" }.joined(separator: " ")
        }
        #expect(
            words.sorted() == [
                "- rejected wrong-type", "0 accepted -", "1 duplicate -", "2 rejected id-conflict",
                "3 rejected not-json",
            ]
        )
    }
}
