internal import CLinux
internal import Glibc

/// A running program with pipes to its three standard streams, in a process group of its own.
///
/// Ctrl-C on the terminal doesn't reach the group, so that the program can finish what it was given; ending the group
/// takes with it what the program has started itself. When this process is killed, the kernel kills the program too.
final class ChildProcess {
    /// Where its standard input is written to.
    private(set) var input: Int32
    let output: Int32
    let errors: Int32
    private let id: pid_t

    init(_ command: [String]) throws(LineProgramError) {
        var pipes: [Int32] = []
        for _ in 0..<3 {
            var ends: [Int32] = [-1, -1]
            guard unsafe pipe(&ends) == 0 else {
                let code = errno
                for end in pipes { close(end) }
                throw .notStarted(command: command.joined(separator: " "), reason: Self.words(code))
            }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            pipes += ends
        }
        let (child, code) = Self.spawn(command, standard: [pipes[0], pipes[3], pipes[5]])
        for end in [pipes[0], pipes[3], pipes[5]] { close(end) }
        guard code == 0 else {
            for end in [pipes[1], pipes[2], pipes[4]] { close(end) }
            throw .notStarted(command: command.joined(separator: " "), reason: Self.words(code))
        }
        (input, output, errors, id) = (pipes[1], pipes[2], pipes[4], child)
    }

    deinit {
        closeInput()
        awaitEnd(milliseconds: 1000)
        kill()
        close(output)
        waitpid(id, nil, 0)
    }

    /// Ends the program and all that it has started, at once.
    func kill() { Glibc.kill(-id, SIGKILL) }

    private func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// A program whose input has ended may write its last words; it is gone when its output ends.
    private func awaitEnd(milliseconds: Int32) {
        var item = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        var chunk = [UInt8](repeating: 0, count: 4096)
        while unsafe poll(&item, 1, milliseconds) > 0, unsafe read(output, &chunk, chunk.count) > 0 {}
    }

    private static func words(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }

    private static func spawn(_ command: [String], standard: [Int32]) -> (child: pid_t, code: Int32) {
        var words = unsafe command.map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var child: pid_t = 0
        let code = unsafe interdict_spawn_following(&words, standard, &child)
        return (child, code)
    }
}
