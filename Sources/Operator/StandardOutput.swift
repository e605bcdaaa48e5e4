internal import CLinux
internal import Glibc
internal import Pipeline

/// What a command prints: it gets there, or the program ends and says why not.
enum StandardOutput {
    /// Writes bytes at once.
    ///
    /// Where nobody reads any longer, as behind `| head -1`, the program ends without a word and with the exit code of
    /// SIGPIPE; where the bytes can't be written, with 71 and the reason.
    static func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                fail(errno)
            }
        }
    }

    static func write(_ text: String) { write(Array(text.utf8)) }

    /// Ends the program unless all that was printed has got there.
    static func finish() {
        let code = interdict_output_error()
        guard code != 0 else { return }
        var end = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        let isUnread = unsafe poll(&end, 1, 0) == 1 && Int32(end.revents) & POLLERR != 0
        fail(isUnread ? EPIPE : code)
    }

    private static func fail(_ code: Int32) -> Never {
        if code == EPIPE { exit(128 + SIGPIPE) }
        Failure(system: "cannot write to standard output", errno: code).exit()
    }
}
