internal import Extraction
internal import Foundation
internal import Messages
internal import Pipeline
internal import Screening

/// How long one article is screened, besides what its extraction takes.
struct ArticleBench {
    private let article: Article
    private let extraction: Extraction
    private static let words = 1000
    private static let runs = 50

    /// An article of about a thousand words.
    ///
    /// - Parameters:
    ///   - data: The folder of shipped data.
    ///   - file: A text; nil takes the shipped samples, one after the other.
    /// - Throws: An error that names the file that can't be used.
    init(_ data: DataFolder, file: String?) throws {
        let body = try file.map { String(decoding: try ListFile(path: $0).bytes, as: UTF8.self) } ?? Self.samples(data)
        var count = 0
        let end = body.indices.first { place in
            guard body[place].isWhitespace, place > body.startIndex, !body[body.index(before: place)].isWhitespace
            else {
                return false
            }
            count += 1
            return count == Self.words
        }
        article = Article(id: ArticleID(rawValue: "bench"), title: "", body: String(body[..<(end ?? body.endIndex)]))
        extraction = try Extractor(resources: data.path).extract(article)
    }

    /// The bodies of the samples in English, again and again until they are long enough.
    private static func samples(_ data: DataFolder) throws -> String {
        let folder = data.path(of: "samples")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let bodies = try names.filter { $0.hasSuffix(".json") && !$0.contains("-de") }.compactMap { name in
            try JSONParser.parse(ListFile(path: folder + "/" + name).bytes)["body"]?.string
        }
        let all = bodies.joined(separator: "\n\n")
        return Array(repeating: all, count: 1 + words * 5 / max(1, all.utf8.count)).joined(separator: "\n\n")
    }

    /// One line for a person.
    func line(_ index: ListIndex) -> String {
        let screener = Screener(index: index)
        var matches = 0
        let times = (0..<Self.runs).map { _ in
            ContinuousClock().measure { matches = screener.screen(article, extraction).matches.count }.milliseconds
        }.sorted()
        let words = article.body.split(whereSeparator: \.isWhitespace).count
        let rank = { (share: Double) in (times[Int(Double(times.count - 1) * share)] * 1000).rounded() / 1000 }
        return "one article (\(words) words, \(extraction.entities.count) entities, \(matches) matches): "
            + "median \(rank(0.5)) ms, slowest \(rank(1)) ms"
    }
}
