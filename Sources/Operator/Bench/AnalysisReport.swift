internal import Analysis
internal import Foundation
internal import Messages
internal import Observability
internal import Pipeline

/// What the engines of the stages take for an article, measured in this process.
struct AnalysisReport {
    private static let most = 400

    private let bench: AnalysisBench
    private let articles: Int
    private let words: Int
    private let residentBytes: Int

    /// - Parameters:
    ///   - file: Text to measure with; nil for the shipped samples.
    ///   - words: Of each article; 0 for the whole text as one.
    /// - Throws: ``Failure`` for text or data that can't be read.
    init(file: String?, words: Int) throws {
        let data = try DataFolder.locate(environment: ProcessInfo.processInfo.environment)
        let text = try SampleText(data, file: file)
        let articles = words == 0 ? [text.whole] : text.articles(Self.most, words: words)
        do { bench = try AnalysisBench(data: data.path, articles: articles) } catch {
            throw Failure(.configuration, "\(error)")
        }
        self.articles = articles.count
        self.words = words
        residentBytes = ResidentMemory.bytes() ?? 0
    }

    var text: String {
        let count = articles == 1 ? "one article" : "\(articles) articles"
        var lines = [words == 0 ? "the whole text, one core" : "\(count) of \(words) words, one core"]
        for part in bench.parts {
            let name = part.name.padding(toLength: 15, withPad: " ", startingAt: 0)
            lines.append(
                name + "median \(Self.shown(part.articles, 0.5)) ms, p99 \(Self.shown(part.articles, 0.99)) ms; "
                    + "loaded in \(Int((part.loading / .milliseconds(1)).rounded())) ms"
            )
        }
        lines.append("tagger alone   \(Int(bench.tokensPerSecond)) tokens/s")
        lines.append("memory         \(residentBytes >> 20) MiB resident with all of them")
        return lines.joined(separator: "\n")
    }

    var json: String {
        var json = JSONWriter()
        json.beginObject()
        json.member("articles", articles)
        json.member("words", words)
        for part in bench.parts {
            json.member("\(part.name)LoadMilliseconds", part.loading / .milliseconds(1))
            json.member("\(part.name)P50Milliseconds", Self.rank(part.articles, 0.5))
            json.member("\(part.name)P99Milliseconds", Self.rank(part.articles, 0.99))
        }
        json.member("taggerTokensPerSecond", bench.tokensPerSecond)
        json.member("residentBytes", residentBytes)
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func rank(_ times: [Duration], _ share: Double) -> Double {
        times[Int(Double(times.count - 1) * share)] / .milliseconds(1)
    }

    private static func shown(_ times: [Duration], _ share: Double) -> Double {
        (rank(times, share) * 100).rounded() / 100
    }
}
