internal import CLinux
internal import Glibc
internal import Pipeline

/// A child process from its start to its end.
///
/// It has a process group of its own, so that a Ctrl-C in the terminal reaches the supervisor alone; its standard input
/// is empty, and both outputs come through one pipe.
final class RunningProcess {
    /// How a process ended.
    enum Ending: Equatable, CustomStringConvertible {
        case exit(code: Int32)
        case signal(Int32)

        var description: String {
            switch self {
            case .exit(let code): "exit code \(code)"
            case .signal(let number): "signal \(number) (\(unsafe String(cString: strsignal(number))))"
            }
        }

        /// Whether the process found its own configuration or options wrong, so that trying again changes nothing.
        var isHopeless: Bool {
            guard case .exit(let code) = self else { return false }
            return code == Failure.Code.configuration.rawValue || code == Failure.Code.usage.rawValue
        }
    }

    let pid: pid_t
    /// Readable when the process has ended.
    let end: Descriptor
    let output: Descriptor
    let notify: NotifySocket

    /// Starts the process.
    init(_ spec: ProcessSpec, environment: [String: String]) throws(Failure) {
        notify = try NotifySocket()
        let (reader, writer) = try RunningProcess.pipe()
        var variables = environment.merging(spec.environment) { _, new in new }
        variables[Readiness.variable] = notify.name
        variables[ParentDeath.variable] = "\(getpid())"
        pid = try Spawn(spec.command, variables: variables, output: writer.number).start()
        output = reader
        end = Descriptor(interdict_process_descriptor(pid))
        guard end.number >= 0 else {
            Glibc.kill(-pid, SIGKILL)
            throw Failure(system: "cannot watch the process \(pid)", errno: errno)
        }
    }

    private static func pipe() throws(Failure) -> (reader: Descriptor, writer: Descriptor) {
        var ends: [Int32] = [-1, -1]
        guard unsafe interdict_pipe(&ends) == 0 else { throw Failure(system: "cannot open a pipe", errno: errno) }
        // Only the supervisor's end may refuse to wait: the child's writes shall block when we are slow.
        guard interdict_do_not_wait(ends[0]) == 0 else { throw Failure(system: "cannot set up a pipe", errno: errno) }
        return (Descriptor(ends[0]), Descriptor(ends[1]))
    }

    /// Asks the process to finish its work and go.
    func terminate() { Glibc.kill(pid, SIGTERM) }

    /// Ends the process and everything that it started.
    func kill() { Glibc.kill(-pid, SIGKILL) }

    /// How the process ended; nil while it runs.
    ///
    /// What is left of its process group goes with it, before the id can belong to somebody else.
    func ending() -> Ending? {
        var information = unsafe siginfo_t()
        let flags = WEXITED | WNOHANG | WNOWAIT
        guard unsafe waitid(P_PID, id_t(pid), &information, flags) == 0, unsafe information.si_signo == SIGCHLD else {
            return nil
        }
        Glibc.kill(-pid, SIGKILL)
        var status: Int32 = 0
        guard unsafe waitpid(pid, &status, 0) == pid else { return nil }
        let signal = status & 0x7F
        return signal == 0 ? .exit(code: (status >> 8) & 0xFF) : .signal(signal)
    }
}
