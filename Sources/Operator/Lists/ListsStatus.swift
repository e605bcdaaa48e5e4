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
            if store.ids.isEmpty, !json {
                print("no list is kept in \(store.folder); the starter list is used, which is a demonstration only")
            }
            for id in store.ids {
                let state = try store.state(id)
                print(json ? String(decoding: state.json, as: UTF8.self) : line(state))
            }
        }
    }

    private func line(_ state: ListStore.State) -> String {
        let hash = state.sha256.prefix(12)
        let failure = state.failure.map { "\n    last attempt failed: \($0)" } ?? ""
        return
            "\(state.list)  as of \(state.snapshot)  \(state.entries) entries  \(hash)  taken \(age(state.takenAt)) ago"
            + "\n    \(state.title); \(state.source)" + failure
    }

    private func age(_ text: String) -> String {
        guard let date = try? Date(text, strategy: .iso8601) else { return "unknown" }
        let hours = Int(Date().timeIntervalSince(date) / 3600)
        return hours < 48 ? "\(hours) h" : "\(hours / 24) days"
    }
}
