internal import CPostgreSQL
package import Messages

/// Where a store is: an SQLite file, or a PostgreSQL database.
package enum StoreAddress: Sendable, Equatable {
    case sqlite(path: String)
    /// A URL as libpq takes it; what it doesn't say comes from libpq's environment and files, such as `PGPASSFILE`.
    case postgreSQL(url: String)

    /// Reads the `database` of a pipeline file.
    ///
    /// - Parameter text: `postgres://…`, `postgresql://…` or a path.
    /// - Throws: ``StoreError`` for a URL that libpq doesn't understand, or of another kind of database.
    package init(_ text: String) throws(StoreError) {
        guard let colon = text.firstRange(of: "://") else {
            self = .sqlite(path: text)
            return
        }
        let scheme = text[..<colon.lowerBound]
        guard ["postgres", "postgresql"].contains(scheme) else {
            throw StoreError(.notOurs, "\(scheme):// is no store; give a path for SQLite or a postgres:// URL")
        }
        if let complaint = unsafe interdict_pq_complaint(text) {
            defer { unsafe PQfreemem(complaint) }
            // The complaint may quote the URL, and with it the password.
            let words = unsafe String(cString: complaint).split(whereSeparator: \.isNewline).joined(separator: " ")
            let sentence = words.contains(text) ? "it can't be read" : words
            throw StoreError(.notOurs, "\(Self.withoutPassword(text)) is no URL of a database: \(sentence)")
        }
        self = .postgreSQL(url: text)
    }
}

extension StoreAddress: CustomStringConvertible {
    /// The path or the URL, without its password.
    package var description: String {
        switch self {
        case .sqlite(let path): path
        case .postgreSQL(let url): Self.withoutPassword(url)
        }
    }

    /// Replaces the password before the host, and those among the parameters.
    static func withoutPassword(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        var rest = url[scheme.upperBound...]
        var query = ""
        if let mark = rest.firstIndex(of: "?") {
            query = "?" + rest[rest.index(after: mark)...].split(separator: "&").map(parameter).joined(separator: "&")
            rest = rest[..<mark]
        }
        var authority = String(rest)
        if let at = rest.lastIndex(of: "@"), let colon = rest[..<at].firstIndex(of: ":") {
            authority = "\(rest[..<colon]):***\(rest[at...])"
        }
        return url[..<scheme.upperBound] + authority + query
    }

    private static func parameter(_ text: Substring) -> String {
        let name = text.prefix { $0 != "=" }
        return ["password", "sslpassword"].contains(name) ? "\(name)=***" : String(text)
    }
}

extension StoreAddress {
    /// Opens the store for reading, beside the processes that write it.
    ///
    /// - Returns: The store.
    /// - Throws: ``StoreError`` where there is no store, or no way to it.
    package func openForReading() throws(StoreError) -> any Store {
        switch self {
        case .sqlite(let path): return try SQLiteStore(reading: path)
        case .postgreSQL(let url):
            let store = PostgreSQLStore(url, options: .init(isReadOnly: true)) { Timestamp(milliseconds: 0) }
            _ = try store.head()
            return store
        }
    }

    /// Tells when the feed has grown, where the database can; nil where only looking helps.
    package func watch() -> StoreWatch? {
        switch self {
        case .sqlite: nil
        case .postgreSQL(let url): StoreWatch(url)
        }
    }

    /// Opens the store for writing, and makes or migrates it where needed.
    ///
    /// - Parameters:
    ///   - waits: Whether calls wait a little before they try a database again that was away; without it they fail at
    ///     once meanwhile.
    ///   - clock: The time, for when something was stored.
    /// - Returns: The store.
    /// - Throws: ``StoreError``; a PostgreSQL database that is away shows only when it is used.
    package func open(waits: Bool = false, clock: @escaping @Sendable () -> Timestamp) throws(StoreError) -> any Store {
        switch self {
        case .sqlite(let path): try SQLiteStore(at: path, clock: clock)
        case .postgreSQL(let url): PostgreSQLStore(url, options: .init(waits: waits), clock: clock)
        }
    }
}
