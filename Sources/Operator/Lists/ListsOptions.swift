internal import ArgumentParser
internal import Foundation
internal import Messages
internal import Pipeline
internal import Screening

/// Where lists are kept and which are meant.
struct ListsOptions: ParsableArguments {
    @Option(
        name: .customLong("folder"),
        help: ArgumentHelp(
            "The folder in which lists are kept.",
            discussion:
                "Without it INTERDICT_LISTS is taken, and then interdict/lists in XDG_DATA_HOME or ~/.local/share.",
            valueName: "folder"
        ),
        completion: .directory
    )
    var folder: String?

    /// The folder that is meant.
    var path: String {
        let environment = ProcessInfo.processInfo.environment
        if let folder { return folder }
        if let named = environment["INTERDICT_LISTS"], !named.isEmpty { return named }
        if let data = environment["XDG_DATA_HOME"], !data.isEmpty { return data + "/interdict/lists" }
        return (environment["HOME"] ?? "") + "/.local/share/interdict/lists"
    }

    /// How a pipeline screens against a kept list.
    func use(_ list: String) -> String {
        "screened against where the pipeline file's stage says so: classify: {…, lists: [\(path)/\(list)/current]}"
    }

    /// The shipped tables for reading names.
    func names() throws -> NameData {
        try NameData(folder: DataFolder.locate(environment: ProcessInfo.processInfo.environment).path(of: "names"))
    }

    func store(_ names: NameData) -> ListStore {
        ListStore(folder: path, loader: ListLoader(countries: names.countries))
    }

    /// The lists to look through: those named by their files, else the kept ones, else the starter list.
    func index(_ named: [String], _ names: NameData) throws -> ListIndex {
        let library = ListLibrary(names: names)
        let store = store(names)
        if !named.isEmpty {
            return try library.screener(named.map { $0.split(separator: ",").map(String.init) }).index
        }
        let ids = try store.ids()
        if ids.isEmpty {
            let data = try DataFolder.locate(environment: ProcessInfo.processInfo.environment)
            return try library.screener([[data.path(of: "lists/starter.json")]]).index
        }
        let shards = try ids.map { id in
            var shard = try library.shard(store.files(id))
            shard.version.list = id
            shard.version.snapshot = try store.state(id).snapshot
            return shard
        }
        return ListIndex(shards: shards, parser: names.parser)
    }

    /// Runs a subcommand's work and says in words what failed.
    func run(_ work: () throws -> Void) throws {
        do {
            try work()
        } catch let error as ListError {
            throw Failure(error.code == .unreadable ? .unavailable : .data, "\(error)")
        }
    }
}
