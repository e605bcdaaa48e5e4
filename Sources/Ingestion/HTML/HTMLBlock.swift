/// One paragraph, heading, list item or table row of a page.
struct HTMLBlock {
    var text: [UInt8] = []
    /// Bytes of the text that lie in links.
    var linkBytes = 0
    var isHeading = false
    var isTopHeading = false
    /// The outermost `article`, `main` and article body that it lies in, numbered through the page.
    var regions: [HTMLRegion: Int] = [:]

    var string: String { String(decoding: text, as: UTF8.self) }

    /// Mostly links, as in menus and lists of other stories.
    var isLinks: Bool { text.count < 600 && linkBytes * 5 > text.count * 3 }

    /// A line that pages put between paragraphs.
    var isFiller: Bool {
        guard text.count < 60 else { return false }
        let line = string.lowercased().trimmingSuffix(while: { !$0.isLetter })
        return Self.fillers.contains(String(line)) || line.hasPrefix("©") || line.hasPrefix("all rights reserved")
    }

    private static let fillers: Set<String> = [
        "advertisement", "ad", "article continues below", "click here to subscribe", "comments", "continue reading",
        "copy link", "email", "facebook", "follow us", "leave a comment", "listen to this article", "most read",
        "print", "read more", "read next", "recommended", "related", "related articles", "related stories", "save",
        "share", "share this", "share this article", "share this story", "sign in", "sign up", "skip to content",
        "skip to main content", "sponsored", "story continues below", "story continues below advertisement",
        "subscribe", "subscribe now", "tweet", "twitter", "whatsapp", "advertisement - scroll to continue",
    ]
}

/// What marks the part of a page that holds the article, from the surest sign to the weakest.
enum HTMLRegion: Int, CaseIterable {
    case articleBody, article, main
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        guard let last = lastIndex(where: { !predicate($0) }) else { return "" }
        return self[...last]
    }
}
