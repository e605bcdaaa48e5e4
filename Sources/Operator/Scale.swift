internal import ArgumentParser
internal import Foundation
internal import Pipeline
internal import Supervision

/// `interdict scale`: changes how many workers a stage has, while it works.
struct Scale: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Change the number of a stage's workers while the pipeline runs.",
        discussion:
            "Returns when they are ready; workers that go hand back what they hold. Example: interdict scale extract=4"
    )

    @OptionGroup var options: PipelineOptions

    @Argument(help: ArgumentHelp("Stages and their numbers of workers.", valueName: "stage=number"))
    var targets: [String]

    func validate() throws { _ = try targets.map(Scale.request) }

    func run() throws {
        let requests = try targets.map(Scale.request)
        let client = try ControlClient(of: options.load())
        for request in requests {
            _ = try client.ask(request)
            print(request.sentence)
        }
    }

    private static func request(_ text: String) throws -> Request {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let workers = Int(parts[1]), workers >= 0, !parts[0].isEmpty else {
            throw ValidationError("\"\(text)\" must be STAGE=NUMBER, such as extract=4")
        }
        return .scale(group: String(parts[0]), workers: workers)
    }
}

extension Request {
    fileprivate var sentence: String {
        guard case .scale(let group, let workers) = self else { return "done" }
        return workers == 1 ? "\(group) has 1 worker" : "\(group) has \(workers) workers"
    }
}
