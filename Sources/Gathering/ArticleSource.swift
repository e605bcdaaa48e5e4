internal import Messages

/// Finds the articles in what people have: JSON, texts, pages, feeds, web archives and tables, packed with gzip or not.
package struct ArticleSource: Sendable {
    /// One article as it is submitted, and where it came from.
    package struct Item: Sendable, Equatable {
        package let json: [UInt8]
        package let place: String
        /// What is known of an article whose text is elsewhere, at its URL.
        package let pending: Submission?

        package init(json: [UInt8], place: String, pending: Submission? = nil) {
            self.json = json
            self.place = place
            self.pending = pending
        }
    }

    /// A text, page or feed above this is none.
    private static let largest = 256 << 20

    private let kind: SourceKind?
    private let columns: ColumnMap?

    /// A source.
    ///
    /// - Parameters:
    ///   - kind: What everything is; nil goes by names, then by what servers say, then by the first bytes.
    ///   - columns: The columns of tables; nil goes by their names.
    package init(kind: SourceKind? = nil, columns: ColumnMap? = nil) {
        self.kind = kind
        self.columns = columns
    }

    /// Calls back for every article, in order.
    ///
    /// - Parameters:
    ///   - reader: The bytes.
    ///   - place: A path or URL, for names and for places.
    ///   - contentType: What the server said.
    ///   - skipped: Is called for what should be an article and is none; the others go on.
    ///   - body: Is called with each article; what it throws ends everything.
    /// - Throws: ``Unreadable`` where nothing more can be read.
    package func forEach(
        in reader: ByteReader,
        place: String,
        contentType: String? = nil,
        skipped: (Unreadable) -> Void,
        _ body: (Item) throws -> Void
    ) throws {
        var packed = reader
        var reader = try packed.unpacked()
        let path = place.contains("://") ? String(place.prefix { $0 != "?" && $0 != "#" }) : place
        let kind =
            try kind ?? SourceKind(name: path) ?? contentType.flatMap { SourceKind(contentType: $0) }
            ?? SourceKind(head: reader.peek(1024))
        switch kind {
        case .json: try Self.whole(reader.rest(Self.largest, place), place, body)
        case .jsonl: try Self.lines(&reader, place, body)
        case .text:
            let text = try Charset.decode(reader.rest(Self.largest, place), named: contentType.flatMap(Self.charset))
            try body(Item(json: Submission.plain(text).json, place: place))
        case .html: try page(&reader, place, contentType, body)
        case .feed:
            let feed = try FeedParser.feed(reader.rest(Self.largest, place), contentType: contentType, place: place)
            for (index, entry) in feed.entries.enumerated() {
                try body(Item(json: entry.submission.json, place: "\(place), entry \(index + 1)"))
            }
        case .warc:
            var archive = WARCReader(reader, place: place)
            while let (submission, place) = try archive.next() { try body(Item(json: submission.json, place: place)) }
        case .csv, .tsv, .gdelt, .gkg: try table(kind, reader, place, skipped, body)
        }
    }

    private static func charset(_ contentType: String) -> String? { Charset.parameter("charset", of: contentType) }

    private func page(
        _ reader: inout ByteReader,
        _ place: String,
        _ contentType: String?,
        _ body: (Item) throws -> Void
    ) throws {
        let text = try Charset.decodePage(reader.rest(Self.largest, place), contentType: contentType)
        let url = place.hasPrefix("http://") || place.hasPrefix("https://") ? place : nil
        try body(Item(json: Submission(url: url, body: text, format: .html).json, place: place))
    }

    /// One JSON article, an array of them, or, where it is neither, whatever it is: ingestion says what is wrong.
    private static func whole(_ bytes: [UInt8], _ place: String, _ body: (Item) throws -> Void) throws {
        guard bytes.first(where: { !" \n\r\t".utf8.contains($0) }) == UInt8(ascii: "[") else {
            return try body(Item(json: bytes, place: place))
        }
        let values: [JSONValue]
        do {
            values = try JSONParser.parse(bytes).array ?? []
        } catch {
            throw Unreadable(place, "\(error)")
        }
        for (index, value) in values.enumerated() { try body(Item(json: value.json, place: "\(place)[\(index)]")) }
    }

    private static func lines(_ reader: inout ByteReader, _ place: String, _ body: (Item) throws -> Void) throws {
        var number = 0
        while let line = try reader.line(limit: largest) {
            number += 1
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            try body(Item(json: Array(line.utf8), place: "\(place):\(number)"))
        }
    }

    private func table(
        _ kind: SourceKind,
        _ reader: ByteReader,
        _ place: String,
        _ skipped: (Unreadable) -> Void,
        _ body: (Item) throws -> Void
    ) throws {
        var reader = reader
        let format = kind == .csv ? try Self.separator(reader.peek(4096)) : .tabs
        let usual: ColumnMap = kind == .gdelt ? .gdeltEvents : kind == .gkg ? .gdeltGraph : .usual
        let columns = columns ?? usual
        var table = TableReader(reader, format)
        let names = columns.hasNames ? try table.next() ?? [] : []
        guard !columns.hasNames || !names.isEmpty else { return }
        let places = try columns.places(in: names)
        while let row = try table.next() {
            let submission = ColumnMap.submission(row, places)
            if submission.body.isEmpty, submission.url != nil {
                try body(Item(json: submission.json, place: "\(place):\(table.line)", pending: submission))
            } else if submission.isEmpty {
                skipped(Unreadable("\(place):\(table.line)", "the row has neither a title nor a text"))
            } else {
                try body(Item(json: submission.json, place: "\(place):\(table.line)"))
            }
        }
    }

    private static func separator(_ head: [UInt8]) -> TableReader.Format {
        let line = head.prefix { $0 != 0x0A }
        func count(_ byte: UInt8) -> Int { line.count { $0 == byte } }
        if count(0x09) > max(count(0x2C), count(0x3B)) { return .tabs }
        return count(0x3B) > count(0x2C) ? .semicolons : .commas
    }
}

extension ByteReader {
    /// The same bytes, unpacked where they are gzip.
    mutating func unpacked() throws -> ByteReader {
        guard try Gunzip.isGzip(peek(2)) else { return self }
        var packed = self
        let gunzip = Gunzip()
        var pieces: [[UInt8]] = []
        return ByteReader {
            while pieces.isEmpty {
                let next = try packed.block(1 << 15)
                guard !next.isEmpty else { return nil }
                try gunzip.feed(next) { piece in
                    pieces.append(piece)
                    return true
                }
            }
            return pieces.removeFirst()
        }
    }

    /// Everything that is left, up to a limit.
    mutating func rest(_ limit: Int, _ place: String) throws -> [UInt8] {
        let bytes = try block(limit + 1)
        guard bytes.count <= limit else { throw Unreadable(place, "it has more than \(limit) bytes") }
        return bytes
    }
}
