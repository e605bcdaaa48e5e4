/// The `store:` section: where classified articles are kept.
package struct Store: Sendable, Equatable {
    /// A path of an SQLite file, or a `postgres://` URL.
    package let database: String
    package let line: Int
}

extension Store {
    /// Reads `store: {database: …}`, or `store: …` with the database alone.
    init?(_ entry: Entry) {
        guard entry.isTable else {
            guard let database = entry.text() else { return nil }
            self.init(database: database, line: entry.line)
            return
        }
        guard let table = entry.table() else { return nil }
        defer { table.close() }
        guard let database = table.required("database")?.text() else { return nil }
        self.init(database: database, line: entry.line)
    }
}

/// The `feed:` section: where subscribers get what was stored.
package struct Feed: Sendable, Equatable {
    /// PUB: every classified document as it is stored.
    package let publish: Endpoint
    /// ROUTER: documents from a sequence number on.
    package let fetch: Endpoint
    /// PULL: the store says that there is more.
    package let wake: Endpoint
    /// How often the newest sequence number is announced when nothing else is.
    package let head: Duration
    package let line: Int
}

extension Feed {
    init?(_ entry: Entry) {
        guard let table = entry.table() else { return nil }
        defer { table.close() }
        let endpoints = ["publish", "fetch", "wake"].map { table.required($0).flatMap { Endpoint($0) } }
        let head = table.setting("head", default: Duration.seconds(1), in: .milliseconds(50)...(.seconds(3_600)))
        guard let publish = endpoints[0], let fetch = endpoints[1], let wake = endpoints[2] else { return nil }
        self.init(publish: publish, fetch: fetch, wake: wake, head: head, line: entry.line)
    }
}
