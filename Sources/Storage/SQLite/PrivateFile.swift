internal import Glibc

/// A file that its owner alone may read.
enum PrivateFile {
    /// Makes the file and the folders above it where they are missing.
    static func make(_ path: String) throws(StoreError) {
        var folder = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/").dropLast() {
            folder += "/\(part)"
            guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw error("make the folder", folder) }
        }
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw error("open the store", path) }
        close(descriptor)
    }

    static func exists(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

    private static func error(_ action: String, _ path: String) -> StoreError {
        let code = errno
        return StoreError(
            code == ENOSPC ? .full : .failed,
            unsafe "cannot \(action) \(path): \(String(cString: strerror(code)))"
        )
    }
}
