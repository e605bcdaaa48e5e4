/// The text of an HTML page or fragment, without menus, scripts, forms and the like.
///
/// Paragraphs are parted by a blank line and `<br>` gives one line end. Where a page marks its article (`itemprop`
/// article body, `article`, `main`), only that part is taken.
enum HTMLText {
    struct Page {
        var title: String?
        var body: String
    }

    /// Fewest bytes of text for which a marked region is believed to be the article.
    private static let believable = 200

    static func extract(from html: String) -> Page {
        let bytes = Array(html.utf8)
        let strict = HTMLReader(bytes, dropsUnlikely: true).read()
        let page = Self.page(strict)
        guard page.body.utf8.count < believable else { return page }
        let lenient = Self.page(HTMLReader(bytes, dropsUnlikely: false).read())
        return lenient.body.utf8.count > 2 * page.body.utf8.count ? lenient : page
    }

    /// Text of one line that may hold tags and character references, such as a headline.
    static func inline(_ html: String) -> String {
        guard html.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C }) else { return html }
        return HTMLReader(Array(html.utf8), dropsUnlikely: false).read().blocks.map(\.string).joined(separator: " ")
    }

    /// Whether a text that nobody called HTML evidently is.
    ///
    /// It begins with a known tag and has another, or holds at least four known tags.
    static func isHTML(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.contains(0x3C) else { return false }
        let start = bytes.firstIndex { !$0.isBlank } ?? 0
        if bytes[start...].prefix(9).map(\.lowercased).elementsEqual("<!doctype".utf8) { return true }
        var tags = 0
        var index = start
        while let next = bytes[index...].firstIndex(of: 0x3C) {
            if isTag(bytes, at: next) {
                tags += next == start ? 3 : 1
                if tags >= 4 { return true }
            }
            index = next + 1
        }
        return false
    }

    /// Whether a known element's opening or closing tag begins here, and ends.
    private static func isTag(_ bytes: [UInt8], at start: Int) -> Bool {
        var index = start + 1
        if index < bytes.count, bytes[index] == 0x2F { index += 1 }
        let nameStart = index
        while index < bytes.count, index < nameStart + 12, bytes[index].isLetter || 0x30...0x39 ~= bytes[index] {
            index += 1
        }
        guard index < bytes.count, [0x3E, 0x2F].contains(bytes[index]) || bytes[index].isBlank else { return false }
        let name = String(decoding: bytes[nameStart..<index].map(\.lowercased), as: UTF8.self)
        guard HTMLElement(name: name) != nil || inlineTags.contains(name) else { return false }
        return bytes[index...].prefix(2000).contains(0x3E)
    }

    private static let inlineTags: Set<String> = ["b", "i", "em", "strong", "u", "sup", "sub", "small", "cite", "font"]

    private static func page(_ reading: HTMLReader.Reading) -> Page {
        let blocks = article(of: reading)
        let heading = blocks.first { $0.isTopHeading } ?? reading.blocks.first { $0.isTopHeading }
        let title = reading.socialTitle ?? heading?.string ?? reading.title
        let paragraphs = blocks.filter { !($0.isTopHeading && $0.string == heading?.string) }
        return Page(title: title, body: paragraphs.map(\.string).joined(separator: "\n\n"))
    }

    private static func article(of reading: HTMLReader.Reading) -> [HTMLBlock] {
        let blocks = reading.blocks.filter { !$0.isFiller && !(reading.isPage && $0.isLinks) }
        for region in HTMLRegion.allCases {
            var sizes: [Int: Int] = [:]
            for block in blocks {
                if let number = block.regions[region] { sizes[number, default: 0] += block.text.count }
            }
            let largest = sizes.max { ($0.value, $1.key) < ($1.value, $0.key) }
            if let largest, largest.value >= believable {
                return blocks.filter { $0.regions[region] == largest.key }
            }
        }
        return blocks
    }
}
