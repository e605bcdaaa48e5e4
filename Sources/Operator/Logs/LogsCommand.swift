internal import ArgumentParser
internal import Foundation
internal import Glibc
internal import Messages
internal import Pipeline
internal import Supervision
internal import Transport

/// `interdict logs`: what the processes of this machine's pipeline have printed.
struct LogsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Show what the processes printed, in the order of time; --follow goes on with what comes.",
        discussion: """
            Reads logs/NAME.log in the run folder, which "interdict up" writes on this machine, whether or not the \
            pipeline runs. Without --since or --lines the last 200 lines are shown.
            """
    )

    @OptionGroup var pipeline: PipelineOptions

    @Flag(name: [.short, .long], help: "Go on with what comes, until Ctrl-C; new and rotated files too.")
    var follow = false

    @Option(help: ArgumentHelp("Only what is younger: 90s, 10m, 2h, 1d, or a time.", valueName: "age|time"))
    var since: String?

    @Option(name: [.customShort("n"), .long], help: "Only so many lines, the last ones.")
    var lines: Int?

    @Argument(help: "Stages such as extract, or processes such as extract-1, queue, supervisor; without any, all.")
    var names: [String] = []

    func validate() throws {
        if let lines, lines < 0 { throw ValidationError("--lines must not be below 0, not \(lines)") }
        _ = try beginning()
    }

    func run() throws {
        let file = try pipeline.load()
        let folder = LogFolder(path: file.run + "/logs")
        let known = try folder.processes()
        for name in names where !known.contains(where: { LogFolder.isMeant($0, by: [name]) }) {
            let isStage = file.stages.contains { $0.name.rawValue == name }
            guard !isStage else {
                FileHandle.standardError.write(Data("\(name) has printed nothing yet\n".utf8))
                continue
            }
            let list = known.isEmpty ? "none" : known.joined(separator: ", ")
            throw Failure(.usage, "\(folder.path) has no log of \"\(name)\"; it has those of \(list)")
        }
        let signals = try StopSignals()
        let text = LogText(names: known, environment: ProcessInfo.processInfo.environment)
        var follower = LogFollower(folder, names: names)
        var entries = try follower.read(withEarlier: true)
        if let begin = try beginning() { entries = entries.filter { $0.time >= begin } }
        let limit = lines ?? (since == nil ? 200 : .max)
        for entry in entries.suffix(limit) { text.print(entry) }
        while follow, !signals.haveCome {
            Pause.wait(seconds: 0.25) { signals.haveCome }
            for entry in try follower.read(withEarlier: false) { text.print(entry) }
        }
    }

    private func beginning() throws -> Timestamp? {
        guard let since else { return nil }
        if let time = Timestamp(since) { return time }
        let units = ["s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
        guard let unit = since.last.flatMap({ units[String($0)] }), let count = Double(since.dropLast()), count >= 0,
            count < 1e6
        else {
            throw ValidationError("--since must be such as 90s, 10m, 2h, 1d or 2026-01-31T12:00:00Z, not \"\(since)\"")
        }
        return Timestamp(milliseconds: Int64(wallClockMilliseconds()) - Int64(count * Double(unit)))
    }
}

/// Log lines for a terminal or a pipe.
struct LogText {
    private let width: Int
    private let isColoured: Bool
    private let names: [String]

    init(names: [String], environment: [String: String]) {
        self.names = names
        width = max(9, names.map(\.count).max() ?? 0)
        isColoured = isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
    }

    func print(_ entry: LogEntry) {
        let column = entry.process + String(repeating: " ", count: max(0, width - entry.process.count))
        let colour = [36, 33, 32, 35, 34, 96, 93, 92][(names.firstIndex(of: entry.process) ?? 0) % 8]
        let mark = isColoured ? "\u{1B}[\(colour)m\(column) │\u{1B}[0m" : "\(column) |"
        StandardOutput.write("\(mark) \(entry.text)\n")
    }
}
