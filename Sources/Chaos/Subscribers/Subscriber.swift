internal import Foundation
internal import Synchronization
internal import Transport
internal import ZeroMQ

/// An `interdict subscribe` of its own process, whose lines are read as they come.
final class Subscriber: Sendable {
    private struct State {
        var record: SubscriberRecord
        var process: Process?
        var pid: pid_t = 0
        var failure: String?
    }

    private let interdict: String
    private let pipeline: String
    private let topic: String
    private let load: ChaosLoad
    private let state: Mutex<State>

    init(_ name: String, topic: String, interdict: String, pipeline: String, load: ChaosLoad) {
        self.interdict = interdict
        self.pipeline = pipeline
        self.topic = topic
        self.load = load
        state = Mutex(State(record: SubscriberRecord(name: name, topic: topic)))
    }

    var record: SubscriberRecord { state.withLock { $0.record } }
    var count: Int { state.withLock { $0.record.seqs.count } }
    /// Why it can't go on; nil while it does.
    var failure: String? { state.withLock { $0.failure } }

    /// Begins behind what has come already.
    func start() throws {
        let process = Process()
        process.executableURL = URL(filePath: interdict)
        let since = state.withLock { $0.record.seqs.last } ?? 0
        process.arguments =
            ["subscribe", "--json", "--since", "\(since)", "--pipeline", pipeline]
            + (topic.isEmpty ? [] : ["--topic", topic])
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let pid = process.processIdentifier
        let descriptor = dup(pipe.fileHandleForReading.fileDescriptor)
        state.withLock { state in
            state.process = process
            state.pid = pid
        }
        _ = SocketThread(named: "subscriber") { [self] in
            read(descriptor)
            close(descriptor)
        }
    }

    /// Documents as JSON lines, until the process has ended.
    private func read(_ descriptor: Int32) {
        var rest: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest += chunk[..<count]
            var start = 0
            while let end = rest[start...].firstIndex(of: 0x0A) {
                note(Array(rest[start..<end]))
                start = end + 1
            }
            rest.removeFirst(start)
        }
    }

    private func note(_ line: [UInt8]) {
        guard let seq = Feed.seq(of: line) else {
            return state.withLock {
                $0.failure = "a line is no document: \(String(decoding: line.prefix(80), as: UTF8.self))"
            }
        }
        let number = DocumentHead.articleID(of: line).flatMap { load.number(of: $0) }
        state.withLock { $0.record.note(seq, of: number) }
    }

    func freeze() { signal(SIGSTOP) }
    func thaw() { signal(SIGCONT) }

    private func signal(_ number: Int32) {
        let pid = state.withLock { $0.pid }
        if pid > 0 { kill(pid, number) }
    }

    /// Ends the process; what it had printed by then is still read.
    func stop(_ number: Int32 = SIGKILL) {
        let process = state.withLock { state in
            defer { (state.process, state.pid) = (nil, 0) }
            return state.process
        }
        guard let process else { return }
        kill(process.processIdentifier, number)
        kill(process.processIdentifier, SIGCONT)
        process.waitUntilExit()
    }
}
