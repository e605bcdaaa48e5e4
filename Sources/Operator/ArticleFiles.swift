internal import Foundation
internal import Messages
internal import Pipeline

/// Finds the articles in files, folders and standard input.
enum ArticleFiles {
    /// One article as it is submitted, and where it came from.
    struct Item {
        let json: [UInt8]
        let place: String
    }

    private static let extensions: Set<String> = ["json", "jsonl", "ndjson", "txt", "html", "htm"]

    /// Calls back for every article of a path, in the order of names and lines.
    static func forEach(in path: String, _ body: (Item) throws -> Void) throws {
        if path == "-" { return try lines(of: FileHandle.standardInput.readToEnd() ?? Data(), "standard input", body) }
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure(.data, "\(path): there is no such file or folder")
        }
        guard isFolder.boolValue else { return try file(path, body) }
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        for name in names.sorted() where extensions.contains((name as NSString).pathExtension.lowercased()) {
            try file("\(path)/\(name)", body)
        }
    }

    private static func file(_ path: String, _ body: (Item) throws -> Void) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.data, "\(path): the file can't be read")
        }
        switch (path as NSString).pathExtension.lowercased() {
        case "json": try whole(data, path, body)
        case "jsonl", "ndjson": try lines(of: data, path, body)
        case "html", "htm": try body(Item(json: text(data, format: "html"), place: path))
        default: try body(Item(json: text(data, format: "text"), place: path))
        }
    }

    /// One JSON article, an array of them, or, where it is neither, JSON Lines.
    private static func whole(_ data: Data, _ place: String, _ body: (Item) throws -> Void) throws {
        guard data.first(where: { !" \n\r\t".utf8.contains($0) }) == UInt8(ascii: "[") else {
            return try body(Item(json: Array(data), place: place))
        }
        let values: [JSONValue]
        do {
            values = try JSONParser.parse(Array(data)).array ?? []
        } catch {
            throw Failure(.data, "\(place): \(error)")
        }
        for (index, value) in values.enumerated() {
            try body(Item(json: value.json, place: "\(place)[\(index)]"))
        }
    }

    /// JSON Lines, or plain text where the first line is no JSON object.
    private static func lines(of data: Data, _ place: String, _ body: (Item) throws -> Void) throws {
        guard data.first(where: { !" \n\r\t".utf8.contains($0) }) == UInt8(ascii: "{") else {
            return try body(Item(json: text(data, format: "text"), place: place))
        }
        for (index, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        where line.contains(where: { !" \r\t".utf8.contains($0) }) {
            try body(Item(json: Array(line), place: "\(place):\(index + 1)"))
        }
    }

    /// A plain text as a submission: its first line is the title, and all of it the body.
    private static func text(_ data: Data, format: String) -> [UInt8] {
        let body = String(decoding: data, as: UTF8.self)
        let title = body.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        var json = JSONWriter(reservingCapacity: data.count + 256)
        json.beginObject()
        if format == "text" { json.member("title", String(title.prefix(300))) }
        json.member("body", body)
        json.member("format", format)
        json.endObject()
        return json.bytes
    }
}
