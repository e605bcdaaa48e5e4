internal import Analysis
internal import ArgumentParser
internal import Messages
internal import Observability
internal import Pipeline
internal import Program
internal import Screening
internal import ServiceLifecycle
internal import Transport
internal import ZeroMQ

/// `interdict-classify`: which sanctions events an article reports, and which listed parties it names.
@main
struct ClassifyProgram: Program {
    static let configuration = CommandConfiguration(
        commandName: "interdict-classify",
        abstract: "Tell the sanctions events of each article, and the listed parties that it names."
    )

    @OptionGroup var options: ProgramOptions

    @Option(help: "The stage of the pipeline file that this worker works for.")
    var stage = "classify"

    @Flag(help: "Add an empty verdict to each article without reading it; for measuring the transport.")
    var passThrough = false

    func services(_ setting: Setting) throws -> [any Service] {
        if passThrough { return [try StageService(stage: stage, setting, batch: 64) { PassThrough() }] }
        let data = try DataFolder.locate(environment: setting.environment).path
        let lists = try Watchlists(data: data, lists: setting.file.requiredStage(stage).lists)
        let screener = LiveScreener(try lists.load())
        return [
            try ListWatch(lists, screener, ListMeter(setting.watch.metrics), logger: setting.logger),
            try StageService(stage: stage, setting) {
                ClassifyHandler(try Judge(data: data, screener: screener), ClassifyMeter(setting.watch.metrics))
            },
        ]
    }
}

/// Classifies one article after the other.
struct ClassifyHandler: StageHandler {
    private let judge: Judge
    private var meter: ClassifyMeter

    init(_ judge: Judge, _ meter: ClassifyMeter) {
        self.judge = judge
        self.meter = meter
    }

    mutating func handle(_ batch: [Work]) -> [Outcome] {
        batch.map { work in
            guard work.frames.count >= 2 else { return .reject("the article or its extraction is missing") }
            do throws(JSONError) {
                let article = try Article(json: JSONParser.parse(work.frames[0].bytes))
                let extraction = try Extraction(json: JSONParser.parse(work.frames[1].bytes))
                try extraction.check(against: article)
                let verdict = judge.verdict(article, extraction)
                meter.count(verdict)
                return .done(work.frames.prefix(2) + [Frame(verdict.json)])
            } catch {
                return .reject("the article or its extraction can't be used: \(error)")
            }
        }
    }
}

private struct PassThrough: StageHandler {
    private let empty = Frame(Verdict(rules: "pass-through", relevance: .none).json)

    mutating func handle(_ batch: [Work]) -> [Outcome] {
        batch.map { .done($0.frames.prefix(2) + [empty]) }
    }
}
