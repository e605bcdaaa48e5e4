/// Finds the pages of a web archive (ISO 28500, WARC 0.17 to 1.1).
///
/// Answers with the status 200 that hold HTML or plain text are articles, and so are `resource` and `conversion` records
/// of these types. Everything else (requests, images, scripts, robots.txt) is passed over.
package struct WARCReader {
    /// A larger record is no article.
    private static let largest = 16 << 20

    private var reader: ByteReader
    private let place: String
    private var number = 0

    package init(_ reader: ByteReader, place: String) {
        self.reader = reader
        self.place = place
    }

    /// The next page; nil at the end.
    ///
    /// - Throws: ``Unreadable`` where the archive is damaged, with the record's number.
    package mutating func next() throws -> (submission: Submission, place: String)? {
        while let header = try header() {
            number += 1
            guard let length = header["content-length"].flatMap({ Int($0) }), length >= 0 else {
                throw Unreadable("\(place), record \(number)", "it has no Content-Length")
            }
            let type = header["warc-type"] ?? ""
            guard ["response", "resource", "conversion"].contains(type), length <= Self.largest else {
                try reader.skip(length)
                continue
            }
            let block = try reader.block(length)
            guard block.count == length else {
                throw Unreadable("\(place), record \(number)", "the archive ends in it")
            }
            if let page = page(type, header, block), !page.isEmpty { return (page, "\(place), record \(number)") }
        }
        return nil
    }

    private mutating func header() throws -> [String: String]? {
        var first = try reader.line()
        while first == "" { first = try reader.line() }
        guard let first else { return nil }
        guard first.hasPrefix("WARC/") else {
            throw Unreadable("\(place), record \(number + 1)", "it begins with \"\(first.prefix(40))\", not with WARC/")
        }
        return try HTTPMessage.fields(&reader)
    }

    private func page(_ type: String, _ header: [String: String], _ block: [UInt8]) -> Submission? {
        let url = header["warc-target-uri"].map { $0.trimming("<", ">") }
        guard type == "response" else {
            return submission(block, header["content-type"] ?? "", url)
        }
        guard header["content-type"]?.lowercased().hasPrefix("application/http") ?? false,
            let message = HTTPMessage(block), message.status == 200, let body = message.content(limit: Self.largest)
        else { return nil }
        return submission(body, message.fields["content-type"] ?? "", url)
    }

    private func submission(_ body: [UInt8], _ type: String, _ url: String?) -> Submission? {
        let kind = type.lowercased().prefix { $0 != ";" }.filter { !$0.isWhitespace }
        guard url?.hasSuffix("/robots.txt") != true else { return nil }
        switch kind {
        case "text/html", "application/xhtml+xml":
            return Submission(url: url, body: Charset.decodePage(body, contentType: type), format: .html)
        case "text/plain":
            return .plain(Charset.decode(body, named: Charset.parameter("charset", of: type)), url: url)
        default: return nil
        }
    }
}

/// An answer as a server sent it.
struct HTTPMessage {
    let status: Int
    let fields: [String: String]
    private let body: [UInt8]

    init?(_ bytes: [UInt8]) {
        var isGiven = false
        var reader = ByteReader {
            defer { isGiven = true }
            return isGiven || bytes.isEmpty ? nil : bytes
        }
        guard let line = try? reader.line(), line.hasPrefix("HTTP/"),
            let status = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
            let fields = try? Self.fields(&reader), let body = try? reader.block(bytes.count)
        else { return nil }
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// Fields up to the empty line, by their names in lower case; the first of equal ones counts.
    static func fields(_ reader: inout ByteReader) throws -> [String: String] {
        var fields: [String: String] = [:]
        while let line = try reader.line(), !line.isEmpty {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = line[..<colon].lowercased()
            let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
            if fields[name] == nil { fields[name] = String(value) }
        }
        return fields
    }

    /// The body without transfer and content encoding; nil where it can't be had.
    ///
    /// Some archives keep the fields and store the body decoded, so what isn't encoded as it says is taken as it is.
    func content(limit: Int) -> [UInt8]? {
        var body = body
        if fields["transfer-encoding"]?.lowercased() == "chunked" { body = Self.dechunked(body) ?? body }
        switch fields["content-encoding"]?.lowercased() {
        case nil, "", "identity": return body
        case "gzip", "x-gzip", "deflate": return Gunzip.unpack(body, limit: limit) ?? (body.first == 0x3C ? body : nil)
        default: return body.first == 0x3C ? body : nil
        }
    }

    private static func dechunked(_ bytes: [UInt8]) -> [UInt8]? {
        var output: [UInt8] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let digits = String(decoding: rest[..<end], as: UTF8.self).prefix(while: \.isHexDigit)
            guard let size = Int(digits, radix: 16), size >= 0 else { return nil }
            if size == 0 { return output }
            let start = end + 1
            guard start + size <= rest.endIndex else { return nil }
            output += rest[start..<start + size]
            rest = rest[(start + size)...].drop { $0 == 0x0D || $0 == 0x0A }
        }
        return nil
    }
}

extension String {
    fileprivate func trimming(_ open: Character, _ close: Character) -> String {
        first == open && last == close ? String(dropFirst().dropLast()) : self
    }
}

extension Submission {
    /// A plain text: its first line is the title.
    package static func plain(_ text: String, url: String? = nil) -> Submission {
        let title = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        return Submission(url: url, title: String(title.prefix(300)), body: text, format: .text)
    }
}
