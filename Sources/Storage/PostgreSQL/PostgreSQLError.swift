/// What a server, or the way to it, complained about.
struct PostgreSQLError: Error, CustomStringConvertible {
    /// The SQLSTATE, such as `23505`; empty where the server wasn't reached.
    let state: String
    let message: String

    init(state: String = "", _ message: String) {
        self.state = state
        // The library's messages end with a line feed, and may have several lines.
        self.message = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    var description: String { message }

    /// Whether the connection is of no use any more: it broke, the server ends, or it has become a standby.
    var endsConnection: Bool { state.isEmpty || state.hasPrefix("08") || state.hasPrefix("57P") || state == "25006" }

    /// What to do about it, as the rest of a sentence; empty where the server's words say it all.
    ///
    /// A connection that fails has no SQLSTATE, so the words of libpq and OpenSSL have to tell.
    var advice: String {
        let advices = [
            "certificate verify failed": "sslrootcert has to name the authority that signed the server's certificate",
            "does not match host name": "name the host as its certificate does, or find out who answers there",
            "no encryption": "the server wants TLS: sslmode=verify-full, or at least sslmode=require",
            "does not support SSL": "switch TLS on in the server, or use a network that you trust and sslmode=prefer",
        ]
        return advices.first { message.contains($0.key) }.map { "; \($0.value)" } ?? ""
    }

    /// What it means for the caller.
    ///
    /// Only errors that the data itself can cause are ``StoreError/Code/failed``: for everything else no article is to
    /// blame.
    var code: StoreError.Code {
        switch state {
        case "53100": .full
        case "40001", "40P01", "55P03", "57014": .busy
        case "42601" where message.contains("tsquery"): .badQuery
        case _ where ["21", "22", "23", "54"].contains(state.prefix(2)): .failed
        default: .away
        }
    }
}

extension StoreError {
    /// An error of the server in our words.
    init(_ error: any Error, _ address: StoreAddress) {
        if let error = error as? StoreError {
            self = error
            return
        }
        guard let error = error as? PostgreSQLError else {
            self.init(.failed, "the store \(address) failed: \(error)")
            return
        }
        let state = error.state.isEmpty ? "" : " (\(error.state))"
        switch error.code {
        case .full: self.init(.full, "the disk under the store \(address) is full; nothing of the batch was stored")
        case .busy: self.init(.busy, "the store \(address) is busy: \(error)\(state)")
        case .failed: self.init(.failed, "the store \(address) failed: \(error)\(state)")
        case let code: self.init(code, "the store \(address) is not to be had: \(error)\(state)\(error.advice)")
        }
    }
}
