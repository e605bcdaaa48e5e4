internal import Foundation
internal import FoundationXML

/// Reads feeds with libxml2, which never loads anything from elsewhere for them.
package enum FeedParser {
    /// Reads a feed.
    ///
    /// - Parameters:
    ///   - bytes: RSS or Atom; see ``FeedText`` for what is mended and refused.
    ///   - contentType: What the server said, for the encoding.
    ///   - place: Where it came from: for errors, and to complete links.
    /// - Returns: The feed with its entries in their order.
    /// - Throws: ``Unreadable`` where it is no feed.
    package static func feed(_ bytes: [UInt8], contentType: String? = nil, place: String) throws(Unreadable)
        -> SyndicationFeed
    {
        let text = try FeedText.wellFormed(bytes, contentType: contentType, place: place)
        let parser = XMLParser(data: Data(text))
        parser.shouldProcessNamespaces = false
        parser.shouldResolveExternalEntities = false
        let reader = FeedReader(place: place)
        parser.delegate = reader
        // On Linux a text that ends too early is no error to the parser.
        let isComplete = parser.parse() && reader.isClosed
        guard reader.isFeed else {
            throw Unreadable(place, "this is neither RSS nor Atom\(isComplete ? "" : ": \(reason(parser))")")
        }
        // A feed that was cut off still has the entries before that.
        guard isComplete || !reader.feed.entries.isEmpty else { throw Unreadable(place, reason(parser)) }
        return reader.feed
    }

    private static func reason(_ parser: XMLParser) -> String {
        "line \(parser.lineNumber), column \(parser.columnNumber): the XML is not well-formed"
    }
}

/// Follows the elements of a feed.
final class FeedReader: XMLParserDelegate {
    private(set) var feed = SyndicationFeed()
    private(set) var isFeed = false
    /// Whether the outermost element has ended.
    private(set) var isClosed = false

    private let place: String
    private var path: [String] = []
    private var text = ""
    private var entry: [String: String] = [:]
    private var tags: [String] = []
    private var links: [(relation: String, address: String)] = []
    private var textType = ""
    /// How deep the element with XHTML in it stands; nil outside of one.
    private var markupDepth: Int?

    init(place: String) { self.place = place }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        let name = Self.plain(name)
        if path.isEmpty { isFeed = ["rss", "rdf:RDF", "feed"].contains(name) }
        path.append(name)
        guard markupDepth == nil else { return text += "<\(name.filter { $0.isLetter || $0.isNumber })>" }
        switch name {
        case "item", "entry": (entry, tags, links) = ([:], [], [])
        case "link": if let address = attributes["href"] { links.append((attributes["rel"] ?? "alternate", address)) }
        case "category": if let term = attributes["term"] { tags.append(term) }
        default: break
        }
        text = ""
        textType = attributes["type"] ?? ""
        if textType == "xhtml" { markupDepth = path.count }
        if let language = attributes["xml:lang"], path.count <= 2 { feed.language = feed.language ?? language }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard text.utf8.count < 16 << 20 else { return }
        text += markupDepth == nil ? string : string.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        self.parser(parser, foundCharacters: String(decoding: block, as: UTF8.self))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        let name = Self.plain(name)
        if let depth = markupDepth, path.count > depth {
            text += "</\(name.filter { $0.isLetter || $0.isNumber })>"
            path.removeLast()
            return
        }
        markupDepth = nil
        path.removeLast()
        isClosed = path.isEmpty
        let parent = path.last ?? ""
        if ["item", "entry"].contains(name) {
            finishEntry()
        } else if ["item", "entry"].contains(parent) {
            note(name)
        } else if ["channel", "feed"].contains(parent) {
            noteFeed(name)
        }
        text = ""
    }

    private static func plain(_ name: String) -> String {
        name.hasPrefix("atom:") ? String(name.dropFirst(5)) : name
    }

    private func noteFeed(_ name: String) {
        let text = text.trimmed
        switch name {
        case "title": feed.title = text
        case "language", "dc:language": feed.language = text.isEmpty ? nil : text
        case "ttl": feed.minutes = Int(text)
        default: break
        }
    }

    private func note(_ name: String) {
        let text = text.trimmed
        guard !text.isEmpty else { return }
        switch name {
        case "category", "dc:subject": tags.append(text)
        case "link": links.append(("alternate", text))
        case "content" where textType == "html" || textType == "xhtml": entry["html"] = text
        default: entry[name] = entry[name] ?? text
        }
    }

    private func finishEntry() {
        let address = links.first { $0.relation == "alternate" }?.address ?? permanent
        let url = address.map { completed($0) }
        let rich = entry["content:encoded"] ?? entry["html"]
        let body = rich ?? entry["content"] ?? entry["description"] ?? entry["summary"] ?? ""
        let date = ["pubDate", "published", "dc:date", "updated", "date"].compactMap { entry[$0] }.first
        let submission = Submission(
            url: url,
            title: entry["title"] ?? "",
            body: body,
            source: entry["source"] ?? (feed.title.isEmpty ? nil : feed.title),
            published: date.flatMap(LooseDate.rfc3339),
            language: feed.language.map { String($0.lowercased().prefix { $0 != "-" && $0 != "_" }) },
            tags: distinctTags,
            format: .html
        )
        guard !submission.isEmpty else { return }
        let key = entry["guid"] ?? entry["id"] ?? url ?? submission.title
        feed.entries.append(.init(key: key, submission: submission))
    }

    private var distinctTags: [String] {
        var seen: Set<String> = []
        return tags.filter { seen.insert($0).inserted }.prefix(20).map { String($0.prefix(80)) }
    }

    /// A `guid` that is an address, where there is no link.
    private var permanent: String? {
        [entry["guid"], entry["id"]].compactMap { $0 }.first { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
    }

    /// A link as it stands, or behind the feed's own address where it is relative.
    private func completed(_ link: String) -> String {
        guard !link.contains("://"), let base = URL(string: place), base.scheme != nil else { return link }
        return URL(string: link, relativeTo: base)?.absoluteString ?? link
    }
}
