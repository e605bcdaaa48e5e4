import Foundation
import Messages
import Pipeline
import Testing
import Transport

/// A pipeline of real processes in a folder of its own, driven by the `interdict` command as a user would.
final class LivePipeline {
    struct Output {
        let code: Int32
        let text: String
        let errors: String
    }

    let folder: URL
    let path: String
    let file: PipelineFile

    /// Where the build has put the programs: beside the running tests.
    static let programs = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

    /// What the sockets of a pipeline are.
    enum Sockets {
        case files
        /// TCP ports of this machine, with keys in the folder `keys`.
        case encrypted
    }

    /// Writes the pipeline file and waits until everything is ready.
    init(
        passThrough: Bool = false,
        extract: Int = 1,
        store: Int = 1,
        limits: String = "{}",
        database: String = "{run}/interdict.sqlite",
        sockets: Sockets = .files,
        extra: String = "",
        extractProgram: String? = nil,
        classifyProgram: String? = nil,
        queueProcesses: Int = 1
    ) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "live-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "pipeline.yaml").path
        let ports = sockets == .encrypted ? try FreePorts.take(9) : []
        func queue(_ name: String) -> String {
            guard queueProcesses > 1 else { return "{endpoint: \"\(at(name))\"}" }
            return
                "{endpoint: [\((1...queueProcesses).map { "\"ipc://{run}/\(name)-\($0).sock\"" }.joined(separator: ", "))]}"
        }
        let names = [
            "submit", "push", "settle", "articles", "extractions", "verdicts", "feed", "fetch", "wake",
        ]
        func at(_ name: String) -> String {
            guard let place = names.firstIndex(of: name), !ports.isEmpty else { return "ipc://{run}/\(name).sock" }
            return "tcp://127.0.0.1:\(ports[place])"
        }
        func program(_ name: String) -> String { passThrough ? "[\(name), --pass-through]" : name }
        let text = """
            interdict: 1
            run: \(folder.path)/run
            ingest:
              submit: \(at("submit"))
              push: \(at("push"))
              settle: \(at("settle"))
              journal: "{run}/journal"
              to: articles
              limits: \(limits)
            queues:
              articles: \(queue("articles"))
              extractions: \(queue("extractions"))
              verdicts: \(queue("verdicts"))
            stages:
              extract: {run: \(extractProgram ?? program("interdict-extract")), from: articles, to: extractions, workers: \(extract)}
              classify: {run: \(classifyProgram ?? program("interdict-classify")), from: extractions, to: verdicts, workers: 1}
              store: {run: interdict-store, from: verdicts, workers: \(store), credit: 256}
            store: {database: "\(database)"}
            feed: {publish: "\(at("feed"))", fetch: "\(at("fetch"))", wake: "\(at("wake"))"}
            control: ipc://{run}/control.sock
            \(sockets == .encrypted ? "security: {keys: \"\(folder.path)/keys\"}" : "")
            \(extra)

            """
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        file = try PipelineFile.load(path: path, environment: [:])
        if sockets == .encrypted {
            let made = try run("keys", "generate", "--keys", folder.path + "/keys")
            try #require(made.code == 0, "\(made.errors)")
        }
        let up = try run("up", "--detach", path)
        try #require(up.code == 0, "up failed: \(up.errors)")
    }

    deinit {
        // A test that failed has left it running. What fails here fails no test.
        if !isDown { _ = try? interdict("down", "--now") }
        try? FileManager.default.removeItem(at: folder)
    }

    private var isDown = false

    /// Runs a subcommand on this pipeline and waits for its end.
    func interdict(_ arguments: String...) throws -> Output {
        let output = try Self.finish(start(arguments + ["--pipeline", path]))
        if arguments.first == "down", output.code == 0 { isDown = true }
        return output
    }

    func run(_ arguments: String...) throws -> Output { try Self.finish(start(arguments)) }

    /// Runs a subcommand on this pipeline without blocking a thread of the pool, for tests with a server in this process.
    func finish(_ arguments: [String]) async throws -> Output {
        let running = try start(arguments + ["--pipeline", path])
        let process = running.process
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            Thread.detachNewThread {
                process.waitUntilExit()
                done.resume()
            }
        }
        return try Self.finish(running)
    }

    /// A subcommand that is still running, with its output in files.
    struct Running {
        let process: Process
        let output: URL
        let errors: URL
    }

    func start(
        _ arguments: [String],
        program: String = "interdict",
        executable: String? = nil,
        environment: [String: String] = [:],
        output pipe: Pipe? = nil
    ) throws -> Running {
        let process = Process()
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = folder.appending(path: "out-\(UUID().uuidString)")
        let errors = folder.appending(path: "err-\(UUID().uuidString)")
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.executableURL = executable.map { URL(filePath: $0) } ?? Self.programs.appending(path: program)
        process.arguments = arguments
        process.standardOutput = if let pipe { pipe } else { try FileHandle(forWritingTo: output) }
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        return Running(process: process, output: output, errors: errors)
    }

    /// What a subcommand has printed, as soon as something is in it.
    ///
    /// - Throws: ``OutputMissing`` when the subcommand has ended without it, or two minutes have passed.
    static func output(_ running: Running, once isThere: (String) -> Bool) throws -> String {
        let end = ContinuousClock.now + .seconds(120)
        while true {
            let isRunning = running.process.isRunning && ContinuousClock.now < end
            let text = try String(contentsOf: running.output, encoding: .utf8)
            if isThere(text) { return text }
            guard isRunning else {
                running.process.terminate()
                throw OutputMissing(output: try finish(running))
            }
            sched_yield()
        }
    }

    struct OutputMissing: Error {
        let output: Output
    }

    static func finish(_ running: Running) throws -> Output {
        running.process.waitUntilExit()
        return Output(
            code: running.process.terminationStatus,
            text: try String(contentsOf: running.output, encoding: .utf8),
            errors: try String(contentsOf: running.errors, encoding: .utf8)
        )
    }

    /// Process ids of a group of the supervisor's children, such as `extract`.
    func pids(of group: String) throws -> [pid_t] {
        let processes = FileManager.default.contents(atPath: "/proc/self/stat") == nil ? [] : try Self.processes()
        return processes.filter { $0.arguments.contains(path) && $0.arguments[0].hasSuffix("interdict-\(group)") }
            .map(\.pid)
    }

    /// The process id of one worker, such as `queue-1`.
    func pid(of worker: String) throws -> pid_t? {
        try Self.processes().first { process in
            process.arguments.contains(path) && process.arguments.contains(worker)
                && process.arguments[0].contains("interdict-")
        }?.pid
    }

    private static func processes() throws -> [(pid: pid_t, arguments: [String])] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { name in
            guard let pid = pid_t(name), let data = FileManager.default.contents(atPath: "/proc/\(name)/cmdline"),
                !data.isEmpty
            else { return nil }
            return (pid, data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
        }
    }

    /// Writes generated articles as JSON Lines.
    func articles(_ count: Int, bytes: Int = 500) throws -> String {
        let lines = (0..<count).map { number in
            #"{"id":"a\#(number)","title":"Report \#(number)","body":"Report \#(number). "#
                + String(repeating: "Words about ships. ", count: bytes / 19) + #""}"#
        }
        let path = folder.appending(path: "articles-\(count).jsonl").path
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// The sequence numbers of documents that were printed as JSON lines.
    static func seqs(_ output: Output) throws -> [Int] {
        try output.text.split(separator: "\n").map { line in
            try #require(try JSONParser.parse(Array(line.utf8))["seq"]?.integer)
        }
    }
}
