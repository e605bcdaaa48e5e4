internal import Foundation
internal import Glibc
package import Screening

/// Renews kept lists from where they are published.
///
/// A list that can't be had, can't be read or has shrunk too far stays as it is, and its state says why.
package struct ListUpdater: Sendable {
    package enum Outcome: Sendable {
        case updated(ListStore.State, problems: [ListProblem])
        case unchanged(ListStore.State)
        /// What went wrong, and the last good state, if there is one.
        case failed(String, kept: ListStore.State?)
    }

    private let store: ListStore
    private let library: ListLibrary
    private let fetcher: Fetcher
    /// A list that loses more than this share of its entries is refused.
    private let shrink: Double
    private let now: @Sendable () -> String

    /// - Parameters:
    ///   - store: Where lists are kept.
    ///   - library: Compiles what was fetched.
    ///   - fetcher: Fetches the files; whoever made it closes it.
    ///   - shrink: A list that loses more than this share of its entries is refused.
    ///   - now: The time, RFC 3339, UTC.
    package init(
        store: ListStore,
        library: ListLibrary,
        fetcher: Fetcher,
        shrink: Double,
        now: @escaping @Sendable () -> String
    ) {
        self.store = store
        self.library = library
        self.fetcher = fetcher
        self.shrink = shrink
        self.now = now
    }

    /// Renews one list.
    ///
    /// - Parameters:
    ///   - source: Where it is published.
    ///   - always: Fetch also what the server would call unchanged.
    /// - Returns: What came of it.
    /// - Throws: Nothing but the error of a cancelled task.
    package func update(_ source: ListSource, always: Bool = false) async throws -> Outcome {
        do {
            let lock = try FolderLock(store.folder + "/" + source.list)
            defer { lock.release() }
            return try await renew(source, always)
        } catch let error as CancellationError {
            throw error
        } catch {
            return failed("\(error)", source)
        }
    }

    private func renew(_ source: ListSource, _ always: Bool) async throws -> Outcome {
        let before = try store.stateIfKept(source.list)
        let folder = store.folder + "/" + source.list + "/incoming"
        try Self.empty(folder)
        var validators: [String: ListStore.Validator] = [:]
        var files: [ListFile] = []
        var hasNews = false
        for file in source.files {
            let path = folder + "/" + file.name
            let kept = store.folder + "/" + source.list + "/current/" + file.name
            let known = always || !isKept(file, at: kept) ? nil : before?.validators[file.url]
            switch try await fetcher.fetch(file, unlike: known, to: path) {
            case .unchanged:
                validators[file.url] = known
                files.append(try ListFile(path: kept))
            case .fetched(let validator):
                validators[file.url] = validator
                files.append(try ListFile(path: path))
                hasNews = true
            }
        }
        try FileManager.default.removeItem(atPath: folder)
        if !hasNews, before != nil { return .unchanged(try store.noteChecked(source.list, at: now())) }
        return try take(files, source, validators)
    }

    private func take(
        _ files: [ListFile],
        _ source: ListSource,
        _ validators: [String: ListStore.Validator]
    ) throws -> Outcome {
        let taken = try store.take(
            files,
            id: source.list,
            source: source.files.map(\.url).joined(separator: " "),
            now: now(),
            validators: validators,
            shrink: shrink,
            library: library
        )
        return taken.isNew ? .updated(taken.state, problems: taken.problems) : .unchanged(taken.state)
    }

    /// Whether the file is still there as it was fetched; one that is pinned to another hash is fetched again.
    private func isKept(_ file: ListSource.File, at path: String) -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return false }
        guard let pinned = file.sha256 else { return true }
        return (try? ListFile(path: path))?.sha256 == pinned
    }

    private func failed(_ reason: String, _ source: ListSource) -> Outcome {
        do {
            guard try store.stateIfKept(source.list) != nil else { return .failed(reason, kept: nil) }
            return .failed(reason, kept: try store.note(failure: reason, of: source.list, at: now()))
        } catch {
            return .failed(reason + "; and that could not be noted: \(error)", kept: nil)
        }
    }

    private static func empty(_ folder: String) throws {
        let manager = FileManager.default
        if manager.fileExists(atPath: folder) { try manager.removeItem(atPath: folder) }
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
}

/// Keeps a second update of one list away while the first one runs.
package struct FolderLock {
    private let descriptor: Int32

    /// Takes the lock; the system frees it when the process ends, however it ends.
    ///
    /// - Throws: `ListError` where another update has it, or the folder can't be made.
    package init(_ folder: String) throws(ListError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw ListError(.unreadable, folder, "can't be made: \(error)")
        }
        let path = folder + "/update.lock"
        descriptor = unsafe open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw ListError(.unreadable, path, "can't be opened: error \(errno)") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(descriptor)
            throw ListError(.unreadable, folder, "is being updated by another process")
        }
    }

    package func release() {
        // Closing alone leaves the lock to a child that is just being started and still shares the open file.
        flock(descriptor, LOCK_UN)
        Glibc.close(descriptor)
    }
}
