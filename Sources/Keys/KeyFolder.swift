internal import FoundationEssentials
internal import Glibc
package import Pipeline
package import ZeroMQ

/// The folder of a pipeline's keys: `NAME.key`, `NAME.key_secret`, and the list of those who may connect.
package struct KeyFolder: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// Makes the folder, with mode 0700, where it isn't there.
    package func make() throws(Failure) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            guard unsafe mkdir(made, 0o700) != 0, errno != EEXIST, errno != EISDIR else { continue }
            throw Failure(system: "cannot make the folder \(made)", errno: errno)
        }
    }

    package func secretPath(_ name: String) -> String { "\(path)/\(name).key_secret" }
    package func publicPath(_ name: String) -> String { "\(path)/\(name).key" }

    package func hasSecret(_ name: String) -> Bool { FileManager.default.fileExists(atPath: secretPath(name)) }
    package func hasPublic(_ name: String) -> Bool { FileManager.default.fileExists(atPath: publicPath(name)) }

    /// The pair of that name.
    package func pair(_ name: String) throws(Failure) -> CurvePair { try KeyFile.pair(at: secretPath(name)) }

    /// The public key of that name, from its own file or from the pair's.
    package func publicKey(_ name: String) throws(Failure) -> CurveKey {
        guard !hasPublic(name), hasSecret(name) else { return try KeyFile.publicKey(at: publicPath(name)) }
        return try pair(name).publicKey
    }

    /// The names of all keys here, sorted.
    package var names: [String] {
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: path) else { return [] }
        let names = files.compactMap { file in
            [".key", ".key_secret"].first { file.hasSuffix($0) }.map { String(file.dropLast($0.count)) }
        }
        return Set(names).sorted()
    }

    /// Makes a new pair and writes its files.
    package func generate(_ name: String) throws(Failure) -> CurvePair {
        try KeyFolder.requireCurve()
        guard KeyFolder.isName(name) else {
            throw Failure(.usage, "\"\(name)\" cannot name a key: use letters, digits, - and _, at most 40")
        }
        let pair: CurvePair
        do throws(ZeroMQError) {
            var made = try CurvePair.generate()
            // A key that begins like an option or a comment is a nuisance in commands and lists.
            while let first = made.publicKey.description.first, "-#".contains(first) { made = try CurvePair.generate() }
            pair = made
        } catch {
            throw Failure(.system, "\(error)")
        }
        try make()
        try KeyFile.write(pair, name: name, in: path)
        return pair
    }

    /// Whether a text can name a key's files, and stand in the list of allowed keys.
    package static func isName(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count) && !text.hasPrefix("-")
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                default: false
                }
            }
    }

    /// Says so where libzmq cannot encrypt.
    package static func requireCurve() throws(Failure) {
        guard !hasCurve() else { return }
        throw Failure(
            .unavailable,
            "the libzmq \(libraryVersion()) of this machine was built without CURVE, so it cannot encrypt: "
                + "use one that has it, such as Debian's libzmq5 (built with libsodium)"
        )
    }
}
