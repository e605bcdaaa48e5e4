internal import Foundation
internal import Glibc
internal import Supervision

/// What an operator sees of a running pipeline: one line an event, one line a line that a process prints.
final class Console {
    private let width: Int
    private let isColoured: Bool
    private let showsOutput: Bool
    private var known: [String]

    /// - Parameters:
    ///   - names: The processes' names, for the width of their column.
    ///   - environment: `NO_COLOR` switches colours off.
    ///   - showsOutput: Whether the processes' own lines are shown.
    init(names: [String], environment: [String: String], showsOutput: Bool) {
        width = max(9, names.map(\.count).max() ?? 0)
        isColoured = isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
        self.showsOutput = showsOutput
        known = names
    }

    /// A line of the supervisor's own.
    func say(_ text: String) { line("interdict", text) }

    func ready(after time: Duration) {
        let seconds = (time / .milliseconds(10)).rounded() / 100
        say("ready after \(seconds) s; stop with Ctrl-C or \"interdict down\"")
    }

    func show(_ event: Event) {
        switch event {
        case .line(let name, let text): if showsOutput { line(name, text) }
        case .started: break
        case .ready(let name): line(name, "ready")
        case .failed(let name, let how, let delay):
            line(name, "ended with \(how); starting it again in \(Console.seconds(delay))")
        case .missing(let name, let failure, let delay):
            line(name, "\(failure); trying again in \(Console.seconds(delay))")
        case .scaling(let group, let before, let after): line(group, "workers: \(before) become \(after)")
        case .late(let name): line(name, "did not become ready in time; starting it again")
        case .stopping(let name): line(name, "finishing its work")
        case .overdue(let name): line(name, "took too long to stop and is ended")
        case .stopped(let name): line(name, "stopped")
        case .allReady, .allStopping: break
        case .allStopped: say("everything has stopped")
        }
    }

    private func line(_ name: String, _ text: String) {
        let column = name + String(repeating: " ", count: max(0, width - name.count))
        let text = isColoured ? "\u{1B}[\(colour(of: name))m\(column) │\u{1B}[0m \(text)\n" : "\(column) | \(text)\n"
        // Line by line without a buffer, for whoever reads along; a terminal that is gone is no reason to stop.
        _ = unsafe Array(text.utf8).withUnsafeBytes { unsafe write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }

    private func colour(of name: String) -> Int {
        if name == "interdict" { return 1 }
        let index = known.firstIndex(of: name) ?? known.count
        if index == known.count { known.append(name) }
        return [36, 33, 32, 35, 34, 96, 93, 92, 95, 94][index % 10]
    }

    private static func seconds(_ duration: Duration) -> String {
        "\((duration / .milliseconds(10)).rounded() / 100) s"
    }
}
