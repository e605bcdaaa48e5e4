import Messages
import Testing

@testable import Classification

/// What another's extraction stage may send, and what was read before, change nothing of what an article tells.
@Suite(.timeLimit(.minutes(5)))
struct StrangeExtractionTests {
    let classifier: Classifier
    private static let plain =
        "The [World Bank|organization|World Bank] on Monday imposed sanctions on [Russian|nationality|RU] firms."

    init() throws { classifier = try Classifier(lexicon: Checkout.lexicon) }

    private func verdict(_ marked: String, _ change: (inout Extraction) -> Void = { _ in }) -> Verdict {
        let input = Marked(marked)
        var extraction = input.extraction
        change(&extraction)
        return classifier.classify(input.article, extraction)
    }

    @Test func `authorities that nobody knows change no later verdict`() {
        let before = verdict(Self.plain).json
        let many = (0..<400).map { "[Body \($0)|organization|AUTHORITY-\($0)]" }.joined(separator: ", ")
        _ = verdict("\(many) imposed sanctions on [Russia|place|RU].")
        #expect(verdict(Self.plain).json == before)
    }

    @Test func `thirty thousand made-up words change no later verdict`() {
        let before = verdict(Self.plain).json
        let words = (0..<30_000).map { "wq\(String($0, radix: 36))zx" }.joined(separator: " ")
        _ = verdict(words + " imposed sanctions on [Russia|place|RU].")
        #expect(verdict(Self.plain).json == before)
    }

    @Test(arguments: ["e0", "x99999999999999999999", "", "é2", "e01", "https://example.org/3", "7"])
    func `an entity's id may be any text`(_ id: String) throws {
        let text = "The [United States|place|US] on Monday imposed sanctions on [Sberbank|organization|RU] and others."
        let usual = verdict(text)
        let other = verdict(text) { extraction in
            extraction.entities[1].id = EntityID(rawValue: id)
            extraction.mentions[1].entity = EntityID(rawValue: id)
        }
        #expect(other.json == usual.json)
    }

    @Test(arguments: ["X", "", " ", "A"])
    func `a name of one sign is no number of an entity`(_ name: String) throws {
        let many = (0..<120).map { "[Firm \($0)|organization|PS]" }.joined(separator: ", ")
        let input = Marked("\(many). Washington says that [Z|organization] was sanctioned.")
        var extraction = input.extraction
        extraction.mentions[extraction.mentions.count - 1].text = name
        extraction.entities[extraction.entities.count - 1].name = name
        let base = ReadText(input.article, extraction, classifier.lexicon)
        #expect(base.actors.target.last == .some(nil))
        #expect(base.actors.issuer.last == .some(nil))
    }

    @Test func `mentions out of order, one in the other and beyond the body are read`() {
        let text =
            "The [United States|place|US] on Monday imposed sanctions on [Sberbank|organization|RU] of [Russia|place|RU]."
        let mangled = verdict(text) { extraction in
            extraction.mentions.reverse()
            extraction.mentions.append(Mention(kind: .law, offsets: 6..<14, text: "Act"))
            extraction.mentions.append(Mention(kind: .place, offsets: 500..<900, text: "Mars", country: "XX"))
            extraction.mentions.append(Mention(kind: .person, offsets: 10..<10, text: "", country: "rus"))
        }
        #expect(mangled.events.first?.target == ["RU"])
    }

    @Test func `a classifier that several tasks use at once gives each the same`() async {
        let texts = (0..<24).map { number in
            "The [EU|organization|EU] on Monday froze assets of word\(number) [Russian|nationality|RU] banks that it lists."
        }
        let alone = texts.map { verdict($0).json }
        let together = await withTaskGroup(of: (Int, [UInt8]).self) { group in
            for (index, text) in texts.enumerated() {
                group.addTask {
                    let input = Marked(text)
                    return (index, self.classifier.classify(input.article, input.extraction).json)
                }
            }
            return await group.reduce(into: [Int: [UInt8]]()) { $0[$1.0] = $1.1 }
        }
        #expect(texts.indices.map { together[$0] } == alone)
    }

    @Test func `a model's row before its classes is refused`() throws {
        let text = ["events", "issuers", "targets", "relevance"].map { "## \($0)\nbias\t\n# classes: score\n" }.joined()
        let error = #expect(throws: LexiconFinding.self) { try Classifier(classifier, model: text) }
        #expect(error?.reason == "the line \"# classes: …\" is missing")
    }
}
