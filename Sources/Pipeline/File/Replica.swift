/// One of the processes that host a queue, and where the queue's socket is there.
package struct Replica: Sendable, Equatable {
    package let endpoint: Endpoint
    /// The name of the `interdict-queue` process.
    package let process: String
}

extension Queue {
    /// Reads `endpoint` and `process`, each one text or a list; nil, with findings, where they don't fit together.
    static func replicas(_ table: Table) -> [Replica]? {
        guard let entry = table.required("endpoint") else { return nil }
        let items = entry.items ?? [entry]
        let endpoints = items.compactMap { Endpoint($0) }
        guard let processes = processes(table, count: items.count, entry), endpoints.count == items.count else {
            return nil
        }
        return zip(endpoints, processes).map { Replica(endpoint: $0, process: $1) }
    }

    /// The processes' names; without any, `queue`, or `queue-1`, `queue-2` and so on where there are several.
    private static func processes(_ table: Table, count: Int, _ endpoint: Entry) -> [String]? {
        guard count > 0 else {
            endpoint.reading.error(endpoint.line, "\(endpoint.path) is empty")
            return nil
        }
        let entry = table.entry("process")
        var names = entry?.texts() ?? [defaultProcess]
        if let entry, names.contains(where: { !Pipeline.Name.check($0, entry) }) { return nil }
        if names.count == 1, count > 1 { names = (1...count).map { "\(names[0])-\($0)" } }
        guard names.count == count, Set(names).count == count else {
            endpoint.reading.error(
                (entry ?? endpoint).line,
                "\(table.path): \(count) endpoints need as many processes, each with a name of its own, "
                    + "not \(names.joined(separator: ", "))"
            )
            return nil
        }
        return names
    }
}
