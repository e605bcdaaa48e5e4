internal import CLinux
internal import Glibc
package import Pipeline

/// A process that isn't tied to this one: in a session of its own, with its output in a file.
package final class DetachedProcess {
    package let pid: Int32
    private let end: Descriptor
    private let notify: NotifySocket
    private let log: Descriptor
    private let before: Int

    /// Starts the process; its output is added to the file `log`.
    package init(_ command: [String], environment: [String: String], log path: String) throws(Failure) {
        notify = try NotifySocket()
        log = Descriptor(unsafe open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600))
        guard log.number >= 0 else { throw Failure(system: "cannot open \(path)", errno: errno) }
        before = max(0, Int(lseek(log.number, 0, SEEK_END)))
        var variables = environment
        variables[Readiness.variable] = notify.name
        pid = try Spawn(command, variables: variables, output: log.number, isSession: true).start()
        end = Descriptor(interdict_process_descriptor(pid))
        guard end.number >= 0 else { throw Failure(system: "cannot watch the process \(pid)", errno: errno) }
    }

    /// Waits until the process says that it is ready.
    ///
    /// - Returns: Nil when it is; what it printed where it ended before that.
    package func waitUntilReady() -> String? {
        while true {
            let readable = Waiting.readable([notify.descriptor.number, end.number], atMost: nil)
            if notify.receive().contains(.ready) { return nil }
            guard readable.contains(end.number) else { continue }
            var status: Int32 = 0
            _ = unsafe waitpid(pid, &status, 0)
            return printed()
        }
    }

    /// Ends the process without any grace, and waits for its end.
    package func kill() {
        Glibc.kill(pid, SIGKILL)
        waitUntilEnded()
    }

    /// Waits for the end of the process; its id means nothing afterwards.
    package func waitUntilEnded() {
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
    }

    private func printed() -> String {
        lseek(log.number, off_t(before), SEEK_SET)
        var bytes: [UInt8] = []
        while let more = log.read(), !more.isEmpty { bytes += more }
        return String(decoding: bytes, as: UTF8.self)
    }
}
