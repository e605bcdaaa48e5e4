internal import Analysis
internal import ArgumentParser
internal import Foundation
internal import Ingestion
internal import Language
internal import Messages
internal import Pipeline
internal import Transport

/// `interdict analyze`: the whole analysis in this process, without a pipeline.
struct Analyze: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Analyse articles in this process, without a pipeline.",
        discussion: """
            Takes plain text or a JSON article from a file or from standard input (-, or nothing). Offsets in the \
            result count Unicode code points in the article's body; a plain text's body is the whole text. With --jsonl \
            every line of the input is an article. Exits with 65 if anything is no article.
            """
    )

    @Flag(help: "Print the classified document as one line of JSON.")
    var json = false

    @Flag(help: "Read JSON Lines, and print a classified document for each line.")
    var jsonl = false

    @Option(help: "A watchlist to screen against, its files parted by commas; may be given several times.")
    var list: [String] = []

    @Argument(help: "A file; - is standard input.", completion: .file())
    var file = "-"

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let data = try DataFolder.locate(environment: environment).path
        let analyser: Analyser
        do {
            analyser = try Analyser(data: data, lists: list)
        } catch {
            throw Failure(.configuration, "\(error)")
        }
        let bytes = try input()
        if jsonl { return try analyseLines(bytes, analyser) }
        let isJSON = bytes.first { !" \r\n\t".utf8.contains($0) } == UInt8(ascii: "{")
        switch isJSON ? intake.article(from: bytes, receivedAt: now) : intake.article(fromText: bytes, receivedAt: now)
        {
        case .success(let article): try show(analyser.analyse(article.article).document)
        case .failure(let rejection): throw Failure(.data, "\(file): \(rejection)")
        }
    }

    private var intake: ArticleIntake {
        let detector = LanguageDetector()
        return ArticleIntake { detector.detect($0)?.language }
    }

    private var now: Timestamp { .now }

    private func input() throws -> [UInt8] {
        if file == "-" { return Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure(.data, "\(file): the file can't be read")
        }
        return Array(data)
    }

    private func analyseLines(_ bytes: [UInt8], _ analyser: Analyser) throws {
        let intake = intake
        var failed = 0
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy({ " \r\t".utf8.contains($0) }) {
            switch intake.article(from: Array(line), receivedAt: now) {
            case .success(let article):
                let document = analyser.analyse(article.article).document
                StandardOutput.write(document + [0x0A])
            case .failure(let rejection):
                failed += 1
                FileHandle.standardError.write(Data("\(file):\(index + 1): \(rejection)\n".utf8))
            }
        }
        if failed > 0 { throw ExitCode(Failure.Code.data.rawValue) }
    }

    private func show(_ document: [UInt8]) throws {
        guard !json else { return StandardOutput.write(document + [0x0A]) }
        print(DocumentText(try JSONParser.parse(document)).whole)
    }
}
