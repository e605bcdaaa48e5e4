import Fuzzing
import Messages
import SimulatedDisk
import Testing

@testable import Ingestion

/// Whatever comes in, nothing crashes or hangs, and what comes out keeps its promises.
@Suite(.timeLimit(.minutes(60)))
struct FuzzTests {
    private static let noon = Timestamp(milliseconds: 1_718_884_800_000)
    private static let json = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "\\u0000", "\"id\"", "\"title\"",
        "\"body\"",
        "\"published\"", "\"language\"", "\"tags\"", "\"format\"", "\"html\"", "\"text\"", "null", "true", "1e5", "-",
        "0",
        "\"2024-06-20\"", "\"en\"", " ", "\n", "\r\n", "<p>", "&amp;", "{\"title\":\"x\",", "\"body\":\"y\"}", "é",
        "e\u{301}",
    ]
    private static let html = [
        "<", ">", "</", "/>", "<p>", "</p>", "<div>", "</div>", "<br>", "<a href=", "'", "\"", "=", " ", "\n", "<!--",
        "-->",
        "<![CDATA[", "]]>", "<!doctype html>", "<script>", "</script>", "<style", "<title>", "</title>", "<article>",
        "</article>", "<main>", "<nav>", "</nav>", "<li>", "<ul>", "<table>", "<tr>", "<td>", "<pre>", "<h1>", "</h1>",
        "&",
        "&amp;", "&#", "&#x", "&#xD800;", "&#0;", "&nbsp", ";", "class=\"share\"", "hidden", "style=display:none",
        "Some words of text that stand in a sentence. ", "é", "\u{AD}", "<body>", "</html>", "<svg>", "</svg>",
        "<form>",
    ]

    @Test func `a submission becomes an article that reads back, or a rejection with a sentence`() throws {
        var fuzzer = Fuzzer(rounds: 4000)
        let intake = ArticleIntake()
        let whole = Array(
            #"{"id":"a","title":"A <b>","body":"<p>One</p>\r\n Zwölf","tags":["x"],"published":"2024-06-20T09:00:00Z"}"#
                .utf8
        )
        while fuzzer.goesOn() {
            let bytes =
                fuzzer.random.chance(0.5) ? fuzzer.mutated(whole) : Array(fuzzer.soup(Self.json, atMost: 30).utf8)
            let place: Comment = "seed \(fuzzer.seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
            switch intake.article(from: bytes, receivedAt: Self.noon) {
            case .failure(let rejection): #expect(!rejection.reason.isEmpty, place)
            case .success(let article):
                #expect(try Article(json: JSONParser.parse(article.frame)) == article.article, place)
                try check(article.article, intake, place)
            }
        }
    }

    /// An article that is taken in again, as text, is the same article.
    private func check(_ article: Article, _ intake: ArticleIntake, _ place: Comment) throws {
        var json = JSONWriter()
        json.beginObject()
        json.member("title", article.title)
        json.member("body", article.body)
        json.member("format", "text")
        json.endObject()
        let again = try intake.article(from: json.bytes, receivedAt: Self.noon).get().article
        #expect(again.contentHash == article.contentHash, place)
        #expect(Array(again.body.unicodeScalars) == Array(article.body.unicodeScalars), place)
    }

    @Test func `HTML soup becomes text of bounded size, the same each time`() {
        var fuzzer = Fuzzer(rounds: 4000)
        while fuzzer.goesOn() {
            let html = fuzzer.soup(Self.html, atMost: 60)
            let place: Comment = "seed \(fuzzer.seed): \(html.debugDescription)"
            let page = HTMLText.extract(from: html)
            #expect(page.body == HTMLText.extract(from: html).body, place)
            #expect(page.body.utf8.count <= 2 * html.utf8.count + 8, place)
            #expect(!page.body.contains("\n\n\n"), place)
            _ = HTMLText.inline(html)
            _ = HTMLText.isHTML(html)
        }
    }

    @Test func `text in normal form stays as it is, and is what the standard library calls NFC`() {
        var fuzzer = Fuzzer(rounds: 4000)
        let normaliser = TextNormaliser()
        while fuzzer.goesOn() {
            let text = fuzzer.soup(["a", "é", "e\u{301}", "\r", "\n", "각", "\u{1100}\u{1161}", "“", " "], atMost: 30)
            guard let normal = try? normaliser.normalise(text) else { continue }
            let place: Comment = "seed \(fuzzer.seed): \(text.unicodeScalars.map(\.value))"
            #expect(
                Array((try? normaliser.normalise(normal))?.unicodeScalars ?? .init()) == Array(normal.unicodeScalars),
                place
            )
            #expect(Array(normal._composed.unicodeScalars) == Array(normal.unicodeScalars), place)
            #expect(!normal.unicodeScalars.contains { $0 == "\r" || $0.value == 0 }, place)
        }
    }

    @Test func `a plain text of any bytes is taken or refused`() {
        var fuzzer = Fuzzer(rounds: 2000)
        let intake = ArticleIntake()
        while fuzzer.goesOn() {
            let bytes = fuzzer.mutated(Array(fuzzer.soup(["word ", "\n", "é", "\u{2029}"], atMost: 20).utf8))
            if case .success(let article) = intake.article(fromText: bytes, receivedAt: Self.noon) {
                #expect(!article.article.title.contains("\n"), "seed \(fuzzer.seed): \(bytes)")
            }
        }
    }

    @Test func `a journal with any damage opens, and gives only what was accepted`() throws {
        var fuzzer = Fuzzer(rounds: 250)
        let options = Journal.Options(segmentBytes: 600, remembered: 8)
        let (files, frames) = try journalFiles(options)
        while fuzzer.goesOn() {
            let disk = SimulatedDisk()
            for (path, bytes) in files { disk[path] = fuzzer.random.chance(0.4) ? fuzzer.mutated(bytes) : bytes }
            let place: Comment = "seed \(fuzzer.seed)"
            let journal = try Journal(at: "/j", options: options, files: disk)
            #expect(journal.counts.inFlight == journal.openKeys.count, place)
            for key in journal.openKeys {
                let article = try journal.read(key)
                #expect(frames[article.id.rawValue] == article.frame, place)
            }
            let key = try journal.append(accepted: [Self.article(999)]).lowerBound
            #expect(try journal.read(key).id.rawValue == "a-999", place)
            _ = try DuplicateIndex(journal: journal)
        }
    }

    private static func article(_ number: Int) -> Journal.Acceptance {
        Journal.Acceptance(
            id: ArticleID(rawValue: "a-\(number)"),
            contentHash: ContentHash(title: "\(number)", body: ""),
            acceptedAt: noon,
            frame: Array("{\"n\":\(number)}".utf8)
        )
    }

    /// The files of a journal with open and ended articles, digests and totals; and the frames by id.
    private func journalFiles(_ options: Journal.Options) throws -> (
        files: [(String, [UInt8])], frames: [String: [UInt8]]
    ) {
        let disk = SimulatedDisk()
        let journal = try Journal(at: "/j", options: options, files: disk)
        var frames: [String: [UInt8]] = [:]
        for number in 1...60 {
            let article = Self.article(number)
            frames[article.id.rawValue] = article.frame
            let key = try journal.append(accepted: [article]).lowerBound
            guard number % 11 != 0 else { continue }
            let end = JournalSettlement(key: key, id: article.id, outcome: .stored, settledAt: Self.noon)
            try journal.append(accepted: [], settled: [end])
        }
        return (disk.paths.compactMap { path in disk[path].map { (path, $0) } }, frames)
    }
}
