internal import Glibc

/// The files of the machine.
package final class SystemFiles: JournalFiles {
    package init() {}

    package func makeFolder(_ folder: String) throws(FileError) {
        var path = folder.hasPrefix("/") ? "" : "."
        for part in folder.split(separator: "/") {
            path += "/\(part)"
            guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
                throw FileError(errno: "make the folder", path)
            }
        }
    }

    package func names(in folder: String) throws(FileError) -> [String] {
        guard let stream = unsafe opendir(folder) else { throw FileError(errno: "list", folder) }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    package func open(_ path: String) throws(FileError) -> any JournalFile { try SystemFile(path) }

    package func rename(_ path: String, to target: String) throws(FileError) {
        guard unsafe Glibc.rename(path, target) == 0 else { throw FileError(errno: "rename", path) }
    }

    package func remove(_ path: String) throws(FileError) {
        guard unsafe unlink(path) == 0 else { throw FileError(errno: "remove", path) }
    }

    package func syncFolder(_ folder: String) throws(FileError) {
        let descriptor = unsafe Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(errno: "open the folder", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError(errno: "sync the folder", folder) }
    }

    package func freeShare(of folder: String) throws(FileError) -> Double {
        var status = statvfs()
        guard unsafe statvfs(folder, &status) == 0 else { throw FileError(errno: "look at the disk of", folder) }
        return status.f_blocks == 0 ? 1 : Double(status.f_bavail) / Double(status.f_blocks)
    }

    package func lock(_ path: String) throws(FileError) -> (any JournalFile)? {
        let file = try SystemFile(path)
        return try file.lock() ? file : nil
    }
}

final class SystemFile: JournalFile {
    private let descriptor: Int32
    private let path: String

    init(_ path: String) throws(FileError) {
        descriptor = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        self.path = path
        guard descriptor >= 0 else { throw FileError(errno: "open", path) }
    }

    /// Opens a file that is there, for reading only.
    init(reading path: String) throws(FileError) {
        descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else { throw FileError(errno: "open", path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    var size: Int {
        get throws(FileError) {
            var status = stat()
            guard unsafe fstat(descriptor, &status) == 0 else { throw FileError(errno: "look at", path) }
            return Int(status.st_size)
        }
    }

    func append(_ bytes: [UInt8]) throws(FileError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileError(errno: "append to", path) }
            written += count
        }
    }

    func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let base = unsafe buffer.baseAddress.map { unsafe $0 + filled }
                let got = unsafe pread(descriptor, base, count - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { return }
                filled += got
            }
        }
        guard failure == 0 else { throw FileError(code: failure, "read", path) }
        return bytes
    }

    func truncate(to size: Int) throws(FileError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw FileError(errno: "truncate", path) }
    }

    func sync() throws(FileError) {
        guard fdatasync(descriptor) == 0 else { throw FileError(errno: "sync", path) }
    }

    func lock() throws(FileError) -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        guard errno == EWOULDBLOCK else { throw FileError(errno: "lock", path) }
        return false
    }
}

extension FileError {
    fileprivate init(errno operation: String, _ path: String) { self.init(code: errno, operation, path) }

    fileprivate init(code: Int32, _ operation: String, _ path: String) {
        let isFull = code == ENOSPC || code == EDQUOT
        self.init(operation, path, isDiskFull: isFull, unsafe String(cString: strerror(code)))
    }
}
