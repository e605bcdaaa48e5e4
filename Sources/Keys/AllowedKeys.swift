internal import FoundationEssentials
internal import Glibc
package import Pipeline
package import ZeroMQ

/// The list of clients that may connect: a line a client, its public key and its name, parted by a blank.
///
/// A line that begins with `# ` is a comment; a key may begin with `#` too, but no blank follows there.
package struct AllowedKeys: Sendable, Equatable {
    package struct Client: Sendable, Equatable {
        package let key: CurveKey
        package let name: String
    }

    package private(set) var clients: [Client] = []

    package init() {}

    /// Reads a list; one that isn't there is empty.
    package init(at path: String) throws(Failure) {
        guard let data = FileManager.default.contents(atPath: path) else {
            guard !FileManager.default.fileExists(atPath: path) else {
                throw Failure(.configuration, "cannot read the list of allowed keys \(path): may you read it?")
            }
            return
        }
        let lines = String(decoding: data, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            let words = line.split { $0.isWhitespace }.map(String.init)
            guard let first = words.first, first != "#" else { continue }
            guard let key = CurveKey(first) else {
                throw Failure(
                    .configuration,
                    "\(path):\(index + 1): \"\(first)\" is no public key, which has 40 characters of Z85"
                )
            }
            clients.append(Client(key: key, name: words.count > 1 ? words[1] : "unnamed"))
        }
    }

    package func name(of key: CurveKey) -> String? { clients.first { $0.key == key }?.name }

    /// Adds a client, or gives it another name.
    package mutating func allow(_ key: CurveKey, name: String) {
        clients.removeAll { $0.key == key }
        clients.append(Client(key: key, name: name))
    }

    /// Takes away every client with this key or name.
    ///
    /// - Returns: Those that were taken away.
    package mutating func revoke(_ keyOrName: String) -> [Client] {
        let key = CurveKey(keyOrName)
        let gone = clients.filter { $0.key == key || $0.name == keyOrName }
        clients.removeAll { gone.contains($0) }
        return gone
    }

    /// Writes the list in one step, so that nobody reads half of it.
    package func write(to path: String) throws(Failure) {
        let new = path + ".new"
        unsafe unlink(new)
        let head =
            "# Who may connect: public key and name. Written by \"interdict keys allow\" and \"revoke\"; taken up at once.\n"
        try KeyFile.create(new, head + clients.map { "\($0.key) \($0.name)\n" }.joined(), mode: 0o644)
        guard unsafe rename(new, path) == 0 else { throw Failure(system: "cannot write \(path)", errno: errno) }
    }
}
