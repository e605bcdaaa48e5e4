import Foundation
import Messages
import Testing

@testable import Gathering

@Suite(.timeLimit(.minutes(5)))
struct SourceTests {
    /// What a source finds, and what it passes over, where bytes come in small pieces.
    private func read(
        _ bytes: [UInt8],
        _ place: String,
        columns: ColumnMap? = nil,
        contentType: String? = nil
    ) throws -> (found: [JSONValue], places: [String], skipped: [String]) {
        var rest = bytes[...]
        let reader = ByteReader {
            defer { rest = rest.dropFirst(7) }
            return rest.isEmpty ? nil : Array(rest.prefix(7))
        }
        var found: [JSONValue] = []
        var places: [String] = []
        var skipped: [String] = []
        try ArticleSource(columns: columns).forEach(
            in: reader,
            place: place,
            contentType: contentType,
            skipped: { skipped.append("\($0)") },
            { item in
                found.append(try JSONParser.parse(item.json))
                places.append(item.place)
            }
        )
        return (found, places, skipped)
    }

    private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/gzip")
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(bytes))
        try input.fileHandleForWriting.close()
        return Array(try output.fileHandleForReading.readToEnd() ?? Data())
    }

    private static func record(_ type: String, _ uri: String, _ contentType: String, _ block: String) -> [UInt8] {
        let head = """
            WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(uri)\r\nContent-Type: \(contentType)\r\n\
            Content-Length: \(block.utf8.count)\r\n\r\n
            """
        return Array((head + block + "\r\n\r\n").utf8)
    }

    private static let archive: [[UInt8]] = [
        record("warcinfo", "", "application/warc-fields", "software: x\r\n"),
        record("request", "https://a.example/", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"),
        record(
            "response",
            "<https://a.example/1>",
            "application/http; msgtype=response",
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "6\r\n<html>\r\na\r\n<p>Größe\r\n0\r\n\r\n"
        ),
        record(
            "response",
            "https://a.example/2",
            "application/http; msgtype=response",
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html>gone"
        ),
        record(
            "response",
            "https://a.example/3.png",
            "application/http; msgtype=response",
            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\u{89}PNG"
        ),
        record("conversion", "https://a.example/4", "text/plain", "A headline\n\nA text."),
    ]

    @Test(arguments: [false, true])
    func `a web archive gives its pages, packed or not`(isPacked: Bool) throws {
        // Each record is a member of its own, as the format wants.
        let bytes = try Self.archive.flatMap { isPacked ? try gzip($0) : $0 }
        let (found, places, _) = try read(bytes, isPacked ? "x.warc.gz" : "x.warc")
        #expect(found.map { $0["url"]?.string } == ["https://a.example/1", "https://a.example/4"])
        #expect(found[0]["body"]?.string == "<html><p>Größe" && found[0]["format"]?.string == "html")
        #expect(found[1]["title"]?.string == "A headline")
        #expect(places == [3, 6].map { "\(isPacked ? "x.warc.gz" : "x.warc"), record \($0)" })
    }

    @Test func `a damaged archive says where`() throws {
        let bytes = Self.archive[0] + Array("rubbish\n".utf8)
        #expect(throws: Unreadable("x.warc, record 2", "it begins with \"rubbish\", not with WARC/")) {
            _ = try read(bytes, "x.warc")
        }
        #expect(throws: Unreadable.self) { _ = try read(Array(Self.archive[2].dropLast(30)), "x.warc") }
    }

    @Test func `a table with usual names`() throws {
        let text = "Headline;Text;Date;Link\r\n\"A; \"\"b\"\"\";\"line 1\nline 2\";20240620;https://a.example\n;;;\n"
        let (found, places, skipped) = try read(Array(text.utf8), "t.csv")
        #expect(
            found.count == 1 && places == ["t.csv:2"] && skipped == ["t.csv:4: the row has neither a title nor a text"]
        )
        #expect(found[0]["title"]?.string == "A; \"b\"" && found[0]["body"]?.string == "line 1\nline 2")
        #expect(found[0]["published"]?.string == "2024-06-20T00:00:00Z")
    }

    @Test func `a table with a map of its columns`() throws {
        let named = try ColumnMap("title=T, body=B,source=S")
        let (found, _, _) = try read(Array("S,T,B\nwire,one,two\n".utf8), "t.csv", columns: named)
        #expect(found[0]["source"]?.string == "wire" && found[0]["body"]?.string == "two")
        let numbered = try ColumnMap("title=2,published=1")
        let (rows, _, _) = try read(Array("20240620\tone\n20240621\ttwo\n".utf8), "t.tsv", columns: numbered)
        #expect(rows.map { $0["title"]?.string } == ["one", "two"])
        #expect(throws: Unreadable.self) { _ = try read(Array("a,b\n1,2\n".utf8), "t.csv", columns: named) }
        #expect(throws: Unreadable.self) { _ = try read(Array("a,b\n1,2\n".utf8), "t.csv") }
        #expect(throws: Unreadable.self) { _ = try read(Array("title\n\"open\n".utf8), "t.csv") }
        for wrong in ["", "title", "titel=1", "title=0", "source=1"] {
            #expect(throws: Unreadable.self) { _ = try ColumnMap(wrong) }
        }
    }

    @Test func `GDELT's graph gives what is known and where the text is`() throws {
        let row = "20240620-1\t20240620093000\t1\ta.example\thttps://a.example/x\t\n"
        let (found, _, _) = try read(Array(row.utf8), "20240620093000.gkg.csv")
        #expect(found[0]["url"]?.string == "https://a.example/x" && found[0]["source"]?.string == "a.example")
        #expect(found[0]["published"]?.string == "2024-06-20T09:30:00Z")
    }

    @Test(
        arguments: [
            ("{\"title\": \"a\"}\n\n{\"title\": \"b\"}", nil, 2), ("[{\"title\": \"a\"}]", nil, 1),
            ("<!DOCTYPE html><p>x", nil, 1), ("<rss><channel><item><title>a</title></item></channel></rss>", nil, 1),
            ("A title\n\nA text", nil, 1), ("title\nx\ny", "text/csv; charset=utf-8", 2),
        ] as [(String, String?, Int)]
    )
    func `what it is shows in the first bytes or in what the server says`(
        text: String,
        type: String?,
        count: Int
    ) throws {
        #expect(try read(Array(text.utf8), "https://a.example/x?y=.json", contentType: type).found.count == count)
        #expect(try read(gzip(Array(text.utf8)), "standard input", contentType: type).found.count == count)
    }

    @Test(
        arguments: [
            ([0xEF, 0xBB, 0xBF, 0x61], nil, "a"), ([0xFF, 0xFE, 0x61, 0x00], nil, "a"),
            ([0x93, 0x61, 0x94], nil, "“a”"),
            ([0xE9], "iso-8859-1", "é"), ([0xE1], "ISO-8859-2", "á"), ([0xC3, 0xA9], "no-such-thing", "é"),
            ([0x82, 0xA0], "shift_jis", "あ"), ([0x61, 0xFF], "utf-8", "a\u{FFFD}"),
            ([0x81, 0x20, 0x61], "gbk", "\u{FFFD} a"),
        ] as [([UInt8], String?, String)]
    )
    func `texts in many encodings`(bytes: [UInt8], name: String?, text: String) {
        #expect(Charset.decode(bytes, named: name) == text)
    }

    @Test func `a watch's state survives, and a broken one is told`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "watch-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "state.json").path
        var state = try WatchState(path: path)
        #expect(state == WatchState())
        state.feeds["u"] = .init(etag: "\"e\"", lastModified: nil, seen: ["a", "b"])
        state.folders["f"] = ["x/y.json": "3 4"]
        try state.save(path: path)
        #expect(try WatchState(path: path) == state)
        try "{".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: Unreadable.self) { _ = try WatchState(path: path) }
    }

    @Test func `a folder shows new, changed and settled files only`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "scan-\(UUID())")
        try FileManager.default.createDirectory(at: folder.appending(path: "in"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["b.json", "in/a.txt", ".hidden.json", "notes.doc", "late.json"] {
            try "x".write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        let now = Date()
        func age(_ name: String, _ seconds: Double) throws {
            let path = folder.appending(path: name).path
            try FileManager.default.setAttributes([.modificationDate: now - seconds], ofItemAtPath: path)
        }
        try age("b.json", 60)
        try age("in/a.txt", 60)
        try age("late.json", -5)
        let (files, known) = try FolderScan.fresh(in: folder.path, known: [:], settled: now)
        #expect(files.map(\.name) == ["b.json", "in/a.txt"] && known.isEmpty)
        let marks = Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.mark) })
        try age("b.json", 30)
        let second = try FolderScan.fresh(in: folder.path, known: marks, settled: now)
        #expect(second.files.map(\.name) == ["b.json"] && second.known.keys.sorted() == ["in/a.txt"])
        #expect(throws: Unreadable.self) {
            _ = try FolderScan.fresh(in: folder.path + "/none", known: [:], settled: now)
        }
    }
}
