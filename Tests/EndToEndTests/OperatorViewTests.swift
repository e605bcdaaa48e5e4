import Foundation
import Messages
import Testing

/// What an operator sees of a running pipeline: `top`, `tap`, `drain` and `logs`.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct OperatorViewTests {
    @Test func `a drained stage keeps what comes in waiting, top says so, and it is brought back`() throws {
        let pipeline = try LivePipeline(passThrough: true, extract: 2)
        let drain = try pipeline.interdict("drain", "extract")
        #expect(drain.code == 0, "\(drain.errors)")
        #expect(
            drain.text == "extract is drained: 0 messages wait in articles; "
                + "\"interdict scale extract=2\" brings it back\n"
        )
        #expect(try pipeline.interdict("push", "--quiet", pipeline.articles(50)).code == 0)
        var top = ""
        while !top.contains("articles 50") { top = try pipeline.interdict("top", "--once", "--interval", "0.1").text }
        #expect(top.hasSuffix("\nextract has no workers and 50 messages wait for it: interdict scale extract=1\n"))
        #expect(top.contains("50 accepted = 0 stored + 0 duplicate + 0 filtered + 0 quarantined + 50 in flight"))
        #expect(try pipeline.interdict("scale", "extract=2").code == 0)
        #expect(try pipeline.interdict("audit", "--wait", "60").code == 0)
        let after = try pipeline.interdict("top", "--once", "--interval", "0.1").text
        #expect(after.contains("50 stored"), "\(after)")
        #expect(!after.contains("\u{1B}"), "no colours where there is no terminal")
        #expect(try pipeline.interdict("drain", "extrct").code == 64)
        #expect(try pipeline.interdict("down").code == 0)
        let silent = try pipeline.interdict("top", "--once", "--interval", "0.1")
        #expect(silent.code == 69 && silent.text.contains("ingest, the queue articles"), "\(silent.text)")
    }

    @Test func `top goes on line by line, and ends at a signal`() throws {
        let pipeline = try LivePipeline(passThrough: true)
        let top = try pipeline.start(["top", "--interval", "0.1", "--pipeline", pipeline.path])
        _ = try LivePipeline.output(top) { $0.contains("stage=store") }
        top.process.terminate()
        let end = try LivePipeline.finish(top)
        #expect(end.code == 0)
        let first = try #require(end.text.split(separator: "\n").first)
        #expect(
            first.contains("Z stage=extract workers=1 busy=0.0 rate=0.0 p50=none p99=none queue=articles waiting=0")
        )
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test(arguments: [("articles", ["article"]), ("extract", ["article", "extraction"])])
    func `a tap sees copies, and takes nothing from anybody`(name: String, documents: [String]) throws {
        // One of the two over TCP with keys.
        let pipeline = try LivePipeline(passThrough: true, sockets: name == "extract" ? .encrypted : .files)
        let arguments = ["tap", name, "--count", "2", "--json", "--match", "Report 7.", "--pipeline", pipeline.path]
        let tap = try pipeline.start(arguments)
        // Whether the tap is there is seen by its end; until then there is always something new to see.
        var round = 0
        while tap.process.isRunning {
            round += 1
            let path = pipeline.folder.appending(path: "round-\(round).jsonl").path
            let lines = (1...9).map {
                #"{"id":"r\#(round)-\#($0)","title":"T","body":"Report \#($0). Round \#(round)."}"#
            }
            try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try pipeline.interdict("push", "--quiet", path).code == 0)
        }
        let output = try LivePipeline.finish(tap)
        #expect(output.code == 0, "\(output.errors)")
        let copies = try output.text.split(separator: "\n").map { try JSONParser.parse(Array($0.utf8)) }
        #expect(copies.count == 2)
        for copy in copies {
            #expect(copy["id"]?.string?.hasSuffix("-7") == true)
            #expect(copy.members?.map(\.name) == ["queue", "id", "envelope"] + documents)
        }
        let audit = try pipeline.interdict("audit", "--wait", "60")
        #expect(audit.text.hasPrefix("\(round * 9) accepted = \(round * 9) stored"), "\(audit.text)")
        let top = try pipeline.interdict("top", "--once", "--interval", "0.1")
        #expect(top.code == 0 && top.text.contains("\(round * 9) stored"), "\(top.text)\(top.errors)")
        #expect(try pipeline.interdict("down").code == 0)
        let nobody = try pipeline.interdict("tap", name)
        #expect(nobody.code == 69 && nobody.errors.contains("gives no answer"))
    }

    @Test func `logs are put in the order of time, cut and followed`() throws {
        let pipeline = try LivePipeline(passThrough: true, extract: 2)
        let all = try pipeline.interdict("logs")
        #expect(all.code == 0)
        #expect(all.text.contains("queue      | ") && all.text.contains("queues are open"))
        let queue = try pipeline.interdict("logs", "queue", "--lines", "1")
        #expect(queue.text.split(separator: "\n").count == 1)
        #expect(try pipeline.interdict("logs", "queue", "--since", "2020-01-01").text.contains("queues are open"))
        #expect(try pipeline.interdict("logs", "--since", "soon").code == 64)
        let unknown = try pipeline.interdict("logs", "elsewhere")
        #expect(unknown.code == 64 && unknown.errors.contains("has no log of \"elsewhere\""), "\(unknown.errors)")
        // It follows from the moment when it has shown the last line there was.
        let follow = try pipeline.start(["logs", "-f", "--lines", "1", "queue", "--pipeline", pipeline.path])
        let last = try LivePipeline.output(follow) { $0.contains("\n") }
        #expect(try pipeline.interdict("restart", "queue").code == 0)
        _ = try LivePipeline.output(follow) { $0.dropFirst(last.count).contains("queues are open") }
        follow.process.terminate()
        #expect(try LivePipeline.finish(follow).code == 0)
        #expect(try pipeline.interdict("down").code == 0)
        #expect(try pipeline.interdict("logs", "queue").code == 0, "logs outlive the pipeline")
    }
}
