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
/// It belongs to one thread, which blocks while it waits. The child is ended when the last reference is gone: its input
/// is closed, and it is killed a second later.
final class LineProgram {
    private static let longestLine = 64 << 20

    private let name: String
    private let process: ChildProcess
    private var buffer: [UInt8] = []
    /// How much of the buffer holds no line's end for sure.
    private var searched = 0

    init(_ command: [String], logger: Logger) throws(LineProgramError) {
        name = command.joined(separator: " ")
        process = try ChildProcess(command)
        Self.log(process.errors, name, logger)
    }

    func kill() { process.kill() }

    /// Whether the program has said something that it wasn't asked: then nobody knows which answer belongs to what.
    var isOutOfStep: Bool {
        var item = pollfd(fd: process.output, events: Int16(POLLIN), revents: 0)
        return unsafe !buffer.isEmpty || poll(&item, 1, 0) != 0
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
                let text = unsafe String(cString: line).prefix { $0 != "\n" }
                logger.warning("the program says", metadata: ["program": "\(name)", "line": "\(text)"])
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
        guard let end = buffer[searched...].firstIndex(of: 0x0A) else {
            searched = buffer.count
            return nil
        }
        let line = Array(buffer[..<end])
        searched = 0
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
            pollfd(fd: process.output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: rest.isEmpty ? -1 : process.input, events: Int16(POLLOUT), revents: 0),
        ]
        let wait = (deadline - .now).milliseconds
        guard wait > 0, unsafe poll(&items, 2, Int32(clamping: wait)) != 0 else {
            throw .late(command: name, limit: limit)
        }
        if items[1].revents & Int16(POLLOUT) != 0 {
            let input = process.input
            let count = unsafe rest.prefix(4096).withUnsafeBytes { unsafe write(input, $0.baseAddress, $0.count) }
            guard count > 0 else { throw .ended(command: name) }
            rest.removeFirst(count)
        }
        if items[0].revents != 0 {
            try read()
        } else if items[1].revents & Int16(POLLERR) != 0 {
            // It reads no more, so the rest of the request will never get there.
            throw .ended(command: name)
        }
    }

    private func read() throws(LineProgramError) {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe Glibc.read(process.output, &chunk, chunk.count)
        guard count > 0 else { throw .ended(command: name) }
        buffer += chunk[..<count]
    }
}
