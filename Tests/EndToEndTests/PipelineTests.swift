import Foundation
import Messages
import Testing

/// The whole pipeline as processes over real sockets.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct PipelineTests {
    private static let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Pipelines/samples").path

    @Test func `the samples go in and come out classified, stored and accounted for`() throws {
        let pipeline = try LivePipeline()
        let push = try pipeline.interdict("push", Self.samples)
        #expect(push.code == 0, "\(push.errors)")
        let count = try FileManager.default.contentsOfDirectory(atPath: Self.samples).count
        #expect(push.text.hasPrefix("\(count) accepted, 0 duplicate, 0 rejected"))

        let documents = try pipeline.interdict("subscribe", "--since", "0", "--count", "\(count)", "--json")
        #expect(try LivePipeline.seqs(documents) == Array(1...count))
        let audit = try pipeline.interdict("audit", "--wait", "60", "--json")
        #expect(audit.code == 0, "\(audit.text)")
        let id = try #require(
            try JSONParser.parse(Array(documents.text.split(separator: "\n")[0].utf8))["article"]?["id"]
        )
        let trace = try pipeline.interdict("trace", try #require(id.string)).text
        #expect(trace.contains(/accepted as [0-9]+, trace [0-9a-f]{32}\n/), "\(trace)")
        for stage in ["extract", "classify"] {
            #expect(trace.contains("\(stage) by \(stage)-1: waited "), "\(trace)")
        }
        #expect(trace.matches(of: /, span [0-9a-f]{16}\n/).count == 2, "\(trace)")

        let again = try pipeline.interdict("push", Self.samples)
        #expect(again.text.hasPrefix("0 accepted, \(count) duplicate, 0 rejected"))
        let down = try pipeline.interdict("down")
        #expect(down.code == 0, "\(down.errors)")
    }

    @Test func `workers are replaced and killed under load, and every article is stored once`() throws {
        let pipeline = try LivePipeline(passThrough: true, extract: 2)
        let count = 600
        let push = try pipeline.start(["push", "--quiet", pipeline.articles(count), "--pipeline", pipeline.path])
        for _ in 0..<2 {
            let victim = try #require(try pipeline.pids(of: "extract").first)
            kill(victim, SIGKILL)
            #expect(try pipeline.interdict("scale", "extract=3").code == 0)
            #expect(try pipeline.interdict("scale", "extract=1").code == 0)
        }
        kill(try #require(try pipeline.pids(of: "queue").first), SIGKILL)
        kill(try #require(try pipeline.pids(of: "store").first), SIGKILL)
        let pushed = try LivePipeline.finish(push)
        #expect(pushed.code == 0, "\(pushed.errors)")
        let audit = try pipeline.interdict("audit", "--wait", "120", "--json")
        #expect(audit.code == 0, "\(audit.text)")
        let store = try JSONParser.parse(Array(audit.text.utf8))["store"]
        #expect(store?["articles"]?.integer == count)
        let documents = try pipeline.interdict("subscribe", "--since", "0", "--count", "\(count)", "--json")
        #expect(try LivePipeline.seqs(documents) == Array(1...count))
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test func `an ingestion that is killed has kept what it accepted`() throws {
        let pipeline = try LivePipeline(passThrough: true)
        let count = 300
        let push = try pipeline.start(["push", "--quiet", pipeline.articles(count), "--pipeline", pipeline.path])
        kill(try #require(try pipeline.pids(of: "ingest").first), SIGKILL)
        let pushed = try LivePipeline.finish(push)
        #expect(pushed.code == 0, "\(pushed.errors)")
        let audit = try pipeline.interdict("audit", "--wait", "120", "--json")
        #expect(audit.code == 0, "\(audit.text)")
        #expect(try JSONParser.parse(Array(audit.text.utf8))["store"]?["articles"]?.integer == count)
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test func `a subscriber that stands still slows nobody and misses nothing`() throws {
        let pipeline = try LivePipeline(passThrough: true)
        let count = 300
        let arguments = ["subscribe", "--since", "0", "--count", "\(count)", "--json", "--pipeline", pipeline.path]
        let frozen = try pipeline.start(arguments)
        let lively = try pipeline.start(arguments)
        kill(frozen.process.processIdentifier, SIGSTOP)
        let push = try pipeline.interdict("push", "--quiet", pipeline.articles(count))
        #expect(push.code == 0, "\(push.errors)")
        #expect(try LivePipeline.seqs(LivePipeline.finish(lively)) == Array(1...count))
        kill(frozen.process.processIdentifier, SIGCONT)
        #expect(try LivePipeline.seqs(LivePipeline.finish(frozen)) == Array(1...count))
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test func `a worker without its data ends with a sentence instead of standing still`() throws {
        let pipeline = try LivePipeline(passThrough: true)
        let data = pipeline.folder.appending(path: "data")
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        for name in ["default.yaml", "lists", "names", "samples"] {
            try FileManager.default.copyItem(
                atPath: Self.samples + "/../" + name,
                toPath: data.appending(path: name).path
            )
        }
        let worker = try pipeline.start(
            ["--pipeline", pipeline.path],
            program: "interdict-classify",
            environment: ["INTERDICT_DATA": data.path]
        )
        let output = try LivePipeline.finish(worker)
        #expect(output.code != 0)
        #expect(output.errors.contains("error: "))
        #expect(output.errors.contains("lexicon"), "\(output.errors)")
        #expect(try pipeline.interdict("down").code == 0)
    }
}
