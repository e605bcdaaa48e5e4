import Classification
import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct LexiconTests {
    @Test func `the shipped lexicon has no findings`() throws {
        #expect(try Lexicon.lint(folder: Checkout.lexicon) == [])
    }

    @Test(arguments: [
        ("words.txt", "verbs impos: impose", "words.txt:1: there is no word class \"impos\""),
        (
            "words.txt", "verbs impose: frobnicate",
            "words.txt:1: \"frobnicate\" is no verb's base form of verbs.txt: add it there first"
        ),
        ("words.txt", "nouns ban: ban,\n    curb, ban", "words.txt:2: \"ban\" stands in ban already, on line 1"),
        ("words.txt", "nonsense", "words.txt:1: expected \"KIND NAME: item, item\", found \"nonsense\""),
        (
            "words.txt", "    ban",
            "words.txt:1: a line that begins with blanks continues an entry, but there is none above"
        ),
        (
            "verbs.txt", "impose imposed",
            "verbs.txt:1: a verb has six fields (base, past, participle, -ing form, third person, mark), this line has 2"
        ),
        ("verbs.txt", "ban banned banned banning bans x", "verbs.txt:1: the mark is one of - n N A, not \"x\""),
        ("measures.txt", "measure tariff: tariff", "measures.txt:1: there is no measure \"tariff\""),
        (
            "authorities.txt", "office US: Treasury",
            "authorities.txt:1: the kind is issuer, place, person, rule, regime, bodies, usual-issuers or usual-targets, not \"office\""
        ),
        ("authorities.txt", "regime: RU", "authorities.txt:1: the code of the country or body is missing"),
        (
            "clusters.txt", "1 2: ban",
            "clusters.txt:1: expected \"LEAF MIDDLE COARSE: words\" with numbers below 65536, found \"1 2: ban\""
        ),
        ("clusters.txt", "1 2 3: ban\n4 5 6: curb ban", "clusters.txt:2: \"ban\" stands in cluster 1 already"),
    ])
    func `a mistake is told with its file and line`(file: String, text: String, finding: String) throws {
        let folder = try copy()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try text.write(toFile: folder + "/" + file, atomically: true, encoding: .utf8)
        let found = try Lexicon.lint(folder: folder).map(\.description)
        #expect(found.contains(finding))
    }

    @Test func `a missing file is told with its path`() throws {
        #expect(throws: LexiconFinding.self) { try Lexicon.lint(folder: "/nowhere/en") }
    }

    private func copy() throws -> String {
        let folder = NSTemporaryDirectory() + "lexicon-" + UUID().uuidString + "/en"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for file in ["verbs.txt", "words.txt", "measures.txt", "authorities.txt", "figures.txt", "clusters.txt"] {
            try "".write(toFile: folder + "/" + file, atomically: true, encoding: .utf8)
        }
        return folder
    }
}
