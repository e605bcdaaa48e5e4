internal import FoundationEssentials
internal import Yams

extension PipelineFile {
    /// Reads and checks a pipeline file; every error in it goes into one failure with exit code 78.
    package static func load(path: String, environment: [String: String]) throws(Failure) -> PipelineFile {
        let (file, findings) = try read(path: path, environment: environment)
        try findings.throwErrors()
        guard let file else { throw Failure(.configuration, "\(path) cannot be read as a pipeline") }
        return file
    }

    /// Everything that is wrong with a pipeline file, in the order of its lines.
    package static func lint(path: String, environment: [String: String]) throws(Failure) -> [Finding] {
        try read(path: path, environment: environment).findings
    }

    private static func read(
        path: String,
        environment: [String: String]
    ) throws(Failure) -> (file: PipelineFile?, findings: [Finding]) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.unavailable, "cannot read \(path): is there such a file, and may you read it?")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            return (nil, [Finding(.error, file: path, line: 1, "the file isn't UTF-8 text")])
        }
        return parse(text, path: path, environment: environment)
    }

    /// Reads a pipeline from text; nil where an error keeps it from being one.
    package static func parse(
        _ text: String,
        path: String,
        environment: [String: String]
    ) -> (file: PipelineFile?, findings: [Finding]) {
        let reading = Reading(file: path, expansion: Expansion(environment: environment, here: folder(of: path)))
        let file = reading.root(of: text).flatMap { PipelineFile($0, path: path) }
        guard let file, !reading.hasErrors else { return (nil, reading.findings.inFileOrder()) }
        return (file, (reading.findings + Lint(file: file).findings()).inFileOrder())
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private init?(_ table: Table, path: String) {
        guard PipelineFile.checkVersion(table) else { return nil }
        defer { table.close() }
        let run = table.entry("run")?.text() ?? "run"
        table.reading.expansion.run = run
        let ingest = table.required("ingest").flatMap { Ingest($0) }
        let queues = table.members("queues") { Queue($0, name: $1) }
        let stages = table.members("stages") { Stage($0, name: $1) }
        let store = table.required("store").flatMap { Store($0) }
        let feed = table.required("feed").flatMap { Feed($0) }
        let control = table.required("control").flatMap { Endpoint($0) }
        let drain = table.setting("drain", default: Duration.seconds(10), in: .milliseconds(100)...(.seconds(3_600)))
        let maxMemory = table.entry("maxMemory").flatMap { PipelineFile.memory($0) }
        let insecure = table.flag("insecure", default: false)
        let security = table.entry("security").flatMap { Security($0) }
        let metrics = table.entry("metrics")
        guard let ingest, let store, let feed, let control else { return nil }
        self.init(
            path: path,
            run: run,
            ingest: ingest,
            queues: queues,
            stages: stages,
            store: store,
            feed: feed,
            control: control,
            drain: drain,
            maxMemory: maxMemory,
            insecure: insecure,
            security: security,
            metrics: metrics.flatMap { MetricsAddress($0) },
            metricsLine: metrics?.line ?? 0
        )
    }

    /// A limit that a program passes before it has done anything would only be a way of ending it.
    private static func memory(_ entry: Entry) -> ByteCount? {
        guard let limit: ByteCount = entry.setting() else { return nil }
        if limit.rawValue < 64 << 20 {
            entry.reading.error(entry.line, "\(entry.path) must be at least 64MiB, not \(limit)")
        }
        return limit
    }

    private static func checkVersion(_ table: Table) -> Bool {
        guard let entry = table.required("interdict"), let version: Int = entry.setting() else { return false }
        guard version != PipelineFile.version else { return true }
        table.reading.error(
            entry.line,
            "this program reads pipeline files of version \(PipelineFile.version), not \(version)"
        )
        return false
    }
}
