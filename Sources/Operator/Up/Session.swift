internal import Foundation
internal import Keys
internal import Logging
internal import Pipeline
internal import Supervision
internal import ZeroMQ

/// One life of a supervisor in this process, from the lock on the run folder to the last process's end.
struct Session {
    let pipeline: PipelineFile
    let only: String?
    let environment: [String: String]
    let isQuiet: Bool

    func run() throws {
        let begin = ContinuousClock.now
        // Before anything makes a thread: the signals have to be blocked in all of them.
        let signals = try StopSignals()
        let plan = try Session.plan(of: pipeline, only: only)
        let folder = try RunFolder(path: pipeline.run)
        let console = Console(names: plan.groups.flatMap { $0.names }, environment: environment, showsOutput: !isQuiet)
        var roll = Roll(folder: folder.path)
        for name in try roll.endLeftovers(drain: pipeline.drain) {
            console.say("ended \(name), which a supervisor that was killed had left running")
        }
        let logs = try Logs(folder: folder.path + "/logs")
        let inbox = try Inbox()
        let control = try ControlServer(
            endpoint: pipeline.control.bind,
            inbox: inbox,
            protection: protection()
        )
        defer { control.close() }
        let readiness = Readiness(environment: environment)
        var settings = Settings()
        settings.drain = pipeline.drain
        console.say("starting \(pipeline.path) in \(folder.path); logs in \(logs.folder)")
        let supervisor = Supervisor(
            plan: plan,
            settings: settings,
            environment: environment,
            inbox: inbox,
            signals: signals
        ) { event in
            roll.note(event)
            console.show(event)
            switch event {
            case .line(let name, let text): Session.keep(text, of: name, in: logs, console)
            case .allReady:
                console.ready(after: ContinuousClock.now - begin)
                readiness.ready()
            case .allStopping: readiness.stopping()
            default: break
            }
        }
        let exporter = try Exporter(pipeline: pipeline, inbox: inbox)
        if let address = try exporter?.start() { console.say("metrics at \(address)") }
        defer { exporter?.end() }
        let scaler = try Autoscaler(pipeline: pipeline, groups: plan.groups.map(\.name), inbox: inbox)
        scaler?.start()
        defer { scaler?.end() }
        try supervisor.run()
    }

    /// The keys of the control socket; where that is a file, nobody needs one for it.
    private func protection() throws -> Protection {
        guard pipeline.control.socketPath == nil else { return .local }
        return try pipeline.protectionToBind(logger: Logger(label: "interdict")).protection
    }

    /// The plan, with programs from beside this one.
    static func plan(of pipeline: PipelineFile, only: String?) throws -> Plan {
        let executable = try DataFolder.executablePath()
        let folder = URL(filePath: executable).deletingLastPathComponent().path
        let programs = Programs(folder: folder, launcher: [executable, "launch", "--"])
        let names = only?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return try Plan(file: pipeline, only: names, programs: programs)
    }

    /// A full disk must not end a pipeline: the line is still on the terminal.
    private static func keep(_ line: String, of name: String, in logs: Logs, _ console: Console) {
        do {
            try logs.add(line, of: name)
        } catch {
            console.say("\(error)")
        }
    }
}

extension ProcessGroup {
    fileprivate var names: [String] { workers == 0 ? [] : (1...workers).map { spec($0).name } }
}
