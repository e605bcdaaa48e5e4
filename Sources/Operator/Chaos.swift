internal import ArgumentParser
internal import Chaos
internal import Foundation
internal import Messages
internal import Pipeline
internal import Supervision

/// `interdict chaos`: whether anything is lost when everything breaks.
struct ChaosCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chaos",
        abstract: "Break a pipeline of its own in every way, and prove that no article was lost or stored twice.",
        discussion: """
            Starts a pipeline in a temporary folder, pushes articles, and injects faults that the seed decides: \
            \(FaultKind.allCases.map(\.rawValue).joined(separator: ", ")). Then it stops the faults, waits until nothing \
            is on its way, and compares what the receipts promised with the store, the quarantine, the feed and what \
            subscribers have got. Exits with 65 if a single promise was broken.

            Example: interdict chaos --articles 200000 --faults all --seed 7
            """
    )

    @Option(help: "How many articles.")
    var articles = 20_000

    @Option(help: ArgumentHelp("Which faults: all, none, or names parted by commas.", valueName: "fault,…"))
    var faults = "all"

    @Option(help: "Decides which faults come when; without it one is chosen and printed.")
    var seed: UInt64?

    @Option(help: "How many faults; without it one for each thousand articles, at most 400.")
    var events: Int?

    @Option(help: "Begin no fault after so long, such as 300s.")
    var duration: String?

    @Option(help: "Bytes of each article's text.")
    var size = 600

    @Option(help: "Give up when nothing has moved for so long.")
    var patience = "60s"

    @Option(
        help: ArgumentHelp(
            "Instead of faults: no store for so long under full input, and what memory every process takes meanwhile.",
            valueName: "time"
        )
    )
    var holdStore: String?

    @Flag(help: "Extract and classify for real, instead of passing articles on; then no article misbehaves.")
    var realStages = false

    @Flag(help: "Keep the folder with the journal, the database and the logs.")
    var keep = false

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        for (name, value) in [("articles", articles), ("size", size)] where value < 1 {
            throw ValidationError("--\(name) must be above 0, not \(value)")
        }
        if let events, events < 0 { throw ValidationError("--events must not be below 0, not \(events)") }
        if let unknown = FaultKind.parse(faults).unknown {
            let names = FaultKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--faults: there is no fault \"\(unknown)\"; there are \(names)")
        }
        for (name, text) in [("duration", duration), ("patience", patience), ("hold-store", holdStore)] {
            guard let text else { continue }
            guard Self.seconds(text) != nil else {
                throw ValidationError("--\(name) must be such as 90s or 10m, not \(text)")
            }
        }
    }

    func run() async throws {
        // Before anything makes a thread: the signals have to be blocked in all of them.
        let pause = try Chaos.Pause(StopSignals())
        let settings = settings
        let isQuiet = json
        let run = try ChaosRun(settings, interdict: DataFolder.executablePath(), pause: pause) { line in
            if !isQuiet { FileHandle.standardError.write(Data((line + "\n").utf8)) }
        }
        let report = try await run.run()
        print(json ? String(decoding: report.json, as: UTF8.self) : report.text)
        if !report.holds { throw ExitCode(Failure.Code.data.rawValue) }
    }

    private var settings: ChaosSettings {
        var settings = ChaosSettings()
        settings.articles = articles
        settings.size = size
        settings.faults = FaultKind.parse(faults).kinds
        if realStages { settings.faults = settings.faults.filter { !$0.needsMarkedArticles } }
        settings.seed = seed ?? UInt64.random(in: 1...999_999)
        settings.events = events
        settings.holdStore = holdStore.flatMap(Self.seconds).map { .seconds($0) }
        if holdStore != nil { settings.faults = [] }
        settings.duration = duration.flatMap(Self.seconds).map { .seconds($0) }
        settings.patience = .seconds(Self.seconds(patience) ?? 60)
        settings.hasRealStages = realStages
        settings.keepsFolder = keep
        return settings
    }

    /// Seconds in a text such as `90`, `90s`, `10m` or `1h`.
    private static func seconds(_ text: String) -> Int? {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        let unit = text.last.flatMap { units[$0] }
        guard let number = Int(unit == nil ? text : String(text.dropLast())), number > 0 else { return nil }
        return number * (unit ?? 1)
    }
}
