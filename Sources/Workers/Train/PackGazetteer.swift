import ArgumentParser
import Extraction
import FoundationEssentials

/// `interdict-train gazetteer`: puts the tables of the gazetteer into one file that loads fast.
struct PackGazetteer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gazetteer",
        abstract: "Pack the gazetteer's tables into one file that loads fast."
    )

    @Option(help: "Folder of the tables; the pack goes there too.")
    var folder = "Pipelines/gazetteer"

    func run() throws {
        let path = "\(folder)/\(GazetteerPack.name)"
        let bytes = try GazetteerPack.bytes(folder: folder)
        try Data(bytes).write(to: URL(filePath: path))
        print("\(path): \(bytes.count) bytes")
    }
}
