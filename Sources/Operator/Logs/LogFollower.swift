internal import Foundation
internal import Glibc
internal import Messages
internal import Pipeline

/// One line that a process printed.
struct LogEntry {
    let process: String
    let text: String
    /// When it was printed; for a line without a time, that of the line before.
    let time: Timestamp
}

/// The folder where a supervisor keeps what processes print.
struct LogFolder {
    let path: String

    /// Names of the processes that have a log, sorted.
    func processes() throws(Failure) -> [String] {
        do {
            let files = try FileManager.default.contentsOfDirectory(atPath: path)
            return files.filter { $0.hasSuffix(".log") }.map { String($0.dropLast(4)) }.sorted()
        } catch {
            throw Failure(.unavailable, "cannot read \(path): was the pipeline ever up here, in this run folder?")
        }
    }

    func file(of process: String) -> String { "\(path)/\(process).log" }

    /// Whether a process is one of those that were named, or a worker of a stage that was; none named means all.
    static func isMeant(_ process: String, by names: [String]) -> Bool {
        names.isEmpty
            || names.contains { name in
                guard process != name else { return true }
                return process.hasPrefix(name + "-") && Int(process.dropFirst(name.count + 1)) != nil
            }
    }
}

/// Reads logs from their beginning, then what is added to them, across rotation.
struct LogFollower {
    private struct Reader {
        let handle: FileHandle
        let inode: ino_t
        var rest: [UInt8] = []
        var time = Timestamp(milliseconds: 0)
    }

    private let folder: LogFolder
    private let names: [String]
    private var readers: [String: Reader] = [:]

    init(_ folder: LogFolder, names: [String]) {
        self.folder = folder
        self.names = names
    }

    /// Reads what has come since the last call.
    ///
    /// - Parameter withEarlier: Whether the files from before the last rotation are read too.
    /// - Returns: The lines in the order of time.
    /// - Throws: A ``Failure`` where there is no such folder, or the error of a file that can't be read.
    mutating func read(withEarlier: Bool) throws -> [LogEntry] {
        var entries: [LogEntry] = []
        for process in try folder.processes() where LogFolder.isMeant(process, by: names) {
            let path = folder.file(of: process)
            if withEarlier, let handle = FileHandle(forReadingAtPath: path + ".1") {
                var reader = Reader(handle: handle, inode: 0)
                entries += try Self.lines(&reader, process)
            }
            if var reader = readers[process] {
                entries += try Self.lines(&reader, process)
                readers[process] = reader
                guard Self.inode(of: path) != reader.inode else { continue }
            }
            guard let handle = FileHandle(forReadingAtPath: path) else { continue }
            var reader = Reader(handle: handle, inode: Self.inode(of: path))
            entries += try Self.lines(&reader, process)
            readers[process] = reader
        }
        // Sorting by time alone could mix up the lines of one process, which keep their order.
        return entries.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(
            \.element
        )
    }

    private static func lines(_ reader: inout Reader, _ process: String) throws -> [LogEntry] {
        guard let data = try reader.handle.readToEnd(), !data.isEmpty else { return [] }
        reader.rest += data
        var entries: [LogEntry] = []
        var start = 0
        while let end = reader.rest[start...].firstIndex(of: 0x0A) {
            let text = String(decoding: reader.rest[start..<end], as: UTF8.self)
            if let time = Timestamp(text.prefix { $0 != " " }) { reader.time = time }
            entries.append(LogEntry(process: process, text: text, time: reader.time))
            start = end + 1
        }
        reader.rest.removeFirst(start)
        return entries
    }

    private static func inode(of path: String) -> ino_t {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status.st_ino : 0
    }
}
