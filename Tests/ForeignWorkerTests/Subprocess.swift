import Foundation
import Synchronization
import ZeroMQ

/// A program that a trial has started; its output is in a file.
///
/// Foundation's `Process` would hand the blocked signals of the test's threads on to the program.
final class Subprocess: Sendable {
    /// What `waitpid` has said of a program that has ended.
    private final class End: Sendable {
        let status = Mutex<Int32>(0)
    }

    let id: pid_t
    private let log: URL
    private let end: End
    private let waiting: SocketThread

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - executable: Its path.
    ///   - arguments: Its arguments.
    ///   - input: The file that it reads on standard input; nothing where nil.
    ///   - log: The file that takes standard output and standard error.
    /// - Throws: Where it can't be started.
    init(_ executable: String, _ arguments: [String], input: URL? = nil, log: URL) throws {
        let (child, code) = Self.spawn([executable] + arguments, input?.path ?? "/dev/null", log.path)
        guard code == 0 else { throw TrialError("cannot start \(executable): error \(code)") }
        let end = End()
        (id, self.log, self.end) = (child, log, end)
        waiting = SocketThread(named: "waitpid") {
            var status: Int32 = 0
            while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
            end.status.withLock { $0 = status }
        }
    }

    private static func spawn(_ words: [String], _ input: String, _ log: String) -> (child: pid_t, code: Int32) {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var child: pid_t = 0
        let code = unsafe posix_spawn(&child, words[0], &actions, &attributes, &arguments, environ)
        return (child, code)
    }

    /// What it has written so far.
    var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    func send(_ signal: Int32) { kill(id, signal) }

    /// Waits for its end, which comes by force when the test's time is over.
    ///
    /// - Returns: The exit code, or 128 and the signal's number.
    func ended() async -> Int32 {
        await withTaskCancellationHandler {
            try? await waiting.join()
        } onCancel: {
            send(SIGKILL)
        }
        let status = end.status.withLock { $0 }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }
}
