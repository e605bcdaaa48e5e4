internal import Messages

/// Reads the article's id out of a classified document, without parsing it: it comes after the topics, however many.
enum DocumentHead {
    private static let mark = Array(#""article":{"schema":"interdict.article/1","id":""#.utf8)

    static func articleID(of document: [UInt8]) -> ArticleID? {
        var from = document.startIndex
        while let place = document[from...].firstIndex(of: mark[0]) {
            if document[place...].starts(with: mark) {
                let id = document[(place + mark.count)...].prefix { $0 != UInt8(ascii: "\"") }
                return ArticleID(rawValue: String(decoding: id, as: UTF8.self))
            }
            from = place + 1
        }
        return nil
    }
}
