internal import Messages

/// Reads the article's id from the first bytes of a classified document, without reading the rest.
enum DocumentHead {
    private static let mark = Array(#""article":{"schema":"interdict.article/1","id":""#.utf8)

    static func articleID(of document: [UInt8]) -> ArticleID? {
        let head = document.prefix(4096)
        var from = head.startIndex
        while let place = head[from...].firstIndex(of: mark[0]) {
            if head[place...].starts(with: mark) {
                let id = head[(place + mark.count)...].prefix { $0 != UInt8(ascii: "\"") }
                return ArticleID(rawValue: String(decoding: id, as: UTF8.self))
            }
            from = place + 1
        }
        return nil
    }
}
