import FoundationEssentials
import Glibc
import Messages

/// The lists that an operator keeps: a folder for each list, with the files as published.
///
///     FOLDER/ofac-sdn/snapshots/3f5a…/sdn.csv alt.csv add.csv     the files of one state, named by their hash
///     FOLDER/ofac-sdn/current → snapshots/3f5a…                  swapped at once when a newer state is good
///     FOLDER/ofac-sdn/state.json                                 what is current, what was before, when it was taken
///
/// Workers that were given the paths below `current` see a new state whole or not at all.
package struct ListStore: Sendable {
    /// What a server said of a file's state, to be sent back to it as it was.
    package struct Validator: Sendable, Equatable {
        package var etag: String?
        package var lastModified: String?

        package init(etag: String?, lastModified: String?) {
            self.etag = etag
            self.lastModified = lastModified
        }
    }

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
        /// What each server needs to say that nothing has changed, by the address of the file.
        package var validators: [String: Validator] = [:]
        /// When its source last said that this is the newest state; RFC 3339, UTC.
        package var checkedAt: String?
        /// When the last attempt to renew it failed.
        package var failedAt: String?
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

    /// The ids of the stored lists, sorted; none where the folder isn't there yet.
    ///
    /// - Throws: `ListError` where the folder can't be read.
    package func ids() throws(ListError) -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try names(in: folder).filter { FileManager.default.fileExists(atPath: path($0, "state.json")) }.sorted()
    }

    private func path(_ parts: String...) -> String { ([folder] + parts).joined(separator: "/") }

    private func names(in folder: String) throws(ListError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw ListError(.unreadable, folder, "can't be read: \(error)")
        }
    }

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

    /// What is known of a list; nil where it isn't stored.
    package func stateIfKept(_ id: String) throws(ListError) -> State? {
        FileManager.default.fileExists(atPath: path(id, "state.json")) ? try state(id) : nil
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
        return try names(in: folder).filter { $0 != CompiledIndex.fileName }.sorted().map { folder + "/" + $0 }
    }

    /// Takes a list's files in, if they are good.
    ///
    /// The new state is written and compiled beside the old one and then put in its place at once.
    ///
    /// - Parameters:
    ///   - files: The files as published.
    ///   - wanted: The list's id; nil takes the one of the format.
    ///   - source: Where they came from.
    ///   - now: RFC 3339, UTC.
    ///   - snapshot: The day of the files, where they don't tell it; without it the day of `now`.
    ///   - validators: What the servers said of them.
    ///   - shrink: A list that loses more than this share of its entries is refused.
    ///   - library: Compiles the list; nil leaves that out.
    /// - Returns: The new state, with the rows that could not be read and what could not be tidied up.
    /// - Throws: `ListError` where they can't be read, hold nothing, or have shrunk too far; the last good state stays.
    package func take(
        _ files: [ListFile],
        id wanted: String? = nil,
        source: String,
        now: String,
        snapshot: String? = nil,
        validators: [String: Validator] = [:],
        shrink: Double,
        library: ListLibrary? = nil
    ) throws(ListError) -> (state: State, problems: [ListProblem], isNew: Bool) {
        var loaded = try loader.load(files)
        let id = wanted ?? loaded.list.id
        let before = try stateIfKept(id)
        if let before { try check(loaded.list, against: before, shrink) }
        let isNew = before?.sha256 != loaded.list.sha256
        if loaded.list.snapshot.isEmpty {
            loaded.list.snapshot = snapshot ?? (isNew ? nil : before?.snapshot) ?? String(now.prefix(10))
        }
        loaded.list.id = id
        let state = State(
            list: id,
            title: loaded.list.title,
            snapshot: loaded.list.snapshot,
            sha256: loaded.list.sha256,
            entries: loaded.list.entries.count,
            source: source,
            takenAt: now,
            previous: isNew ? before.map { Self.folderName($0.sha256) } : before?.previous,
            validators: validators,
            checkedAt: now
        )
        try writing(path(id)) { try write(files, loaded.list, state, library) }
        return (state, loaded.problems + prune(state), isNew)
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
    @discardableResult
    package func note(failure: String, of id: String, at now: String) throws(ListError) -> State {
        var state = try state(id)
        state.failure = failure
        state.failedAt = now
        try writing(path(id, "state.json")) { try write(state) }
        return state
    }

    /// Notes that the source says that nothing has changed.
    package func noteChecked(_ id: String, at now: String) throws(ListError) -> State {
        var state = try state(id)
        state.checkedAt = now
        state.failure = nil
        state.failedAt = nil
        try writing(path(id, "state.json")) { try write(state) }
        return state
    }

    /// Runs work that writes below a path, and says which path it was where that fails.
    private func writing(_ path: String, _ work: () throws -> Void) throws(ListError) {
        do {
            try work()
        } catch let error as ListError {
            throw error
        } catch {
            throw ListError(.unreadable, path, "can't be written: \(error)")
        }
    }

    private func write(_ files: [ListFile], _ list: SanctionsList, _ state: State, _ library: ListLibrary?) throws {
        let manager = FileManager.default
        let name = Self.folderName(state.sha256)
        let folder = path(state.list, "snapshots", name)
        let paths = { (folder: String) in files.map(\.name).sorted().map { folder + "/" + $0 } }
        if manager.fileExists(atPath: folder) {
            // What was lost of a state that is kept already comes back.
            for file in files where !manager.fileExists(atPath: folder + "/" + file.name) {
                try Data(file.bytes).write(to: URL(filePath: folder + "/" + file.name), options: .atomic)
            }
            try library?.compile(list, files: paths(folder))
        } else {
            let half = folder + ".half"
            if manager.fileExists(atPath: half) { try manager.removeItem(atPath: half) }
            try manager.createDirectory(atPath: half, withIntermediateDirectories: true)
            for file in files { try Data(file.bytes).write(to: URL(filePath: half + "/" + file.name)) }
            try library?.compile(list, files: paths(half))
            try manager.moveItem(atPath: half, toPath: folder)
        }
        try swap(state.list, to: name)
        try write(state)
    }

    /// Points `current` at a state; a rename replaces the link at once.
    private func swap(_ id: String, to name: String) throws {
        let link = path(id, "current")
        let half = link + ".half"
        // A link that points nowhere doesn't exist for the file manager, but is in the way.
        guard unsafe unlink(half) == 0 || errno == ENOENT else {
            throw ListError(.unreadable, half, "can't be removed: error \(errno)")
        }
        try FileManager.default.createSymbolicLink(atPath: half, withDestinationPath: "snapshots/" + name)
        guard unsafe rename(half, link) == 0 else {
            throw ListError(.unreadable, link, "can't be replaced: error \(errno)")
        }
    }

    private func write(_ state: State) throws {
        try Data(state.json).write(to: URL(filePath: path(state.list, "state.json")), options: .atomic)
    }

    /// Removes all but the newest states; what can't be removed is told, and does no harm.
    private func prune(_ state: State) -> [ListProblem] {
        let folder = path(state.list, "snapshots")
        do {
            let keep = [Self.folderName(state.sha256), state.previous ?? ""]
            let aged = try names(in: folder).filter { !keep.contains($0) }
                .map { (name: $0, age: try age(folder + "/" + $0)) }
                .sorted { ($0.age, $0.name) < ($1.age, $1.name) }
            for (name, _) in aged.dropLast(max(0, Self.kept - keep.count)) {
                try FileManager.default.removeItem(atPath: folder + "/" + name)
            }
            return []
        } catch {
            return [ListProblem(file: folder, line: 0, reason: "older states can't be removed: \(error)")]
        }
    }

    private func age(_ path: String) throws -> Double {
        let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
        return date?.timeIntervalSinceReferenceDate ?? 0
    }

    private static func folderName(_ sha256: String) -> String { String(sha256.prefix(16)) }
}
