internal import Messages
internal import Storage

/// A quarantined article in words.
struct QuarantineText {
    private let article: QuarantinedArticle

    init(_ article: QuarantinedArticle) { self.article = article }

    /// One line: id, stage, attempts, reason.
    var line: String {
        let attempts = article.attempts == 1 ? "1 attempt" : "\(article.attempts) attempts"
        return "\(article.at) \(article.id) \(article.stage), \(attempts): \(article.reason)"
    }

    /// Everything but the frames, and the article's title.
    var whole: String {
        var lines = ["quarantined: \(line)"]
        if !article.worker.isEmpty { lines.append("worker: \(article.worker)") }
        for (index, error) in article.errors.enumerated() { lines.append("attempt \(index + 1): \(error)") }
        let frame = article.frames.first.flatMap { try? JSONParser.parse($0) }
        if let title = frame?["title"]?.string { lines.append("title: \(title)") }
        lines.append("frames: \(article.frames.map { "\($0.count) bytes" }.joined(separator: ", "))")
        return lines.joined(separator: "\n")
    }

    /// One JSON object; the article's frame is in it where it is one.
    func json(withArticle: Bool) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("id", article.id.rawValue)
        json.member("key", Int(clamping: article.key))
        json.member("stage", article.stage)
        json.member("worker", article.worker)
        json.member("reason", article.reason)
        json.member("attempts", article.attempts)
        json.member("errors", article.errors)
        json.member("at", article.at.description)
        if withArticle {
            let frame = article.frames.first.flatMap { try? JSONParser.parse($0) }
            json.member("article", frame)
        }
        json.endObject()
        return json.bytes
    }
}
