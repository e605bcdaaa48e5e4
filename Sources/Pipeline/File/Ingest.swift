/// The `ingest:` section: where articles come in, and how much may wait.
package struct Ingest: Sendable, Equatable {
    /// ROUTER: articles in, receipts out.
    package let submit: Endpoint
    /// PULL: fire and forget.
    package let push: Endpoint
    /// ROUTER: dispositions from the store, epochs from the queues.
    package let settle: Endpoint
    /// The journal's folder.
    package let journal: String
    /// The queue that accepted articles go to.
    package let to: Queue.Name
    package let limits: Limits
    package let line: Int

    package struct Limits: Sendable, Equatable {
        /// The largest message that is taken as an article.
        package var article = ByteCount(rawValue: 2_000_000)
        /// What the journal may take on disk before ingest answers `busy`.
        package var journal = ByteCount(rawValue: 4_000_000_000)
        /// What must stay free on the journal's disk.
        package var freeDisk = Share(rawValue: 0.05)
        /// How many accepted articles may be without a disposition.
        package var openArticles = 200_000

        package init() {}
    }
}

extension Ingest {
    init?(_ entry: Entry) {
        guard let table = entry.table() else { return nil }
        defer { table.close() }
        let endpoints = ["submit", "push", "settle"].map { table.required($0).flatMap { Endpoint($0) } }
        let journal = table.required("journal")?.text()
        let to = table.required("to")?.text()
        let limits = table.entry("limits")?.table().map { Limits($0) } ?? Limits()
        guard let submit = endpoints[0], let push = endpoints[1], let settle = endpoints[2] else { return nil }
        guard let journal, let to else { return nil }
        self.init(
            submit: submit,
            push: push,
            settle: settle,
            journal: journal,
            to: Queue.Name(rawValue: to),
            limits: limits,
            line: entry.line
        )
    }
}

extension Ingest.Limits {
    init(_ table: Table) {
        self.init()
        article = table.setting(
            "article",
            default: article,
            in: ByteCount(rawValue: 1_000)...ByteCount(rawValue: 1 << 30)
        )
        journal = table.setting(
            "journal",
            default: journal,
            in: ByteCount(rawValue: 1_000_000)...ByteCount(rawValue: 1 << 60)
        )
        freeDisk = table.setting("freeDisk", default: freeDisk)
        openArticles = table.setting("openArticles", default: openArticles, in: 1...100_000_000)
        table.close()
    }
}
