internal import CLinux
internal import Glibc
internal import Pipeline

/// One call of `posix_spawn`, with everything that it needs.
struct Spawn {
    private let command: [String]
    private let variables: [String: String]
    private let output: Int32
    private let isSession: Bool

    /// - Parameters:
    ///   - command: The program, looked for in `PATH` where it has no slash, and its arguments.
    ///   - variables: The whole environment.
    ///   - output: A descriptor that becomes standard output and standard error.
    ///   - isSession: Whether the process leaves this one's session and terminal; otherwise it leads a process group.
    init(_ command: [String], variables: [String: String], output: Int32, isSession: Bool = false) {
        self.command = command
        self.variables = variables
        self.output = output
        self.isSession = isSession
    }

    /// `POSIX_SPAWN_SETSID`, which the C library shows with `_GNU_SOURCE` only.
    private static let session: Int32 = 0x80

    /// Starts the process and gives its id.
    ///
    /// SIGPIPE stays ignored in the child, so that a vanished supervisor's pipe ends nobody in the middle of a drain.
    func start() throws(Failure) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
        // Whoever started this process may wait for the end of a descriptor that was inherited.
        unsafe interdict_spawn_closing_from(&actions, 3)

        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        unsafe posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | (isSession ? Spawn.session : POSIX_SPAWN_SETPGROUP))
        )

        let words = CStrings(command)
        let environment = CStrings(variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
        var pid: pid_t = 0
        let code = unsafe words.withPointers { words in
            unsafe environment.withPointers { environment in
                unsafe posix_spawnp(&pid, command[0], &actions, &attributes, words, environment)
            }
        }
        guard code == 0 else { throw failure(code) }
        return pid
    }

    private func failure(_ code: Int32) -> Failure {
        let advice = code == ENOENT ? ": it is neither beside interdict nor in PATH; build or install it" : ""
        let words = code == ENOENT ? "" : ": \(Failure.words(for: code))"
        return Failure(.unavailable, "cannot start \(command[0])\(words)\(advice)")
    }
}

/// A null-terminated array of C strings, for calls of the `exec` family.
@safe final class CStrings {
    private let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ strings: [String]) {
        count = strings.count
        unsafe pointers = .allocate(capacity: strings.count + 1)
        for (index, string) in strings.enumerated() { unsafe pointers[index] = strdup(string) }
        unsafe pointers[strings.count] = nil
    }

    /// Lends the strings to a call; they may be gone as soon as it has returned.
    func withPointers<Result>(_ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result) -> Result {
        withExtendedLifetime(self) { unsafe body(pointers) }
    }

    deinit {
        for index in 0..<count { unsafe free(pointers[index]) }
        unsafe pointers.deallocate()
    }
}
