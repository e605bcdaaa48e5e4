/// Checks whether the sockets, queues and stages of a pipeline file fit together.
struct Lint {
    let file: PipelineFile

    func findings() -> [Finding] {
        unknownQueues() + binders() + exposed() + needlessSecurity() + metrics() + flow() + programs() + database()
    }

    func error(_ line: Int, _ sentence: String) -> Finding {
        Finding(.error, file: file.path, line: line, sentence)
    }

    func warning(_ line: Int, _ sentence: String) -> Finding {
        Finding(.warning, file: file.path, line: line, sentence)
    }

    /// Names of queues that aren't there.
    private func unknownQueues() -> [Finding] {
        let names = file.queues.map(\.name.rawValue)
        return uses.compactMap { use in
            guard file.queue(use.queue) == nil else { return nil }
            let guess = Suggestion.nearest(to: use.queue.rawValue, among: names).map { ": did you mean \"\($0)\"?" }
            let list = "; there are \(names.joined(separator: ", "))"
            return error(use.line, "\(use.path): there is no queue \"\(use.queue)\"\(guess ?? list)")
        }
    }

    private var uses: [(path: String, queue: Queue.Name, line: Int)] {
        var uses = [(path: "ingest.to", queue: file.ingest.to, line: file.ingest.line)]
        for stage in file.stages {
            uses.append(("stages.\(stage.name).from", stage.from, stage.line))
            if let to = stage.to { uses.append(("stages.\(stage.name).to", to, stage.line)) }
        }
        return uses
    }

    /// Stages that cannot do what the file wants of them.
    private func programs() -> [Finding] {
        var findings: [Finding] = []
        for stage in file.stages {
            if stage.program == "interdict-store", let to = stage.to {
                findings.append(
                    error(
                        stage.line,
                        "stages.\(stage.name): interdict-store gives nothing on, so \"to: \(to)\" has no effect: remove it"
                    )
                )
            }
            if !stage.lists.isEmpty, stage.program != "interdict-classify" {
                findings.append(warning(stage.line, "stages.\(stage.name): only interdict-classify reads \"lists\""))
            }
        }
        let names = file.stages.map(\.name.rawValue)
        for reserved in ["ingest", "feed"] + Array(Set(file.queues.flatMap(\.processes))).sorted()
        where names.contains(reserved) {
            let line = file.stages.first { $0.name.rawValue == reserved }?.line ?? 1
            findings.append(
                error(
                    line,
                    "stages.\(reserved): a process of the pipeline is called \(reserved) already; rename the stage"
                )
            )
        }
        return findings
    }
}
