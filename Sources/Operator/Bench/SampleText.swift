internal import Foundation
internal import Messages
internal import Pipeline

/// Running text to measure with.
struct SampleText {
    private let bodies: [String]

    /// - Parameters:
    ///   - data: The folder of shipped data.
    ///   - file: A text, a JSON article, or JSON Lines with an article each; nil takes the shipped samples in English.
    /// - Throws: ``Failure`` for a file that can't be read or holds no text.
    init(_ data: DataFolder, file: String?) throws {
        bodies = try file.map(Self.bodies) ?? Self.samples(data)
        guard bodies.contains(where: { $0.contains { !$0.isWhitespace } }) else {
            throw Failure(.data, "\(file ?? data.path(of: "samples")): no article with a body is in it")
        }
    }

    private static func bodies(_ file: String) throws -> [String] {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure(.data, "\(file): the file can't be read")
        }
        guard file.hasSuffix(".json") || file.hasSuffix(".jsonl") else {
            return [String(decoding: data, as: UTF8.self)]
        }
        let parts = file.hasSuffix(".json") ? [Data(data)] : data.split(separator: UInt8(ascii: "\n")).map { Data($0) }
        return try parts.enumerated().compactMap { number, part in
            do { return try JSONParser.parse(Array(part))["body"]?.string } catch {
                throw Failure(.data, "\(file):\(number + 1): \(error)")
            }
        }
    }

    private static func samples(_ data: DataFolder) throws -> [String] {
        let folder = data.path(of: "samples")
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasSuffix(".json") && !$0.contains("-de") }.flatMap { try bodies(folder + "/" + $0) }
    }

    /// All of it as one article.
    var whole: Article {
        Article(id: ArticleID(rawValue: "bench"), title: "", body: bodies.joined(separator: "\n\n"))
    }

    /// Articles of so many words each, cut out of the text, which comes again from its beginning where it is too short.
    ///
    /// - Parameters:
    ///   - count: How many at most; fewer where the text is used up, but one at least.
    ///   - words: Of each.
    /// - Returns: At least one article.
    func articles(_ count: Int, words: Int) -> [Article] {
        let words = max(1, words)
        let pieces = bodies.flatMap { $0.split(separator: " ", omittingEmptySubsequences: false) }
        let most = max(1, min(count, pieces.count / words))
        return (0..<most).map { number in
            let body = (0..<words).map { pieces[(number * words + $0) % pieces.count] }.joined(separator: " ")
            return Article(id: ArticleID(rawValue: "bench-\(number + 1)"), title: "", body: body)
        }
    }
}
