import CLinux
import Foundation
import Glibc
import Pipeline
import Testing

@testable import Supervision

@Suite(.timeLimit(.minutes(5)))
struct SupervisorTests {
    @Test func `groups start in order and stop in order`() async throws {
        let trial = try Trial(
            [[.obedient("queue")], [.obedient("ingest")], [.obedient("extract", workers: 2), .obedient("store")]],
            stop: [["extract"], ["store"], ["ingest"], ["queue"]]
        )
        let start = await trial.events { $0 == .allReady }
        #expect(start.readyOrder.first == "queue-1")
        #expect(start.readyOrder.dropFirst().first == "ingest-1")
        #expect(Set(start.readyOrder.dropFirst(2)) == ["extract-1", "extract-2", "store-1"])
        #expect(start.index(ofStart: "ingest-1") > start.firstIndex(of: .ready(name: "queue-1")) ?? .max)
        let end = await trial.stop()
        let stopped = end.compactMap { event in if case .stopped(let name) = event { name } else { nil } }
        #expect(Set(stopped.prefix(2)) == ["extract-1", "extract-2"])
        #expect(Array(stopped.dropFirst(2)) == ["store-1", "ingest-1", "queue-1"])
        #expect(end.contains(.line(name: "store-1", text: "bye")))
        #expect(await trial.end() == nil)
    }

    @Test func `a killed process is started again, and its neighbours are not`() async throws {
        let trial = try Trial([[.obedient("extract", workers: 2)]], stop: [["extract"]])
        let start = await trial.events { $0 == .allReady }
        let victim = try #require(start.pid(of: "extract-1"))
        kill(victim, SIGKILL)
        let after = await trial.events { $0 == .ready(name: "extract-1") }
        #expect(after.count == 3)
        guard case .failed("extract-1", let how, _) = after.first else {
            Issue.record("no failure was reported: \(after)")
            return
        }
        #expect(how == "signal 9 (Killed)")
        #expect(after.pid(of: "extract-1") != victim)
        await trial.stop()
        #expect(await trial.end() == nil)
    }

    @Test func `a process that is replaced is no end of the pipeline, and its end is told once`() async throws {
        let trial = try Trial(
            [[.obedient("extract", workers: 2)], [.obedient("store")]],
            stop: [["extract"], ["store"]]
        )
        await trial.events { $0 == .allReady }
        trial.inbox.put(.restart(group: "extract"))
        let restart = await trial.events { $0 == .ready(name: "extract-2") }
        #expect(restart.contains(.stopping(name: "extract-1")) && !restart.contains(.allStopping))
        let end = await trial.stop()
        #expect(end.count { $0 == .allStopping } == 1)
        #expect(await trial.end() == nil)
    }

    @Test func `waits grow with each failure in a row`() async throws {
        var settings = Settings.quick
        settings.backOff.jitter = 0
        settings.backOff.longest = .milliseconds(30)
        let trial = try Trial(
            [[.obedient("queue"), .script("bad", "test -e $FOLDER/go || exec tail -f /dev/null; exit 3")]],
            stop: [["bad"], ["queue"]],
            settings: settings
        )
        let start = await trial.events { $0 == .allReady }
        try Data().write(to: trial.folder.appending(path: "go"))
        kill(try #require(start.pid(of: "bad-1")), SIGKILL)
        var delays: [Duration] = []
        while delays.count < 5 {
            let seen = await trial.events { if case .failed = $0 { true } else { false } }
            guard case .failed(_, _, let delay) = seen.last else { break }
            delays.append(delay)
        }
        #expect(
            delays == [.milliseconds(5), .milliseconds(10), .milliseconds(20), .milliseconds(30), .milliseconds(30)]
        )
        await trial.stop()
        #expect(await trial.end() == nil)
    }

    @Test func `a process that calls its configuration wrong ends the start at once`() async throws {
        let trial = try Trial([[.obedient("queue")], [.python("bad", "sys.exit(78)")]], stop: [["bad"], ["queue"]])
        let events = await trial.events { $0 == .allStopped }
        #expect(events.count { if case .started("bad-1", _) = $0 { true } else { false } } == 1)
        #expect(await trial.end()?.code == .configuration)
    }

    @Test func `a process that fails three times before it is ready ends the start`() async throws {
        let trial = try Trial(
            [[.obedient("queue")], [.python("bad", "print('no such model'); sys.exit(3)")]],
            stop: [["bad"], ["queue"]]
        )
        let events = await trial.events { $0 == .allStopped }
        #expect(events.count { $0 == .line(name: "bad-1", text: "no such model") } == 3)
        #expect(events.contains(.stopped(name: "queue-1")))
        let failure = await trial.end()
        #expect(failure?.sentence == "bad-1 ended with exit code 3 while the pipeline started; its log says more")
    }

