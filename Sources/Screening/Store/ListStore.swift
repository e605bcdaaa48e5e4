import FoundationEssentials
import Glibc
package import Messages

/// The lists that an operator keeps: a folder for each list, with the files as published.
///
///     FOLDER/ofac-sdn/snapshots/3f5a…/sdn.csv alt.csv add.csv     the files of one state, named by their hash
///     FOLDER/ofac-sdn/current → snapshots/3f5a…                  swapped at once when a newer state is good
///     FOLDER/ofac-sdn/state.json                                 what is current, what was before, when it was taken
///
/// Workers that were given the paths below `current` see a new state whole or not at all.
package struct ListStore: Sendable {
    /// What is known of a stored list.
    package struct State: Sendable, Equatable {
        package var list: String
        package var title: String
        package var snapshot: String
        package var sha256: String
        package var entries: Int
        /// Where it came from: an address, or the files that were imported.
        package var source: String
        /// RFC 3339, UTC.
        package var takenAt: String
        /// The folder of the state before, if there was one.
        package var previous: String?
        /// What a server needs to say that nothing has changed.
        package var etags: [String: String] = [:]
        /// Why the last attempt to renew it failed; nil after a success.
        package var failure: String?
    }

    package let folder: String
    private let loader: ListLoader
    private static let kept = 5

    package init(folder: String, loader: ListLoader) {
        self.folder = folder
        self.loader = loader
    }

    /// The ids of the stored lists, sorted.
    package var ids: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { FileManager.default.fileExists(atPath: path($0, "state.json")) }.sorted()
    }

    private func path(_ parts: String...) -> String { ([folder] + parts).joined(separator: "/") }

    /// What is known of a list.
    ///
    /// - Throws: `ListError` where the list isn't stored or its state can't be read.
    package func state(_ id: String) throws(ListError) -> State {
        let file = try ListFile(path: path(id, "state.json"))
        do throws(JSONError) {
            return try State(json: JSONParser.parse(file.bytes))
        } catch {
            throw ListError(.malformed, path(id, "state.json"), "\(error)")
        }
    }

    /// The files of a list's current state, or of the one before.
    package func files(_ id: String, previous: Bool = false) throws(ListError) -> [String] {
        var folder = path(id, "current")
        if previous {
            guard let name = try state(id).previous else {
                throw ListError(.unreadable, id, "has no earlier state to compare with")
            }
            folder = path(id, "snapshots", name)
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw ListError(.unreadable, folder, "cannot be read")
        }
        return names.filter { $0 != CompiledIndex.fileName }.sorted().map { folder + "/" + $0 }
    }

    /// Takes a list's files in, if they are good.
    ///
    /// - Parameters:
    ///   - files: The files as published.
    ///   - wanted: The list's id; nil takes the one of the format.
    ///   - source: Where they came from.
    ///   - now: RFC 3339, UTC.
    ///   - snapshot: The day of the files, where they don't tell it; without it the day of `now`.
    ///   - etags: What the server said of them.
    ///   - shrink: A list that loses more than this share of its entries is refused.
    /// - Returns: The new state, with the rows that could not be read.
    /// - Throws: `ListError` where they can't be read, hold nothing, or have shrunk too far; the last good state stays.
    package func take(
        _ files: [ListFile],
        id wanted: String? = nil,
        source: String,
        now: String,
        snapshot: String? = nil,
        etags: [String: String] = [:],
        shrink: Double
    ) throws(ListError) -> (state: State, problems: [ListProblem], isNew: Bool) {
        let loaded = try loader.load(files)
        let id = wanted ?? loaded.list.id
        let before = try? state(id)
        if let before { try check(loaded.list, against: before, shrink) }
        let isNew = before?.sha256 != loaded.list.sha256
        var state = State(
            list: id,
            title: loaded.list.title,
            snapshot: loaded.list.snapshot.isEmpty ? snapshot ?? String(now.prefix(10)) : loaded.list.snapshot,
            sha256: loaded.list.sha256,
            entries: loaded.list.entries.count,
            source: source,
            takenAt: now,
            previous: isNew ? before.map { Self.folderName($0.sha256) } : before?.previous,
            etags: etags
        )
        if !isNew, snapshot == nil, let before { state.snapshot = before.snapshot }
        do {
            try write(files, state)
        } catch let error as ListError {
            throw error
        } catch {
            throw ListError(.unreadable, path(id), "cannot be written: \(error)")
        }
        return (state, loaded.problems, isNew)
    }

    private func check(_ list: SanctionsList, against before: State, _ shrink: Double) throws(ListError) {
        let least = Double(before.entries) * (1 - shrink)
        guard Double(list.entries.count) < least else { return }
        throw ListError(
            .shrunk,
            before.list,
            "has \(list.entries.count) entries where there were \(before.entries): refused, the last good list stays; "
                + "if that is right, allow it with --max-shrink"
        )
    }

    /// Notes that a renewal failed; the list stays as it is.
    package func note(failure: String, of id: String) throws(ListError) {
        var state = try state(id)
        state.failure = failure
        do {
            try write(state)
        } catch {
            throw ListError(.unreadable, path(id, "state.json"), "cannot be written: \(error)")
        }
    }

    private func write(_ files: [ListFile], _ state: State) throws {
        let manager = FileManager.default
        let name = Self.folderName(state.sha256)
        let folder = path(state.list, "snapshots", name)
        if !manager.fileExists(atPath: folder) {
            let half = folder + ".half"
            try? manager.removeItem(atPath: half)
            try manager.createDirectory(atPath: half, withIntermediateDirectories: true)
            for file in files { try Data(file.bytes).write(to: URL(filePath: half + "/" + file.name)) }
            try manager.moveItem(atPath: half, toPath: folder)
        }
        try swap(state.list, to: name)
        try write(state)
        prune(state)
    }

    /// Points `current` at a state; a rename replaces the link at once.
    private func swap(_ id: String, to name: String) throws {
        let link = path(id, "current")
        let half = link + ".half"
        try? FileManager.default.removeItem(atPath: half)
        try FileManager.default.createSymbolicLink(atPath: half, withDestinationPath: "snapshots/" + name)
        guard unsafe rename(half, link) == 0 else {
            throw ListError(.unreadable, link, "cannot be replaced")
        }
    }

    private func write(_ state: State) throws {
        try Data(state.json).write(to: URL(filePath: path(state.list, "state.json")), options: .atomic)
    }

    /// Removes all but the newest states.
    private func prune(_ state: State) {
        let manager = FileManager.default
        let folder = path(state.list, "snapshots")
        let keep = [Self.folderName(state.sha256), state.previous ?? ""]
        let names = ((try? manager.contentsOfDirectory(atPath: folder)) ?? []).filter { !keep.contains($0) }
        let aged = names.sorted { age(folder + "/" + $0) < age(folder + "/" + $1) }
        for name in aged.dropLast(max(0, Self.kept - keep.count)) {
            try? manager.removeItem(atPath: folder + "/" + name)
        }
    }

    private func age(_ path: String) -> Double {
        let date = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
        return date?.timeIntervalSinceReferenceDate ?? 0
    }

    private static func folderName(_ sha256: String) -> String { String(sha256.prefix(16)) }
}

extension ListStore.State: JSONWritable, JSONReadable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("list", list)
        json.member("title", title)
        json.member("snapshot", snapshot)
        json.member("sha256", sha256)
        json.member("entries", entries)
        json.member("source", source)
        json.member("takenAt", takenAt)
        json.member("previous", previous)
        json.key("etags")
        json.beginObject()
        for (address, etag) in etags.sorted(by: { $0.key < $1.key }) { json.member(address, etag) }
        json.endObject()
        json.member("failure", failure)
        json.endObject()
    }

    package init(json: JSONValue) throws(JSONError) {
        list = try json.required("list")
        title = json["title"]?.string ?? list
        snapshot = json["snapshot"]?.string ?? ""
        sha256 = try json.required("sha256")
        entries = try json.requiredInteger("entries")
        source = json["source"]?.string ?? ""
        takenAt = json["takenAt"]?.string ?? ""
        previous = json["previous"]?.string
        for member in json["etags"]?.members ?? [] { etags[member.name] = member.value.string }
        failure = json["failure"]?.string
    }
}
