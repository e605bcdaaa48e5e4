import Fuzzing
import Testing

@testable import Messages

@Suite(.timeLimit(.minutes(60)))
struct DocumentFuzzTests {
    private static let pieces = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u00e9", "\\ud83d", "null", "true", "-1", "0", "1e9", "1e999",
        "0.5",
        #""schema":"interdict.article/1""#, #""schema":"interdict.extraction/1""#, #""schema":"interdict.verdict/1""#,
        #""id":"a""#, #""title":"T""#, #""body":"B""#, #""mentions":["#, #""events":["#, #""matches":["#, #""start":0"#,
        #""end":9999999999"#, #""kind":"person""#, #""entities":["#, #""relevance":"primary""#, "é", "\u{0}", " ", "\n",
    ]

    @Test func `a document of any bytes is read or refused with a place, and what is read is written the same again`() {
        var fuzzer = Fuzzer(rounds: 4000)
        let whole = Self.documents
        while fuzzer.goesOn() {
            let document = whole[fuzzer.random.below(whole.count)]
            let bytes =
                fuzzer.random.chance(0.6)
                ? fuzzer.mutated(document) : Array(fuzzer.soup(Self.pieces, atMost: 40).utf8)
            let place: Comment = "seed \(fuzzer.seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
            do throws(JSONError) {
                let value = try JSONParser.parse(bytes)
                // A number may be written in another form than it came in, but only once.
                let again = try JSONParser.parse(value.json)
                #expect(again.json == value.json, place)
                try Self.read(value)
            } catch {
                #expect(!error.reason.isEmpty, place)
            }
        }
    }

    /// Every reader gets every document; offsets that point nowhere must be told as such.
    private static func read(_ value: JSONValue) throws(JSONError) {
        let article = try Article(json: value)
        let extraction = try Extraction(json: value)
        try extraction.check(against: article)
        let verdict = try Verdict(json: value)
        try verdict.check(against: article)
    }

    private static var documents: [[UInt8]] {
        let article = Article(id: ArticleID(rawValue: "a"), title: "A title", body: "Ann met Bob 😀.")
        let sentence = #"{"schema":"interdict.extraction/1","id":"a","title":"t","body":"Ann met Bob","model":"m","#
        let mentions = #""mentions":[{"kind":"person","start":0,"end":3,"text":"Ann","entity":"e1","confidence":0.5}],"#
        let entities = #""entities":[{"id":"e1","kind":"person","name":"Ann","aliases":[],"mentions":[0]}],"#
        let verdict = #""rules":"r","relevance":"primary","events":[{"action":"imposed","measures":["financial"],"#
        let end = #""issuer":["US"],"target":["RU"],"evidence":[{"role":"trigger","start":0,"end":3,"text":"Ann"}]}]}"#
        return [article.json, Array((sentence + mentions + entities + verdict + end).utf8)]
    }
}
