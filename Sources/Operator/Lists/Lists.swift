internal import ArgumentParser

/// `interdict lists`: the watchlists and what is known of them.
struct Lists: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep, search and compare sanctions lists.",
        subcommands: [
            ListsUpdate.self, ListsImport.self, ListsStatus.self, ListsDiff.self, ListsSearch.self, ListsCompare.self,
            ListsBench.self,
        ]
    )
}
