import Foundation
import Messages
import Testing

/// Several queue processes for each queue: any of them may go, for a moment or for good.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct RedundancyTests {
    private func stored(_ audit: LivePipeline.Output) throws -> Int? {
        try JSONParser.parse(Array(audit.text.utf8))["store"]?["articles"]?.integer
    }

    @Test func `a queue process that is killed again and again loses nothing and doubles nothing`() throws {
        let pipeline = try LivePipeline(passThrough: true, extract: 2, queueProcesses: 2)
        let status = try pipeline.interdict("status")
        for name in ["articles", "extractions", "verdicts"] {
            for process in ["queue-1", "queue-2"] { #expect(status.text.contains("\(name)@\(process)")) }
        }
        let count = 600
        let push = try pipeline.start(["push", "--quiet", pipeline.articles(count), "--pipeline", pipeline.path])
        for victim in ["queue-1", "queue-2", "queue-1"] {
            kill(try #require(try pipeline.pid(of: victim)), SIGKILL)
            #expect(try pipeline.interdict("scale", "extract=3").code == 0)
            #expect(try pipeline.interdict("scale", "extract=2").code == 0)
        }
        let pushed = try LivePipeline.finish(push)
        #expect(pushed.code == 0, "\(pushed.errors)")
        let audit = try pipeline.interdict("audit", "--wait", "120", "--json")
        #expect(audit.code == 0, "\(audit.text)")
        #expect(try stored(audit) == count)
        let documents = try pipeline.interdict("subscribe", "--since", "0", "--count", "\(count)", "--json")
        #expect(try LivePipeline.seqs(documents) == Array(1...count))
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test
    func `what a queue process held that stands still goes through the other, and once it is back nothing doubles`()
        throws
    {
        let pipeline = try LivePipeline(passThrough: true, queueProcesses: 2)
        let count = 400
        let frozen = try #require(try pipeline.pid(of: "queue-2"))
        let push = try pipeline.start(["push", "--quiet", pipeline.articles(count), "--pipeline", pipeline.path])
        _ = try pipeline.interdict("status", "--timeout", "1")
        kill(frozen, SIGSTOP)
        let pushed = try LivePipeline.finish(push)
        #expect(pushed.code == 0, "\(pushed.errors)")
        let audit = try pipeline.interdict("audit", "--wait", "120", "--json")
        kill(frozen, SIGCONT)
        #expect(audit.code == 0, "\(audit.text)")
        #expect(try stored(audit) == count)
        let journal = try JSONParser.parse(Array(audit.text.utf8))["journal"]
        #expect(journal?["inFlight"]?.integer == 0)

        #expect(try pipeline.interdict("push", "--quiet", pipeline.articles(count + 50)).code == 0)
        let after = try pipeline.interdict("audit", "--wait", "120", "--json")
        #expect(after.code == 0, "\(after.text)")
        #expect(try stored(after) == count + 50)
        #expect(try pipeline.interdict("down").code == 0)
    }
}
