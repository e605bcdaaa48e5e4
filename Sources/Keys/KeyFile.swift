internal import FoundationEssentials
internal import Glibc
package import Pipeline
package import ZeroMQ

/// The files of keys, in the form of CZMQ's certificates, which pyzmq's `zmq.auth.load_certificate` reads too.
///
/// `NAME.key` holds the public key and may be read by everybody; `NAME.key_secret` holds both and belongs to one user.
package enum KeyFile {
    /// Reads a public key.
    package static func publicKey(at path: String) throws(Failure) -> CurveKey {
        let values = try values(at: path)
        guard let text = values["public-key"], let key = CurveKey(text) else {
            throw Failure(.configuration, "\(path) holds no public key: a line public-key = \"40 characters of Z85\"")
        }
        return key
    }

    /// Reads a pair, from a file that nobody else may read.
    package static func pair(at path: String) throws(Failure) -> CurvePair {
        try refuseOpen(path)
        let values = try values(at: path)
        guard let text = values["secret-key"], let secret = CurveSecret(text) else {
            throw Failure(.configuration, "\(path) holds no secret key: a line secret-key = \"40 characters of Z85\"")
        }
        let pair: CurvePair
        do throws(ZeroMQError) {
            pair = try CurvePair(secret: secret)
        } catch {
            throw Failure(.unavailable, "\(path): \(error)")
        }
        guard values["public-key"] == pair.publicKey.description else {
            throw Failure(
                .configuration,
                "\(path): the public key in it doesn't belong to the secret key; make a new pair"
            )
        }
        return pair
    }

    /// Writes both files of a pair; files that are there already are never overwritten.
    package static func write(_ pair: CurvePair, name: String, in folder: String) throws(Failure) {
        let (open, secret) = (folder + "/\(name).key", folder + "/\(name).key_secret")
        let publicLine = "    public-key = \"\(pair.publicKey)\"\n"
        for path in [secret, open] where FileManager.default.fileExists(atPath: path) {
            throw Failure(
                .usage,
                "\(path) is there already, and a key is never overwritten: choose another name, or remove it first"
            )
        }
        try create(
            secret,
            "#   Interdict: the secret key \"\(name)\". Whoever can read it can pose as its owner.\n"
                + "curve\n\(publicLine)    secret-key = \"\(pair.secret.revealed)\"\n",
            mode: 0o600
        )
        try create(
            open,
            "#   Interdict: the public key \"\(name)\". It may be shown to everybody.\ncurve\n\(publicLine)",
            mode: 0o644
        )
    }

    /// The lines `name = "value"` of a file; sections and comments are passed over.
    private static func values(at path: String) throws(Failure) -> [String: String] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(
                .configuration,
                "cannot read the key \(path): \(Failure.words(for: errno)); "
                    + "make it with \"interdict keys generate\", or copy it from the machine that has it"
            )
        }
        var values: [String: String] = [:]
        for line in String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let equals = line.firstIndex(of: "="), line.first != "#" else { continue }
            let name = line[..<equals].filter { !$0.isWhitespace }
            let value = line[line.index(after: equals)...].drop { $0.isWhitespace }
            guard value.first == "\"", let end = value.lastIndex(of: "\""), end > value.startIndex else { continue }
            values[name] = String(value[value.index(after: value.startIndex)..<end])
        }
        return values
    }

    /// A secret that others can read or change is none: it is refused before anything is done with it.
    private static func refuseOpen(_ path: String) throws(Failure) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return }
        let mode = status.st_mode & 0o777
        guard mode & 0o027 != 0 else { return }
        throw Failure(
            .configuration,
            "\(path) has the mode \(String(mode, radix: 8)), so other users can read or change this secret key: "
                + "say chmod 600 '\(path)', and make a new key if somebody may have read it"
        )
    }

    static func create(_ path: String, _ text: String, mode: mode_t) throws(Failure) {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard file >= 0 else { throw Failure(system: "cannot make \(path)", errno: errno) }
        defer { close(file) }
        let bytes = Array(text.utf8)
        let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
        guard written == bytes.count, fchmod(file, mode) == 0, fsync(file) == 0 else {
            throw Failure(system: "cannot write \(path)", errno: errno)
        }
    }
}
