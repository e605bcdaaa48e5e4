/// A pipeline: which queues and stages there are, where their sockets are, and what bounds they keep.
package struct PipelineFile: Sendable, Equatable {
    /// The version of the format that this program reads, the value of the key `interdict`.
    package static let version = 1

    /// The file's own path, as it was given.
    package let path: String
    /// The folder for sockets, journal, database and logs; `{run}` in the file's values.
    package let run: String
    package let ingest: Ingest
    /// In the order of the file.
    package let queues: [Queue]
    /// In the order of the file.
    package let stages: [Stage]
    package let store: Store
    package let feed: Feed
    /// The supervisor's socket.
    package let control: Endpoint
    /// How long a process may take to finish its work when it is told to stop.
    package let drain: Duration
    /// The resident memory above which one of our own programs ends to be started anew; nil for no such limit.
    package let maxMemory: ByteCount?
    /// Whether sockets that other machines can reach may do without encryption.
    package let insecure: Bool
    /// The keys of the sockets that other machines can reach; nil where nothing is encrypted.
    package let security: Security?
    /// Where `interdict up` shows the measures of all its processes; nil where it shouldn't.
    package let metrics: MetricsAddress?
    /// Where the file says so.
    let metricsLine: Int

    /// Where a process under `interdict up` shows its measures to it.
    package func metricsSocket(of process: String) -> MetricsAddress { .unix(path: "\(run)/metrics/\(process)") }

    package func queue(_ name: Queue.Name) -> Queue? {
        queues.first { $0.name == name }
    }

    /// The queue of that name; a readable failure that lists the others where there is none.
    package func requiredQueue(_ name: String) throws(Failure) -> Queue {
        if let queue = queue(Queue.Name(rawValue: name)) { return queue }
        throw unknown("queue", name, among: queues.map(\.name.rawValue))
    }

    /// The stage of that name; a readable failure that lists the others where there is none.
    package func requiredStage(_ name: String) throws(Failure) -> Stage {
        if let stage = stages.first(where: { $0.name.rawValue == name }) { return stage }
        throw unknown("stage", name, among: stages.map(\.name.rawValue))
    }

    private func unknown(_ kind: String, _ name: String, among names: [String]) -> Failure {
        Failure(.usage, "\(path) has no \(kind) \"\(name)\"; it has \(names.joined(separator: ", "))")
    }
}
