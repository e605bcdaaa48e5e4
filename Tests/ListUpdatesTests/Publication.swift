import Foundation
import ListUpdates
import Screening

/// A kept list, its source on a test server, and what renews it.
struct Publication {
    static let names = Result { try NameData(folder: checkout + "/Pipelines/names") }
    static let checkout = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

    let folder = FileManager.default.temporaryDirectory.path + "/interdict-update-\(UUID().uuidString)"
    var limits = Fetcher.Limits()
    var now = "2024-06-20T00:00:00Z"

    init() {
        limits.pause = .zero
        limits.attempts = 2
        // The machine may be busy with other tests.
        limits.connect = .seconds(60)
    }

    func store() throws -> ListStore {
        ListStore(folder: folder, loader: ListLoader(countries: try Self.names.get().countries))
    }

    /// Renews a list of one file, or of those that are given.
    func update(_ files: [ListSource.File], list: String = "house", always: Bool = false) async throws -> String {
        let fetcher = Fetcher(limits: limits)
        let now = now
        let updater = ListUpdater(
            store: try store(),
            library: ListLibrary(names: try Self.names.get()),
            fetcher: fetcher,
            shrink: 0.2,
            now: { now }
        )
        let outcome = try await updater.update(ListSource(list: list, title: list, files: files), always: always)
        try await fetcher.close()
        switch outcome {
        case .updated(let state, _): return "updated \(state.entries)"
        case .unchanged(let state): return "unchanged \(state.entries)"
        case .failed(let reason, let kept): return "failed \(kept?.entries ?? 0): \(reason)"
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// A list in our own simple form.
    static func table(_ names: [String]) -> String {
        "id,name,kind\n" + names.enumerated().map { "\($0.offset + 1),\($0.element),organization\n" }.joined()
    }
}
