import Foundation
import Messages
import Pipeline
import Testing

@testable import Supervision

@Suite(.timeLimit(.minutes(5)))
struct OperationTests {
    private func processes(of reply: Reply) throws -> [JSONValue] {
        guard case .done(let json) = reply else {
            Issue.record("refused: \(reply)")
            return []
        }
        return try #require(JSONParser.parse(json)["processes"]?.array)
    }

    @Test func `a stage grows and shrinks while the others run on`() async throws {
        let trial = try Trial([[.obedient("queue")], [.obedient("extract")]], stop: [["extract"], ["queue"]])
        let start = await trial.events { $0 == .allReady }
        let more = try processes(of: await trial.ask(.scale(group: "extract", workers: 3)))
        #expect(more.map { $0["name"]?.string } == ["queue-1", "extract-1", "extract-2", "extract-3"])
        #expect(more.allSatisfy { $0["state"]?.string == "ready" })
        let fewer = try processes(of: await trial.ask(.scale(group: "extract", workers: 1)))
        #expect(
            fewer.map { $0["pid"]?.integer }
                == [start.pid(of: "queue-1"), start.pid(of: "extract-1")].map { $0.map(Int.init) }
        )
        let none = try processes(of: await trial.ask(.scale(group: "extract", workers: 0)))
        #expect(none.map { $0["name"]?.string } == ["queue-1"])
        await trial.stop()
        #expect(await trial.end() == nil)
    }

    @Test func `a rolling restart replaces one worker after the other`() async throws {
        let trial = try Trial([[.obedient("extract", workers: 2)]], stop: [["extract"]])
        let start = await trial.events { $0 == .allReady }
        let after = try processes(of: await trial.ask(.restart(group: "extract")))
        #expect(after.allSatisfy { $0["state"]?.string == "ready" && $0["restarts"]?.integer == 1 })
        #expect(after.first?["pid"]?.integer != start.pid(of: "extract-1").map(Int.init))
        let events = await trial.stop()
        let order = events.prefix { $0 != .stopping(name: "extract-2") }
        #expect(order.contains(.ready(name: "extract-1")))
        #expect(await trial.end() == nil)
    }

    @Test(arguments: [
        (Request.scale(group: "extarct", workers: 2), "there is nothing called \"extarct\": did you mean \"extract\"?"),
        (.scale(group: "extract", workers: -1), "extract can have 0 to 256 workers, not -1"),
        (.restart(group: "zzz"), "there is nothing called \"zzz\": there are extract"),
    ])
    func `a wrong request is refused in words`(request: Request, sentence: String) async throws {
        let trial = try Trial([[.obedient("extract")]], stop: [["extract"]])
        await trial.events { $0 == .allReady }
        #expect(await trial.ask(request) == .refused(sentence))
        await trial.stop()
        #expect(await trial.end() == nil)
    }

    @Test func `a stop is answered when everything has stopped`() async throws {
        let trial = try Trial([[.obedient("extract")]], stop: [["extract"]])
        await trial.events { $0 == .allReady }
        let left = try processes(of: await trial.ask(.stop))
        #expect(left.allSatisfy { $0["state"]?.string == "gone" })
        #expect(await trial.end() == nil)
    }

    @Test(arguments: [Request.status, .scale(group: "a", workers: 4), .restart(group: "b"), .stop, .hurry])
    func `a request survives its words`(request: Request) {
        #expect(Request(words: request.words) == request)
    }
}
