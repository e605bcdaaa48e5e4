extension Lint {
    /// Everybody who reaches the page may read it, and each process needs a socket for its part of it.
    func metrics() -> [Finding] {
        guard let address = file.metrics else { return [] }
        var findings: [Finding] = []
        if address.leavesMachine {
            findings.append(
                warning(
                    file.metricsLine,
                    "metrics: \(address) shows the measures to every machine that reaches it; "
                        + "127.0.0.1 keeps them on this one"
                )
            )
        }
        let names = file.stages.map { "\($0.name)-\($0.most)" } + file.queues.flatMap(\.processes) + ["ingest"]
        let longest = names.max { $0.utf8.count < $1.utf8.count } ?? "ingest"
        if case .unix(let path) = file.metricsSocket(of: longest), path.utf8.count > UnixAddress.longestPath {
            findings.append(
                error(
                    file.metricsLine,
                    "metrics: the socket path \(path) has \(path.utf8.count) bytes and the system allows "
                        + "\(UnixAddress.longestPath): use a shorter run folder (INTERDICT_RUN or \"run\")"
                )
            )
        }
        return findings
    }
}
