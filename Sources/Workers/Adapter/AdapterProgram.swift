internal import ArgumentParser
internal import Pipeline
internal import Program
internal import ServiceLifecycle
internal import Transport

/// `interdict-adapter`: any program that reads and writes JSON lines as a stage.
@main
struct AdapterProgram: Program {
    static let configuration = CommandConfiguration(
        commandName: "interdict-adapter",
        abstract: "Run a program that reads JSON lines and writes JSON lines as the worker of a stage.",
        discussion: """
            The program gets one line an article, {"article": {…}, "extraction": {…}}, with the frames of the stages \
            so far, and answers each with one line: its own document, or {"reject": "why"}, {"retry": "why"} or \
            {"drop": "why"}. Its standard error goes to this program's log. It is started again when it ends.
            """
    )

    @OptionGroup var options: ProgramOptions

    @Option(help: "The stage of the pipeline file that this worker works for.")
    var stage = "extract"

    @Option(
        help: """
            How long the program may take for one article, such as 20s, 500ms or 20 (seconds); by default half the lease of \
            the stage's queue.
            """
    )
    var timeLimit: String?

    @Argument(parsing: .captureForPassthrough, help: "The program and its arguments, after --.")
    var command: [String]

    func validate() throws {
        if let timeLimit, Duration(text: timeLimit).map({ $0 <= .zero }) ?? true {
            throw ValidationError("--time-limit must be a duration above 0, such as 20s or 500ms, not \(timeLimit)")
        }
        guard !words.isEmpty else { throw ValidationError("name the program to run after --") }
    }

    private var words: [String] { command.first == "--" ? Array(command.dropFirst()) : command }

    func services(_ setting: Setting) throws -> [any Service] {
        let queue = try setting.file.requiredQueue(setting.file.requiredStage(stage).from.rawValue)
        let limit = timeLimit.flatMap(Duration.init(text:)) ?? queue.lease / 2
        let (words, logger) = (words, setting.logger)
        guard limit < queue.lease * 2 / 3 else {
            throw Failure(
                .configuration,
                "--time-limit (\(limit)) must be below two thirds of the lease of the queue \(queue.name) "
                    + "(\(queue.lease)), or the queue takes an article back before the program may be late"
            )
        }
        return [try StageService(stage: stage, setting) { AdapterHandler(words, timeLimit: limit, logger: logger) }]
    }
}