    /// What a chaos run found: an article that crashes workers ended the whole pipeline while it started.
    @Test func `a worker that was ready and crashes at its work doesn't end the start`() async throws {
        let crashing = """
            path = os.environ["FOLDER"] + "/starts"
            open(path, "a").write("x")
            say("READY=1")
            if len(open(path).read()) < 6: sys.exit(3)
            signal.sigwait({signal.SIGTERM})
            """
        let late = """
            import time
            path = os.environ["FOLDER"] + "/starts"
            while not os.path.exists(path) or len(open(path).read()) < 6: time.sleep(0.01)
            say("READY=1")
            signal.sigwait({signal.SIGTERM})
            """
        let trial = try Trial([[.python("crashing", crashing), .python("late", late)]], stop: [["crashing", "late"]])
        let start = await trial.events { $0 == .allReady || $0 == .allStopped }
        #expect(start.last == .allReady)
        #expect(start.count { if case .failed("crashing-1", _, _) = $0 { true } else { false } } == 5)
        await trial.stop()
        #expect(await trial.end() == nil)
    }

    @Test func `a program that is not there ends the start with its name`() async throws {
        let group = ProcessGroup(name: "x", workers: 1, isScalable: false) { _ in
            ProcessSpec(name: "x", command: ["interdict-nowhere"], notifies: true)
        }
        let trial = try Trial([[group]], stop: [["x"]])
        await trial.events { $0 == .allStopped }
        let failure = await trial.end()
        #expect(failure?.code == .unavailable)
        #expect(
            failure?.sentence.hasPrefix("cannot start interdict-nowhere: it is neither beside interdict nor") == true
        )
    }

    @Test func `a process that never gets ready is ended and tried again`() async throws {
        var settings = Settings.quick
        settings.readiness = .seconds(2)
        settings.attemptsAtStart = 20
        let text = """
            if os.path.exists(os.environ["FOLDER"] + "/seen"): say("READY=1")
            open(os.environ["FOLDER"] + "/seen", "w").close()
            signal.pause()
            """
        let trial = try Trial([[.python("slow", text)]], stop: [["slow"]], settings: settings)
        let events = await trial.events { $0 == .allReady }
        #expect(events.contains(.late(name: "slow-1")))
        await trial.stop()
        #expect(await trial.end() == nil)
    }

    @Test func `a process that ignores the request to stop is ended after its time`() async throws {
        var settings = Settings.quick
        settings.drain = .milliseconds(200)
        let text = "signal.signal(signal.SIGTERM, signal.SIG_IGN); say('READY=1')\nwhile True: signal.pause()"
        let trial = try Trial([[.python("deaf", text)]], stop: [["deaf"]], settings: settings)
        await trial.events { $0 == .allReady }
        #expect(await trial.stop().contains(.overdue(name: "deaf-1")))
        #expect(await trial.end() == nil)
    }

    @Test func `a hurry ends all at once, the deaf ones too`() async throws {
        var settings = Settings.quick
        settings.drain = .seconds(600)
        settings.hurry = .milliseconds(100)
        let text = "signal.signal(signal.SIGTERM, signal.SIG_IGN); say('READY=1')\nwhile True: signal.pause()"
        let trial = try Trial([[.python("deaf", text), .obedient("b")]], stop: [["deaf"], ["b"]], settings: settings)
        await trial.events { $0 == .allReady }
        trial.inbox.put(.stop)
        await trial.events { $0 == .stopping(name: "deaf-1") }
        trial.inbox.put(.hurry)
        await trial.events { $0 == .allStopped }
        #expect(await trial.end() == nil)
    }

    @Test func `what a process started goes with it`() async throws {
        let trial = try Trial(
            [[.script("parent", "sh -c 'echo child $$; exec tail -f /dev/null' & wait")]],
            stop: [["parent"]]
        )
        let events = await trial.events { if case .line = $0 { true } else { false } }
        guard case .line(_, let text) = events.last, let child = pid_t(text.dropFirst(6)) else {
            Issue.record("the child said nothing")
            return
        }
        let end = interdict_process_descriptor(child)
        defer { close(end) }
        await trial.stop()
        #expect(Waiting.readable([end], atMost: .seconds(30)) == [end])
        #expect(await trial.end() == nil)
    }
}

extension [Event] {
    fileprivate var readyOrder: [String] {
        compactMap { event in if case .ready(let name) = event { name } else { nil } }
    }

    func pid(of name: String) -> Int32? {
        compactMap { event in if case .started(name, let pid) = event { pid } else { nil } }.last
    }

    fileprivate func index(ofStart name: String) -> Int {
        firstIndex { event in if case .started(name, _) = event { true } else { false } } ?? -1
    }
}
