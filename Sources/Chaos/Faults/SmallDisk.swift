internal import Foundation
internal import Glibc
internal import Pipeline

/// A disk of a size of its own, in memory, that can be filled up and emptied again.
final class SmallDisk {
    let path: String
    private let filler: String

    /// Mounts it; nil where this user may not.
    init?(at path: String, megabytes: Int) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard unsafe mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m,mode=0700") == 0 else { return nil }
        self.path = path
        filler = path + "/filler"
    }

    /// Takes all that is free.
    ///
    /// - Returns: How much that was.
    func fill() throws -> Int {
        // Where even this has no room there is nothing left to take.
        _ = FileManager.default.createFile(atPath: filler, contents: nil)
        guard let file = FileHandle(forWritingAtPath: filler) else { return 0 }
        var count = Int(try file.seekToEnd())
        var piece = 1 << 20
        while piece >= 512 {
            do {
                try file.write(contentsOf: Data(count: piece))
                count += piece
            } catch {
                // No space for as much: a smaller piece may still fit.
                piece /= 8
            }
        }
        try file.close()
        return count
    }

    /// Gives back what was taken; where two fills overlapped, the first end ends both.
    func empty() throws {
        guard FileManager.default.fileExists(atPath: filler) else { return }
        try FileManager.default.removeItem(atPath: filler)
    }

    func unmount() {
        // A process that still has a file open keeps it until then.
        unsafe umount2(path, Int32(MNT_DETACH))
    }
}
