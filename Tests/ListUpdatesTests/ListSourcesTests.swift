import ListUpdates
import Screening
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ListSourcesTests {
    @Test func `the shipped sources name the official lists with files that a loader takes together`() throws {
        let sources = try ListSources(ListFile(path: Publication.checkout + "/Pipelines/lists/sources.json"))
        #expect(try sources.named([]).map(\.list) == ["ofac-sdn", "ofac-cons", "un", "eu", "uk", "ca-sema"])
        #expect(sources.all.allSatisfy { $0.files.allSatisfy { $0.url.hasPrefix("https://") } })
        #expect(try sources.named(["us-csl"]).map(\.files.count) == [1])
        #expect(throws: ListError.self) { try sources.named(["nowhere"]) }
    }

    @Test(arguments: [
        ("{}", "schema"),
        (#"{"schema": "interdict.list-sources/1", "sources": [{"list": "a"}]}"#, "files"),
        (#"{"schema": "interdict.list-sources/1", "sources": [{"list": "a", "files": []}]}"#, "no files"),
        (source("../a", "a.csv", "https://x.example/a"), "folder"),
        (source("a", "../a.csv", "https://x.example/a"), "file name"),
        (source("a", "a.csv", "ftp://x.example/a"), "address"),
        (source("a", "a.csv", "https://x.example/a", #", "sha256": "12""#), "SHA-256"),
    ])
    func `sources that can't be used are refused with the reason`(_ text: String, _ word: String) throws {
        let error = #expect(throws: ListError.self) {
            try ListSources(ListFile(name: "sources.json", bytes: Array(text.utf8)))
        }
        #expect(error?.description.contains(word) == true, "\(error?.description ?? "")")
    }

    private static func source(_ list: String, _ name: String, _ url: String, _ more: String = "") -> String {
        #"{"schema": "interdict.list-sources/1", "sources": [{"list": "\#(list)", "files": [{"name": "\#(name)", "#
            + #""url": "\#(url)"\#(more)}]}]}"#
    }
}
