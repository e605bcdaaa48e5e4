import Foundation
import Pipeline
import Testing

@testable import Supervision

/// A supervisor on a thread of its own, and everything that it reports, in order.
final class Trial: Sendable {
    let inbox: Inbox
    let folder: URL
    private let events: AsyncStream<Event>
    private let outcome: Task<Failure?, Never>

    init(_ start: [[ProcessGroup]], stop: [[String]], settings: Settings = .quick) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "supervision-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let inbox = try Inbox()
        let (events, source) = AsyncStream.makeStream(of: Event.self)
        outcome = Task {
            await withCheckedContinuation { done in
                Thread.detachNewThread {
                    let supervisor = Supervisor(
                        plan: Plan(startOrder: start, stopOrder: stop),
                        settings: settings,
                        environment: ["PATH": "/usr/bin:/bin", "FOLDER": folder.path],
                        inbox: inbox
                    ) { source.yield($0) }
                    do throws(Failure) {
                        try supervisor.run()
                        done.resume(returning: nil)
                    } catch {
                        done.resume(returning: error)
                    }
                    source.finish()
                }
            }
        }
        (self.inbox, self.folder, self.events) = (inbox, folder, events)
    }

    /// The events up to and including the first that is meant.
    @discardableResult
    func events(until isMeant: (Event) -> Bool) async -> [Event] {
        var seen: [Event] = []
        for await event in events {
            seen.append(event)
            if isMeant(event) { return seen }
        }
        Issue.record("the supervisor ended without the awaited event: \(seen)")
        return seen
    }

    /// Asks the supervisor and waits for its answer.
    func ask(_ request: Request) async -> Reply {
        await withCheckedContinuation { answer in inbox.put(request) { answer.resume(returning: $0) } }
    }

    /// Stops everything, and gives the events since the last look.
    @discardableResult
    func stop() async -> [Event] {
        inbox.put(.stop)
        return await events { $0 == .allStopped }
    }

    /// The failure with which the supervisor ended, if any.
    func end() async -> Failure? {
        let failure = await outcome.value
        try? FileManager.default.removeItem(at: folder)
        return failure
    }
}

extension Settings {
    /// Patient with a busy machine, impatient with failing processes.
    static var quick: Settings {
        var settings = Settings()
        settings.backOff.first = .milliseconds(5)
        return settings
    }
}

extension ProcessGroup {
    /// Workers that run a shell script.
    static func script(_ name: String, _ text: String, workers: Int = 1) -> ProcessGroup {
        ProcessGroup(name: name, workers: workers, isScalable: true) { number in
            ProcessSpec(name: "\(name)-\(number)", command: ["/bin/sh", "-c", text], notifies: false)
        }
    }

    /// Workers that run a Python program in which `say` sends a message to the supervisor.
    static func python(_ name: String, _ text: String, workers: Int = 1) -> ProcessGroup {
        let before = """
            import os, signal, socket, sys
            def say(text):
                name = os.environ["NOTIFY_SOCKET"].replace("@", "\\0", 1)
                socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(text.encode(), name)

            """
        return ProcessGroup(name: name, workers: workers, isScalable: true) { number in
            ProcessSpec(
                name: "\(name)-\(number)",
                command: ["python3", "-c", before + text],
                environment: ["NAME": "\(name)-\(number)"],
                notifies: true
            )
        }
    }

    /// A script that works until it is told to stop, and then says so.
    static func obedient(_ name: String, workers: Int = 1) -> ProcessGroup {
        python(
            name,
            """
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
            say("READY=1")
            signal.sigwait({signal.SIGTERM})
            print("bye", flush=True)
            """,
            workers: workers
        )
    }
}
