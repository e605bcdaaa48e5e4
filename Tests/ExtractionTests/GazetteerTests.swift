import Extraction
import FoundationEssentials
import Testing

@Suite(.timeLimit(.minutes(5)))
struct GazetteerTests {
    private static let folder = "\(ExtractorTests.resources)/gazetteer"

    @Test func `the pack is made of the tables as they stand`() throws {
        let packed = try Data(contentsOf: URL(filePath: "\(Self.folder)/\(GazetteerPack.name)"))
        #expect(
            Array(packed) == (try GazetteerPack.bytes(folder: Self.folder)),
            "a table was changed: run interdict-train gazetteer"
        )
    }

    @Test func `a changed table is read in place of the pack, and a damaged pack is refused`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "interdict-gazetteer-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in Gazetteer.tables + [GazetteerPack.name] {
            let source = URL(filePath: "\(Self.folder)/\(name)")
            try FileManager.default.copyItem(at: source, to: folder.appending(path: name))
        }
        let word = WordHash.folded("Examplestan")
        #expect(try Gazetteer(folder: folder.path).entry(word) == nil)
        let table = folder.appending(path: "peoples.tsv")
        try (Data(contentsOf: table) + Data("Examplestan\n".utf8)).write(to: table)
        #expect(try Gazetteer(folder: folder.path).entry(word)?.senses.contains(.demonym) == true)
        let pack = folder.appending(path: GazetteerPack.name)
        var bytes = try Data(contentsOf: pack)
        bytes[bytes.count - 5] ^= 4
        try bytes.write(to: pack)
        let error = #expect(throws: GazetteerError.self) { try Gazetteer(folder: folder.path) }
        #expect(error?.description.contains("interdict-train gazetteer") == true)
    }
}
