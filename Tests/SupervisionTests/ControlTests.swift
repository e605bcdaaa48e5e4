import Foundation
import Pipeline
import Testing

@testable import Supervision

@Suite(.timeLimit(.minutes(5)))
struct ControlTests {
    private func endpoint() -> Endpoint {
        let path = "ipc://\(FileManager.default.temporaryDirectory.path)/control-\(UUID())"
        return Endpoint(bind: path, connect: path)
    }

    @Test func `an operator scales and stops a pipeline through its socket`() async throws {
        let trial = try Trial([[.obedient("extract")]], stop: [["extract"]])
        let endpoint = endpoint()
        let server = try ControlServer(endpoint: endpoint.bind, inbox: trial.inbox)
        await trial.events { $0 == .allReady }
        let client = ControlClient(endpoint: endpoint)
        let status = try client.ask(.scale(group: "extract", workers: 2))
        #expect(String(decoding: status, as: UTF8.self).contains("extract-2"))
        #expect(throws: Failure(.usage, "there is nothing called \"x\": there are extract")) {
            try client.ask(.scale(group: "x", workers: 2))
        }
        let end = try client.ask(.stop)
        #expect(String(decoding: end, as: UTF8.self).contains("\"phase\":\"stopped\""))
        #expect(await trial.end() == nil)
        server.close()
    }

    @Test func `nobody at the socket is told as such`() {
        let failure = #expect(throws: Failure.self) {
            try ControlClient(endpoint: endpoint()).ask(.status, presence: .milliseconds(50))
        }
        #expect(failure?.code == .unavailable)
        #expect(failure?.sentence.hasPrefix("no supervisor answers at ipc://") == true)
    }

    @Test func `an endpoint that cannot be bound is a failure with its address`() throws {
        let failure = #expect(throws: Failure.self) {
            try ControlServer(endpoint: "ipc:///nowhere/x.sock", inbox: Inbox())
        }
        #expect(failure?.sentence.contains("ipc:///nowhere/x.sock") == true)
    }
}
