internal import Glibc

/// The machine's files for looking only: what would change something does nothing.
final class ReadingFiles: JournalFiles {
    private let system = SystemFiles()

    func names(in folder: String) throws(FileError) -> [String] { try system.names(in: folder) }
    func open(_ path: String) throws(FileError) -> any JournalFile { try ReadingFile(path) }
    func freeShare(of folder: String) throws(FileError) -> Double { try system.freeShare(of: folder) }
    func makeFolder(_ folder: String) throws(FileError) {}
    func rename(_ path: String, to target: String) throws(FileError) {}
    func remove(_ path: String) throws(FileError) {}
    func syncFolder(_ folder: String) throws(FileError) {}
    func lock(_ path: String) throws(FileError) -> (any JournalFile)? { nil }
}

/// A file's content; empty where there is no file.
private final class ReadingFile: JournalFile {
    private let file: SystemFile?

    init(_ path: String) throws(FileError) {
        file = unsafe access(path, F_OK) == 0 ? try SystemFile(reading: path) : nil
    }

    var size: Int { get throws(FileError) { try file?.size ?? 0 } }
    func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        try file?.read(at: offset, count: count) ?? []
    }
    func append(_ bytes: [UInt8]) throws(FileError) {}
    func truncate(to size: Int) throws(FileError) {}
    func sync() throws(FileError) {}
}
