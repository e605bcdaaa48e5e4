internal import Glibc
package import Pipeline

/// The folder where a pipeline keeps its sockets, journal, database and logs, held by one supervisor at a time.
package final class RunFolder {
    package let path: String
    private let lock: Descriptor

    /// Makes the folder where it isn't there, with mode 0700, and takes its lock.
    ///
    /// - Throws: A ``Failure`` that names the other supervisor where one has the lock.
    package init(path: String) throws(Failure) {
        self.path = path
        try RunFolder.make(path)
        lock = try Self.locked(path)
        ftruncate(lock.number, 0)
        lock.write(Array("\(getpid())".utf8))
    }

    /// The lock's open file; where another has the lock, its file stays as it is.
    private static func locked(_ path: String) throws(Failure) -> Descriptor {
        let file = path + "/supervisor.lock"
        let lock = Descriptor(unsafe open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
        guard lock.number >= 0 else { throw Failure(system: "cannot open \(file)", errno: errno) }
        guard flock(lock.number, LOCK_EX | LOCK_NB) == 0 else {
            let owner = lock.read().map { String(decoding: $0, as: UTF8.self) } ?? ""
            throw Failure(
                .unavailable,
                "another supervisor (process \(owner)) runs the folder \(path): stop it with \"interdict down\", "
                    + "or choose another folder with INTERDICT_RUN"
            )
        }
        return lock
    }

    deinit {
        // Closing alone leaves the lock to a child that is just being started and still shares the open file.
        ftruncate(lock.number, 0)
        flock(lock.number, LOCK_UN)
    }

    /// Makes a folder and those above it.
    package static func make(_ path: String) throws(Failure) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            guard unsafe mkdir(made, 0o700) != 0, errno != EEXIST, errno != EISDIR else { continue }
            throw Failure(system: "cannot make the folder \(made)", errno: errno)
        }
    }
}
