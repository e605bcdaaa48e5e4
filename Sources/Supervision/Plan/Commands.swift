internal import Keys
internal import Pipeline

/// The command lines and environments of a pipeline's processes.
struct Commands {
    let file: PipelineFile
    let programs: Programs
    /// What programs of other people need to connect to encrypted sockets.
    let keys: [String: String]

    init(file: PipelineFile, programs: Programs) throws(Failure) {
        self.file = file
        self.programs = programs
        let foreign = file.stages.contains { !Programs.isOurs($0.program) && $0.workers > 0 }
        keys = foreign ? try file.keyVariables() : [:]
    }

    func queue(_ process: String, hosting queues: [Queue.Name]) -> ProcessGroup {
        let names = queues.map(\.rawValue).joined(separator: ",")
        let words = ["interdict-queue", "--pipeline", file.path, "--queues", names, "--process", process]
        return fixed(process, words)
    }

    var ingest: ProcessGroup { fixed("ingest", ["interdict-ingest", "--pipeline", file.path]) }
    var feed: ProcessGroup { fixed("feed", ["interdict-feed", "--pipeline", file.path]) }

    private func fixed(_ name: String, _ words: [String]) -> ProcessGroup {
        let command = programs.resolve(words + ["--worker", name] + file.metricsWords(of: name))
        let spec = ProcessSpec(name: name, command: command, notifies: true)
        return ProcessGroup(name: name, workers: 1, isScalable: false) { _ in spec }
    }

    func stage(_ stage: Stage) -> ProcessGroup {
        let name = stage.name.rawValue
        let isOurs = Programs.isOurs(stage.program)
        let environment = environment(of: stage)
        let (path, programs, file) = (file.path, programs, file)
        return ProcessGroup(name: name, workers: stage.workers, isScalable: true) { number in
            let worker = "\(name)-\(number)"
            var words = stage.command
            if isOurs {
                let options = ["--pipeline", path, "--stage", name, "--worker", worker]
                words.insert(contentsOf: options + file.metricsWords(of: worker), at: 1)
            }
            return ProcessSpec(
                name: worker,
                command: isOurs ? programs.resolve(words) : programs.launch(words),
                environment: environment.merging(["INTERDICT_WORKER": worker]) { _, new in new },
                notifies: isOurs
            )
        }
    }

    /// What a program of somebody else's needs to find its queues without reading the pipeline file.
    private func environment(of stage: Stage) -> [String: String] {
        var variables = [
            "INTERDICT_PIPELINE": file.path, "INTERDICT_STAGE": stage.name.rawValue,
            "INTERDICT_CREDIT": "\(stage.credit)",
        ]
        variables["INTERDICT_FROM"] = file.queue(stage.from)?.addresses.joined(separator: ",")
        variables["INTERDICT_TO"] = stage.to.flatMap { file.queue($0)?.addresses.joined(separator: ",") }
        if !Programs.isOurs(stage.program) { variables.merge(keys) { $1 } }
        for (name, value) in stage.environment { variables[name] = value }
        return variables
    }
}

extension PipelineFile {
    /// The option that has a program of ours show its measures to the supervisor, where these are wanted.
    fileprivate func metricsWords(of process: String) -> [String] {
        metrics == nil ? [] : ["--metrics", "\(metricsSocket(of: process))"]
    }
}
