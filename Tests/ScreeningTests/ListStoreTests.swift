import Foundation
import Screening
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ListStoreTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/interdict-lists-\(UUID().uuidString)"

    private func store() throws -> ListStore {
        ListStore(folder: folder, loader: ListLoader(countries: try ShippedData.names.get().countries))
    }

    private func list(_ names: [String]) -> [ListFile] {
        let rows = names.enumerated().map { "\($0.offset + 1),\($0.element),organization" }
        return [ListFile(name: "house.csv", bytes: Array(("id,name,kind\n" + rows.joined(separator: "\n")).utf8))]
    }

    private func take(_ names: [String], shrink: Double = 0.2) throws -> ListStore.State {
        try store().take(list(names), source: "test", now: "2024-06-20T00:00:00Z", shrink: shrink).state
    }

    @Test func `a newer state takes the place of the older one, which stays for comparison`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let first = try take(["Acme", "Bolt", "Cog"])
        #expect(first.entries == 3 && first.previous == nil && first.snapshot == "2024-06-20")
        let second = try take(["Acme", "Bolt Works", "Cog", "Dyn"])
        #expect(second.previous != nil)
        let store = try store()
        #expect(try store.ids() == ["house"])
        let loader = ListLoader(countries: try ShippedData.names.get().countries)
        let difference = ListDifference(
            from: try loader.load(paths: store.files("house", previous: true)).list,
            to: try loader.load(paths: store.files("house")).list
        )
        #expect(difference.added.map(\.id) == ["4"])
        #expect(difference.removed.isEmpty)
        #expect(difference.changed.map(\.facts) == [["names"]])
        #expect(difference.toScreenAgain.map(\.id) == ["4", "2"])
    }

    @Test func `a list that lost too much is refused, and the last good one stays`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let good = try take(["Acme", "Bolt", "Cog", "Dyn"])
        let error = #expect(throws: ListError.self) { try take(["Acme", "Bolt"]) }
        #expect(error?.code == .shrunk)
        #expect(try store().state("house") == good)
        #expect(try take(["Acme", "Bolt"], shrink: 0.6).entries == 2)
    }

    @Test func `the same files again change nothing but the time`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try take(["Acme"])
        let again = try store().take(list(["Acme"]), source: "test", now: "2024-06-21T00:00:00Z", shrink: 0.2)
        #expect(!again.isNew)
        #expect(again.state.previous == nil && again.state.snapshot == "2024-06-20")
    }

    @Test func `a failure is noted and forgotten with the next success`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try take(["Acme"])
        try store().note(failure: "404", of: "house", at: "2024-06-21T00:00:00Z")
        #expect(try store().state("house").failure == "404")
        #expect(try take(["Acme"]).failure == nil)
    }

    @Test func `a compiled index finds what a fresh one finds, and is left alone when it is out of date`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = folder + "/starter.json"
        try FileManager.default.copyItem(atPath: ShippedData.checkout + "/Pipelines/lists/starter.json", toPath: file)
        let library = ListLibrary(names: try ShippedData.names.get())
        try library.compile([file])
        let fresh = try ShippedData.screener.get().index
        let read = try library.screener([[file]]).index
        #expect(read.versions == fresh.versions)
        for name in ["Sergej Lavrow", "김정은", "Rosoboronexport", "TORNADO CASH", "ARTAVIL"] {
            let (ours, theirs) = (read.search(name, least: 0.3), fresh.search(name, least: 0.3))
            #expect(ours.map(\.entry) == theirs.map(\.entry))
            #expect(ours.map(\.score) == theirs.map(\.score))
        }
        let index = folder + "/" + CompiledIndex.fileName
        let bytes = try ListFile(path: index).bytes
        for cut in [20, 400, bytes.count / 2, bytes.count - 3] {
            try Data(bytes.prefix(cut)).write(to: URL(filePath: index))
            #expect(try library.shard([file]).version == fresh.versions[0])
        }
        try Data(bytes).write(to: URL(filePath: index))
        let list = try ListFile(path: file)
        let text = String(decoding: list.bytes, as: UTF8.self).replacing("LAVROV", with: "LAVROW-X")
        try Data(text.utf8).write(to: URL(filePath: file))
        #expect(try library.screener([[file]]).index.search("Lavrow-X, Sergei").first?.entry.id == "35233")
    }
}
