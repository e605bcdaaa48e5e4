internal import ArgumentParser
internal import Glibc
internal import Messages
internal import Pipeline
internal import Program
internal import ServiceLifecycle
internal import Transport
internal import ZeroMQ

/// `interdict-chaos-worker`: the last but one stage of a pipeline under test, which does to itself what articles ask for.
///
/// It adds a verdict without having read the article. An article with one of the tags below makes it misbehave as
/// a faulty worker would; `interdict chaos` sends some of those. It has no place in a pipeline that is meant seriously.
@main
struct ChaosWorkerProgram: Program {
    static let configuration = CommandConfiguration(
        commandName: "interdict-chaos-worker",
        abstract: "A classify worker for interdict chaos: crashes, hangs or dawdles on articles that are tagged so.",
        discussion: """
            The tags: chaos:poison (the process dies), chaos:hang (the first attempt never ends), chaos:slow (it takes \
            300 ms), chaos:drop (the article isn't wanted). Others get an empty verdict.
            """
    )

    @OptionGroup var options: ProgramOptions

    @Option(help: "The stage of the pipeline file that this worker works for.")
    var stage = "classify"

    func services(_ setting: Setting) throws -> [any Service] {
        [try StageService(stage: stage, setting, batch: 16) { MarkedHandler() }]
    }
}

private struct MarkedHandler: StageHandler {
    /// Different topics, so that subscribers can be told apart.
    private let verdicts = Relevance.allCases.map { Frame(Verdict(rules: "chaos", relevance: $0).json) }

    mutating func handle(_ batch: [Work]) -> [Outcome] { batch.map { handle($0) } }

    private func handle(_ work: Work) -> Outcome {
        guard let frame = work.frames.first else { return .reject("the article's frame is missing") }
        do throws(JSONError) {
            let tags = try JSONParser.parse(frame.bytes).strings("tags")
            if tags.contains("chaos:poison") { kill(getpid(), SIGKILL) }
            if tags.contains("chaos:hang"), work.attempt == 1 { while true { pause() } }
            if tags.contains("chaos:slow") { usleep(300_000) }
            if tags.contains("chaos:drop") { return .drop("tagged chaos:drop") }
        } catch {
            return .reject("the article's frame is not readable: \(error)")
        }
        // The same article always gets the same verdict, or a second attempt would be another version of it.
        let choice = Int(work.envelope.key % UInt64(verdicts.count))
        return .done(work.frames.prefix(2) + [verdicts[choice]])
    }
}
