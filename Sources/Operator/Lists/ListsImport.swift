internal import ArgumentParser
internal import Foundation
internal import Messages
internal import Pipeline
internal import Screening
internal import Transport

/// `interdict lists import`: takes a list's files into the folder of lists.
struct ListsImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in the files of one list; the format is told by their beginning.",
        discussion: """
            OFAC's CSV set (sdn.csv, alt.csv, add.csv, sdn_comments.csv, or the cons_ files) is given together; every \
            other format is one file. Rows that can't be read are named and skipped. Running workers that use the \
            list's files under current/ load the new state by themselves.
            """
    )

    @OptionGroup var options: ListsOptions

    @Argument(help: "The files of the list.", completion: .file())
    var files: [String]

    @Option(help: "The id under which the list is kept; without it the one of its format.")
    var id: String?

    @Option(help: "Refuse a list that loses more than this share of its entries.")
    var maxShrink = 0.2

    @Option(help: "The day of the files (YYYY-MM-DD), for formats that don't tell it; without it today.")
    var snapshot: String?

    func run() throws {
        try options.run {
            let names = try options.names()
            let store = options.store(names)
            let taken = try store.take(
                files.map { try ListFile(path: $0) },
                id: id,
                source: files.joined(separator: " "),
                now: "\(Timestamp.now)",
                snapshot: snapshot,
                shrink: maxShrink,
                library: ListLibrary(names: names)
            )
            for problem in taken.problems { FileHandle.standardError.write(Data("\(problem)\n".utf8)) }
            let state = taken.state
            print(
                "\(state.list): \(state.entries) entries as of \(state.snapshot), \(taken.problems.count) rows skipped or mended"
            )
            print(taken.isNew ? options.use(state.list) : "nothing has changed")
        }
    }
}
