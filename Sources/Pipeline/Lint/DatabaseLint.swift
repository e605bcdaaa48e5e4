extension Lint {
    private static let tlsModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]

    /// The store's database: a file with one writer, or a URL that keeps no secret and leaves the machine encrypted.
    func database() -> [Finding] {
        guard let url = DatabaseURL(file.store.database) else { return singleWriter() }
        guard ["postgres", "postgresql"].contains(url.scheme) else {
            return [
                error(
                    file.store.line,
                    "store.database: \(url.scheme):// is no store; give a path for SQLite or a postgres:// URL"
                )
            ]
        }
        return secrets(url) + encryption(url)
    }

    private func singleWriter() -> [Finding] {
        file.stages.filter { $0.program == "interdict-store" && $0.most > 1 }.map { stage in
            warning(
                stage.line,
                "stages.\(stage.name): SQLite has one writer at a time, so \(stage.most) workers store no "
                    + "faster than one; PostgreSQL takes several"
            )
        }
    }

    private func secrets(_ url: DatabaseURL) -> [Finding] {
        guard url.hasPassword else { return [] }
        return [
            warning(
                file.store.line,
                "store.database: the URL has a password, which all who read the file or the list of processes see; "
                    + "put it into a file named by PGPASSFILE, or into PGPASSWORD"
            )
        ]
    }

    private func encryption(_ url: DatabaseURL) -> [Finding] {
        let mode = url.parameter("sslmode")
        if let mode, !Lint.tlsModes.contains(mode) {
            let list = Lint.tlsModes.joined(separator: ", ")
            return [error(file.store.line, "store.database: sslmode must be one of \(list), not \(mode)")]
        }
        guard url.leavesMachine, !["require", "verify-ca", "verify-full"].contains(mode) else { return [] }
        return [
            warning(
                file.store.line,
                "store.database: sslmode \(mode ?? "prefer") sends articles in clear text to a server that wants it so; "
                    + "sslmode=verify-full encrypts and knows the server"
            )
        ]
    }
}

/// The parts of a database's URL that can be judged without connecting.
struct DatabaseURL {
    let scheme: String
    private let authority: Substring
    private let parameters: [(name: Substring, value: Substring)]

    /// Nil for what is no URL, which is a path.
    init?(_ text: String) {
        guard let mark = text.firstRange(of: "://") else { return nil }
        scheme = String(text[..<mark.lowerBound])
        let rest = text[mark.upperBound...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        authority = rest[0].prefix { $0 != "/" }
        parameters = (rest.count > 1 ? rest[1] : "").split(separator: "&").map { part in
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (sides[0], sides.count > 1 ? sides[1] : "")
        }
    }

    func parameter(_ name: String) -> String? { parameters.last { $0.name == name }.map { String($0.value) } }

    var hasPassword: Bool {
        let user = authority.lastIndex(of: "@").map { authority[..<$0] } ?? ""
        return user.contains(":") || parameter("password") != nil
    }

    /// Whether a host that isn't this machine is named; a folder is a Unix socket.
    var leavesMachine: Bool {
        let behindUser = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        let named = parameter("host") ?? String(behindUser)
        return named.split(separator: ",").contains { host in
            !host.hasPrefix("/") && !host.hasPrefix("%2F") && !host.hasPrefix("localhost") && !host.hasPrefix("127.")
                && !host.hasPrefix("[::1]")
        }
    }
}
