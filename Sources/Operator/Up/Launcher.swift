internal import ArgumentParser
internal import Foundation
internal import Supervision

/// `interdict launch`: how `up` starts programs of other people.
struct Launcher: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launch",
        abstract: "Become another program, which is told to stop when the supervisor dies.",
        shouldDisplay: false
    )

    @Argument(parsing: .captureForPassthrough, help: "The program and its arguments.")
    var command: [String] = []

    func run() throws {
        let words = command.first == "--" ? Array(command.dropFirst()) : command
        try Launch.run(words, environment: ProcessInfo.processInfo.environment)
    }
}
