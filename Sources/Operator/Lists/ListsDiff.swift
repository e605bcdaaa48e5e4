internal import ArgumentParser
internal import Messages
internal import Pipeline
internal import Screening

/// `interdict lists diff`: what changed in a list, and so who must be screened again.
struct ListsDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "What was added, removed and changed.",
        discussion:
            "Give the id of a kept list to compare its last two states, or the files of two states, old and new."
    )

    @OptionGroup var options: ListsOptions

    @Argument(help: "A list's id, or two states; files of one state are parted by commas.")
    var states: [String]

    @Flag(help: "Print one JSON object with the entries in full.")
    var json = false

    func run() throws {
        guard 1...2 ~= states.count else { throw Failure(.usage, "give the id of a list, or an old and a new state") }
        try options.run {
            let names = try options.names()
            let loader = ListLoader(countries: names.countries)
            let store = options.store(names)
            let pairs =
                states.count == 2
                ? states.map { $0.split(separator: ",").map(String.init) }
                : [try store.files(states[0], previous: true), try store.files(states[0])]
            let difference = ListDifference(
                from: try loader.load(paths: pairs[0]).list,
                to: try loader.load(paths: pairs[1]).list
            )
            json ? print(String(decoding: difference.json, as: UTF8.self)) : show(difference)
        }
    }

    private func show(_ difference: ListDifference) {
        for entry in difference.added { print("+ \(Self.line(entry))") }
        for entry in difference.removed { print("- \(Self.line(entry))") }
        for change in difference.changed {
            print("~ \(Self.line(change.after)): \(change.facts.joined(separator: ", "))")
        }
        print(
            "\(difference.added.count) added, \(difference.removed.count) removed, \(difference.changed.count) changed; "
                + "\(difference.toScreenAgain.count) entries to screen everybody against again"
        )
    }

    private static func line(_ entry: ListEntry) -> String {
        "\(entry.id) \(entry.primaryName) (\(entry.programmes.joined(separator: ", ")))"
    }
}
