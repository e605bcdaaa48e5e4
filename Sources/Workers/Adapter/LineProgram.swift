internal import Glibc
internal import Logging
internal import Transport
internal import ZeroMQ

/// Why a foreign program gave no answer.
enum LineProgramError: Error, CustomStringConvertible {
    case notStarted(command: String, reason: String)
    case ended(command: String)
    case late(command: String, limit: Duration)
    case tooLong(command: String, bytes: Int)

    /// Whether another article might have gone well.
    var isTheArticlesFault: Bool {
        if case .notStarted = self { false } else { true }
    }

    var description: String {
        switch self {
        case .notStarted(let command, let reason): "cannot start \(command): \(reason)"
        case .ended(let command): "\(command) ended before it answered; its last words are in the log"
        case .late(let command, let limit): "\(command) gave no answer within \(limit)"
        case .tooLong(let command, let bytes): "\(command) wrote more than \(bytes) bytes without a line's end"
        }
    }
}

/// A child process that answers each line with a line.
///
/// It belongs to one thread, which blocks while it waits. The child is killed when the last reference is gone.
final class LineProgram {
    private static let longestLine = 64 << 20

    private let name: String
    private let process: pid_t
    private let toChild: Int32
    private let fromChild: Int32
    private var buffer: [UInt8] = []

    init(_ command: [String], logger: Logger) throws(LineProgramError) {
        name = command.joined(separator: " ")
        var pipes = [Int32](repeating: -1, count: 6)
        for start in [0, 2, 4] {
            var ends: [Int32] = [-1, -1]
            guard unsafe pipe(&ends) == 0 else {
                throw .notStarted(command: name, reason: unsafe String(cString: strerror(errno)))
            }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            pipes.replaceSubrange(start..<(start + 2), with: ends)
        }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawn_file_actions_adddup2(&actions, pipes[0], 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, pipes[3], 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, pipes[5], 2)
        var arguments = unsafe command.map { unsafe strdup($0) } + [nil]
        var child: pid_t = 0
        let code = unsafe posix_spawnp(&child, command[0], &actions, nil, &arguments, environ)
        unsafe arguments.forEach { unsafe free($0) }
        unsafe posix_spawn_file_actions_destroy(&actions)
        for end in [pipes[0], pipes[3], pipes[5]] { close(end) }
        toChild = pipes[1]
        fromChild = pipes[2]
        process = child
        guard code == 0 else {
            for end in [pipes[1], pipes[2], pipes[4]] { close(end) }
            throw .notStarted(command: name, reason: unsafe String(cString: strerror(code)))
        }
        Self.log(pipes[4], name, logger)
    }

    deinit {
        close(toChild)
        close(fromChild)
        if process > 0 {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
    }

    /// Writes what the child says on standard error into the log, on a thread that ends with the child.
    private static func log(_ descriptor: Int32, _ name: String, _ logger: Logger) {
        _ = SocketThread(named: "stderr") {
            guard let file = unsafe fdopen(descriptor, "r") else { return }
            defer { unsafe fclose(file) }
            var line: UnsafeMutablePointer<CChar>?
            var capacity = 0
            while unsafe getline(&line, &capacity, file) > 0 {
                guard let line = unsafe line else { break }
                let text = unsafe String(cString: line)
                logger.warning("the program says", metadata: ["program": "\(name)", "line": "\(text.dropLast())"])
            }
            unsafe free(line)
        }
    }

    /// Sends a line and waits for the answer.
    ///
    /// - Parameters:
    ///   - request: The line without its end; it holds no line feed.
    ///   - limit: The longest wait.
    /// - Returns: The answer without its line feed.
    /// - Throws: ``LineProgramError`` where none came.
    func answer(to request: [UInt8], within limit: Duration) throws(LineProgramError) -> [UInt8] {
        let deadline = Instant.now + limit
        var rest = (request + [0x0A])[...]
        while true {
            if rest.isEmpty, let line = takeLine() { return line }
            guard buffer.count < Self.longestLine else { throw .tooLong(command: name, bytes: Self.longestLine) }
            try exchange(&rest, deadline, limit)
        }
    }

    private func takeLine() -> [UInt8]? {
        guard let end = buffer.firstIndex(of: 0x0A) else { return nil }
        let line = Array(buffer[..<end])
        buffer.removeFirst(end + 1)
        return line
    }

    /// Writes and reads what can be without blocking; a child that writes before it has read all is no deadlock.
    private func exchange(
        _ rest: inout ArraySlice<UInt8>,
        _ deadline: Instant,
        _ limit: Duration
    ) throws(LineProgramError) {
        var items = [
            pollfd(fd: fromChild, events: Int16(POLLIN), revents: 0),
            pollfd(fd: rest.isEmpty ? -1 : toChild, events: Int16(POLLOUT), revents: 0),
        ]
        let wait = (deadline - .now).milliseconds
        guard wait > 0, unsafe poll(&items, 2, Int32(clamping: wait)) != 0 else {
            throw .late(command: name, limit: limit)
        }
        if items[1].revents & Int16(POLLOUT) != 0 {
            let count = unsafe rest.prefix(4096).withUnsafeBytes { unsafe write(toChild, $0.baseAddress, $0.count) }
            guard count > 0 else { throw .ended(command: name) }
            rest.removeFirst(count)
        }
        if items[0].revents != 0 { try read() }
    }

    private func read() throws(LineProgramError) {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe Glibc.read(fromChild, &chunk, chunk.count)
        guard count > 0 else { throw .ended(command: name) }
        buffer += chunk[..<count]
    }
}
