import Foundation
import Messages
import Testing

/// The whole pipeline on a PostgreSQL server of its own.
@Suite(.serialized, .enabled(if: DatabaseServer.canBeHad, DatabaseServer.missing), .timeLimit(.minutes(5)))
struct PostgreSQLTests {
    @Test func `store workers are killed and the server crashes, and every article is stored once`() throws {
        let server = try DatabaseServer()
        let pipeline = try LivePipeline(passThrough: true, store: 3, database: server.url)
        let count = 900
        let push = try pipeline.start(["push", "--quiet", pipeline.articles(count), "--pipeline", pipeline.path])
        kill(try #require(try pipeline.pids(of: "store").first), SIGKILL)
        try server.crash()
        kill(try #require(try pipeline.pids(of: "queue").first), SIGKILL)
        try server.startAgain()
        kill(try #require(try pipeline.pids(of: "store").last), SIGKILL)
        let pushed = try LivePipeline.finish(push)
        #expect(pushed.code == 0, "\(pushed.errors)")
        let audit = try pipeline.interdict("audit", "--wait", "120", "--json")
        #expect(audit.code == 0, "\(audit.text)")
        let report = try JSONParser.parse(Array(audit.text.utf8))
        #expect(report["store"]?["articles"]?.integer == count)
        #expect(report["journal"]?["quarantined"]?.integer == 0)
        let documents = try pipeline.interdict("subscribe", "--since", "0", "--count", "\(count)", "--json")
        #expect(try LivePipeline.seqs(documents) == Array(1...count))
        let found = try pipeline.interdict("query", "report AND ships", "--limit", "3", "--json")
        #expect(try LivePipeline.seqs(found).count == 3, "\(found.errors)")
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test func `a pipeline that starts before its database stores everything once that is there`() throws {
        let server = try DatabaseServer()
        try server.crash()
        let pipeline = try LivePipeline(passThrough: true, database: server.url)
        let count = 50
        let push = try pipeline.interdict("push", "--quiet", pipeline.articles(count))
        #expect(push.code == 0, "\(push.errors)")
        try server.startAgain()
        let audit = try pipeline.interdict("audit", "--wait", "120", "--json")
        #expect(audit.code == 0, "\(audit.text)")
        #expect(try JSONParser.parse(Array(audit.text.utf8))["store"]?["articles"]?.integer == count)
        #expect(try pipeline.interdict("down").code == 0)
    }
}
