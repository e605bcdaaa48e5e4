internal import ArgumentParser
internal import Extraction
internal import Messages
internal import Pipeline
internal import Program
internal import ServiceLifecycle
internal import Transport
internal import ZeroMQ

/// `interdict-extract`: who and what appears in an article.
@main
struct ExtractProgram: Program {
    static let configuration = CommandConfiguration(
        commandName: "interdict-extract",
        abstract: "Find the people, organisations, places, laws, vessels, dates and numbers of each article."
    )

    @OptionGroup var options: ProgramOptions

    @Option(help: "The stage of the pipeline file that this worker works for.")
    var stage = "extract"

    @Flag(help: "Add an empty extraction to each article without reading it; for measuring the transport.")
    var passThrough = false

    func services(_ setting: Setting) throws -> [any Service] {
        if passThrough { return [try StageService(stage: stage, setting, batch: 64) { PassThrough() }] }
        let data = try DataFolder.locate(environment: setting.environment).path
        return [try StageService(stage: stage, setting) { try ExtractHandler(data: data) }]
    }
}

/// Extracts one article after the other.
struct ExtractHandler: StageHandler {
    private let extractor: Extractor

    init(data: String) throws {
        extractor = try Extractor(resources: data)
    }

    mutating func handle(_ batch: [Work]) -> [Outcome] {
        batch.map { work in
            guard let frame = work.frames.first else { return .reject("the article's frame is missing") }
            do throws(JSONError) {
                let article = try Article(json: JSONParser.parse(frame.bytes))
                return .done([frame, Frame(extractor.extract(article).json)])
            } catch {
                return .reject("the article's frame is not readable: \(error)")
            }
        }
    }
}

private struct PassThrough: StageHandler {
    private let empty = Frame(Extraction(model: "pass-through").json)

    mutating func handle(_ batch: [Work]) -> [Outcome] {
        batch.map { .done($0.frames.prefix(1) + [empty]) }
    }
}
