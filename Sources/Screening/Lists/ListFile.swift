import Crypto
import FoundationEssentials

/// One file of a list, read into memory.
package struct ListFile: Sendable {
    /// The last part of its path, for messages and for telling formats apart.
    package var name: String
    package var bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// Reads the file at a path.
    package init(path: String) throws(ListError) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        do {
            self.init(name: name, bytes: Array(try Data(contentsOf: URL(filePath: path))))
        } catch {
            throw ListError(.unreadable, path, "cannot be read: \(error)")
        }
    }

    package var sha256: String { Self.sha256(of: [self]) }

    /// The hash of all files one after the other, in the order of their names.
    package static func sha256(of files: [ListFile]) -> String {
        var hash = SHA256()
        for file in files.sorted(by: { $0.name < $1.name }) { hash.update(data: file.bytes) }
        return hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
