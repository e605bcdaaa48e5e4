internal import Glibc
package import Pipeline

/// The log files of a pipeline's processes: `logs/NAME.log`, with the file before as `NAME.log.1`.
package final class Logs {
    package let folder: String
    private let limit: Int
    private var open: [String: (file: Descriptor, size: Int)] = [:]

    /// Makes the folder where it isn't there.
    ///
    /// - Parameters:
    ///   - folder: The folder's path.
    ///   - limit: How many bytes a file may have before the next one is begun.
    /// - Throws: A ``Failure`` where the folder cannot be made.
    package init(folder: String, limit: Int = 16_000_000) throws(Failure) {
        self.folder = folder
        self.limit = limit
        try RunFolder.make(folder)
    }

    /// Adds a line to the log of a process.
    package func add(_ line: String, of name: String) throws(Failure) {
        var (file, size) = if let known = open[name] { known } else { try append(to: name) }
        let bytes = Array((line + "\n").utf8)
        if size > 0, size + bytes.count > limit {
            unsafe rename(path(of: name), path(of: name) + ".1")
            (file, size) = try append(to: name)
        }
        guard file.write(bytes) else { throw Failure(system: "cannot write \(path(of: name))", errno: errno) }
        open[name] = (file, size + bytes.count)
    }

    package func path(of name: String) -> String { "\(folder)/\(name).log" }

    private func append(to name: String) throws(Failure) -> (Descriptor, Int) {
        let file = Descriptor(unsafe Glibc.open(path(of: name), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600))
        guard file.number >= 0 else { throw Failure(system: "cannot open \(path(of: name))", errno: errno) }
        return (file, max(0, Int(lseek(file.number, 0, SEEK_END))))
    }
}
