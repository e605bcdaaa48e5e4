internal import ArgumentParser
internal import Foundation
internal import Messages
internal import Screening

/// `interdict lists status`: which lists are kept, of what day, and how old they are.
struct ListsStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Name, day, entries, hash and age of every list that is kept."
    )

    @OptionGroup var options: ListsOptions

    @Flag(help: "Print one JSON object a list.")
    var json = false

    func run() throws {
        try options.run {
            let store = options.store(try options.names())
            let ids = try store.ids()
            if ids.isEmpty, !json {
                print("no list is kept in \(store.folder); the starter list is used, which is a demonstration only")
            }
            for id in ids {
                let state = try store.state(id)
                print(json ? String(decoding: state.json, as: UTF8.self) : Self.text(state))
            }
        }
    }

    private static func text(_ state: ListStore.State) -> String {
        let hash = state.sha256.prefix(12)
        var lines = ["\(state.list)  as of \(state.snapshot)  \(state.entries) entries  \(hash)"]
        lines[0] += "  taken \(age(state.takenAt)) ago"
        if let checked = state.checkedAt, checked != state.takenAt { lines[0] += ", checked \(age(checked)) ago" }
        lines.append("    \(state.title); \(state.source)")
        if let failure = state.failure {
            lines.append("    the last attempt failed\(state.failedAt.map { " \(age($0)) ago" } ?? ""): \(failure)")
        }
        return lines.joined(separator: "\n")
    }

    private static func age(_ text: String) -> String {
        guard let date = try? Date(text, strategy: .iso8601) else { return "(unreadable time \(text))" }
        let minutes = Int(Date().timeIntervalSince(date) / 60)
        if minutes < 120 { return "\(max(0, minutes)) min" }
        return minutes < 48 * 60 ? "\(minutes / 60) h" : "\(minutes / 60 / 24) days"
    }
}
