internal import Analysis
internal import ArgumentParser
internal import Foundation
internal import Ingestion
internal import Language
internal import Messages
internal import Pipeline
internal import Storage
internal import Transport

/// `interdict explain`: the article with the words that made each event, and why.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show an article with the words that made its events, in colours, and the reasons for each.",
        discussion: """
            Takes a file (plain text or a JSON article) or the id of a stored article; - is standard input. Triggers \
            stand in red, issuers in blue, targets in yellow. Exits with 65 for what is no article, with 69 for an id \
            that isn't stored.
            """
    )

    /// When escape sequences for colours are written.
    enum Colour: String, ExpressibleByArgument, CaseIterable {
        case auto, always, never
    }

    @OptionGroup var store: StoreOptions

    @Option(help: "When to write colours: auto (on a terminal, unless NO_COLOR is set), always, never.")
    var colour = Colour.auto

    @Argument(help: "A file, - for standard input, or the id of a stored article.", completion: .file())
    var article: String

    func run() throws {
        let document = try JSONParser.parse(document())
        print(Explanation(document, inColour: isColoured).text)
    }

    private var isColoured: Bool {
        switch colour {
        case .always: true
        case .never: false
        case .auto: ProcessInfo.processInfo.environment["NO_COLOR"] == nil && isatty(STDOUT_FILENO) == 1
        }
    }

    private func document() throws -> [UInt8] {
        if article == "-" { return try analysed(Array(try FileHandle.standardInput.readToEnd() ?? Data())) }
        if let data = FileManager.default.contents(atPath: article) { return try analysed(Array(data)) }
        let store = try store.open()
        let id = ArticleID(rawValue: article)
        let document = try Failure.ofStore { () throws(StoreError) in try store.document(of: id) }
        guard let document else {
            throw Failure(.unavailable, "\(article) is neither a file nor the id of a stored article")
        }
        return document.json
    }

    private func analysed(_ bytes: [UInt8]) throws -> [UInt8] {
        let data = try DataFolder.locate(environment: ProcessInfo.processInfo.environment).path
        let analyser: Analyser
        do {
            analyser = try Analyser(data: data, lists: [])
        } catch {
            throw Failure(.configuration, "\(error)")
        }
        let detector = LanguageDetector()
        let intake = ArticleIntake { detector.detect(SourceText($0))?.language }
        let isJSON = bytes.first { !" \r\n\t".utf8.contains($0) } == UInt8(ascii: "{")
        let now = Timestamp.now
        switch isJSON ? intake.article(from: bytes, receivedAt: now) : intake.article(fromText: bytes, receivedAt: now)
        {
        case .success(let accepted): return analyser.analyse(accepted.article).document
        case .failure(let rejection): throw Failure(.data, "\(article): \(rejection)")
        }
    }
}
