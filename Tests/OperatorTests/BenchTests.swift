import Foundation
import Messages
import Testing

@Suite(.timeLimit(.minutes(5)))
struct BenchTests {
    private let place: Installation
    private let text: URL

    init() throws {
        place = try Installation()
        text = place.folder.appending(path: "text.txt")
        try "Seoul imposed sanctions on two ships of Russia on Monday, and Moscow called that a mistake."
            .write(to: text, atomically: true, encoding: .utf8)
    }

    @Test func `the engines are timed on articles of as many words as asked for`() async throws {
        defer { place.remove() }
        let run = try await place.interdict("bench", "--analysis", "--text", text.path, "--words", "5", "--json")
        #expect(run.code == 0, "\(run.output)")
        let json = try JSONParser.parse(Array(run.output.utf8))
        #expect(json["articles"]?.integer == 3)
        #expect(json["words"]?.integer == 5)
        for name in ["extraction", "classification", "screening"] {
            let median = try #require(json["\(name)P50Milliseconds"]?.double)
            #expect(median > 0)
            #expect(try #require(json["\(name)P99Milliseconds"]?.double) >= median)
        }
        #expect(try #require(json["taggerTokensPerSecond"]?.double) > 0)
        let whole = try await place.interdict("bench", "--analysis", "--text", text.path, "--words", "0")
        #expect(whole.output.hasPrefix("the whole text, one core\n"))
    }

    @Test func `a text that isn't there, or that nobody measures with, is told`() async throws {
        defer { place.remove() }
        let missing = try await place.interdict("bench", "--analysis", "--text", text.path + "x")
        #expect(missing.code == 65 && missing.output.contains("text.txtx: the file can't be read"))
        try " \n".write(to: text, atomically: true, encoding: .utf8)
        let empty = try await place.interdict("bench", "--analysis", "--text", text.path)
        #expect(empty.code == 65 && empty.output.contains("no article with a body is in it"))
        #expect(try await place.interdict("bench", "--text", text.path).code == 64)
        #expect(try await place.interdict("bench", "--words", "5").code == 64)
        #expect(try await place.interdict("bench", "--analysis", "--words=-1").code == 64)
    }
}
