import CLinux
import Foundation
import Glibc
import Testing

@Suite(.timeLimit(.minutes(5)))
struct UpTests {
    @Test func `a pipeline goes to the background, is scaled, and stops`() async throws {
        let place = try Installation()
        defer { place.remove() }
        let up = try await place.interdict("up", "--detach")
        #expect(up.code == 0, "\(up.output)")
        #expect(up.output.hasPrefix("ready: process "))
        let scale = try await place.interdict("scale", "foreign=2", "store=0")
        #expect(scale == ("foreign has 2 workers\nstore has 0 workers\n", 0))
        let second = try await place.interdict("up")
        #expect(second.code == 69 && second.output.contains("another supervisor"))
        #expect(try await place.interdict("restart", "queue") == ("queue is restarted\n", 0))
        #expect(try await place.interdict("scale", "foreign=-1").code == 64)
        #expect(try await place.interdict("down") == ("stopped\n", 0))
        let log = try String(contentsOf: place.folder.appending(path: "run/logs/queue.log"), encoding: .utf8)
        #expect(
            log == String(repeating: "--pipeline p.yaml --queues one,two --process queue --worker queue\n", count: 2)
        )
        #expect(try await place.interdict("down").code == 69)
    }

    @Test func `after a killed supervisor nothing is left, and the next one takes over`() async throws {
        let place = try Installation()
        defer { place.remove() }
        #expect(try await place.interdict("up", "--detach").code == 0)
        let supervisor = try place.supervisor()
        let foreign = try interdict_process_descriptor(place.process("foreign-1"))
        defer { close(foreign) }
        kill(supervisor, SIGKILL)
        // The kernel tells a program that knows nothing of supervisors.
        var end = pollfd(fd: foreign, events: Int16(POLLIN), revents: 0)
        #expect(unsafe poll(&end, 1, 60_000) == 1)
        let again = try await place.interdict("up", "--detach")
        #expect(again.code == 0, "\(again.output)")
        let log = try String(contentsOf: place.folder.appending(path: "run/logs/supervisor.log"), encoding: .utf8)
        #expect(log.contains("ended queue, which a supervisor that was killed had left running"))
        let down = try await place.interdict("down", "--now")
        #expect(down.code == 0, "\(down.output)")
    }

    @Test func `a start that fails says why, in the background too`() async throws {
        let place = try Installation()
        defer { place.remove() }
        try FileManager.default.removeItem(at: place.folder.appending(path: "interdict-feed"))
        let up = try await place.interdict("up", "--detach")
        #expect(up.code == 69)
        #expect(up.output.hasPrefix("error: cannot start interdict-feed: it is neither beside interdict nor in PATH"))
    }

    @Test func `a wrong file is told with its line, and nothing starts`() async throws {
        let place = try Installation()
        defer { place.remove() }
        let path = place.folder.appending(path: "p.yaml")
        let text = try String(contentsOf: path, encoding: .utf8).replacing("from: two", with: "from: too")
        try text.write(to: path, atomically: true, encoding: .utf8)
        for command in ["up", "check"] {
            let result = try await place.interdict(command)
            #expect(result.code == 78)
            #expect(
                result.output.contains("p.yaml:6: stages.store.from: there is no queue \"too\": did you mean \"two\"?")
            )
        }
        #expect(!FileManager.default.fileExists(atPath: place.folder.appending(path: "run").path))
    }
}
