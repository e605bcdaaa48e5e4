/// The file operations that a journal does, so that tests can let each of them fail.
package protocol JournalFiles: AnyObject {
    /// Makes the folder (mode 0700) where it is missing.
    func makeFolder(_ folder: String) throws(FileError)
    /// The names in a folder, in any order.
    func names(in folder: String) throws(FileError) -> [String]
    /// Opens a file for reading and appending, and makes it (mode 0600) where it is missing.
    func open(_ path: String) throws(FileError) -> any JournalFile
    func rename(_ path: String, to target: String) throws(FileError)
    func remove(_ path: String) throws(FileError)
    /// Makes what was created, renamed and removed in a folder survive a power cut.
    func syncFolder(_ folder: String) throws(FileError)
    /// The free part of the disk that holds the folder, from 0 to 1.
    func freeShare(of folder: String) throws(FileError) -> Double
    /// Takes the lock file for as long as the result lives; nil where another process has it.
    func lock(_ path: String) throws(FileError) -> (any JournalFile)?
}

/// An open file; closed when it is released.
package protocol JournalFile: AnyObject {
    var size: Int { get throws(FileError) }
    /// Appends all of the bytes; after an error any part of them may be there.
    func append(_ bytes: [UInt8]) throws(FileError)
    /// The bytes from `offset`, fewer than `count` at the end of the file.
    func read(at offset: Int, count: Int) throws(FileError) -> [UInt8]
    func truncate(to size: Int) throws(FileError)
    /// Makes the content survive a power cut.
    func sync() throws(FileError)
}

/// A file operation that failed.
package struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
    package let operation: String
    package let path: String
    package let isDiskFull: Bool
    package let reason: String

    package init(_ operation: String, _ path: String, isDiskFull: Bool = false, _ reason: String) {
        self.operation = operation
        self.path = path
        self.isDiskFull = isDiskFull
        self.reason = reason
    }

    package var description: String { "cannot \(operation) \(path): \(reason)" }
}
