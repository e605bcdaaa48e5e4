import Classification
import Foundation
import Messages
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SentenceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let sentence: String
        /// Each `action issuers>targets`, with measures after a blank where the case tells them; sorted.
        let events: [String]

        init(_ line: Substring) {
            let halves = line.components(separatedBy: " => ")
            sentence = halves[0]
            events = halves[1] == "-" ? [] : halves[1].components(separatedBy: "; ").sorted()
        }

        var testDescription: String { sentence }
    }

    static let cases = SentenceCases.lines.split(separator: "\n").map(Case.init)

    private static let classifier = try? Classifier(lexicon: Checkout.lexicon)

    @Test(arguments: cases)
    func `a sentence tells its events`(example: Case) throws {
        let input = Marked(KnownNames.marked(example.sentence))
        let verdict = try #require(Self.classifier).classify(input.article, input.extraction)
        let told = verdict.events.map(Self.text).sorted()
        let wanted = example.events
        #expect(told.count == wanted.count, "told: \(told)")
        for (event, wish) in zip(told, wanted) {
            #expect(event.hasPrefix(wish) || Self.matches(event, wish), "told: \(told)")
        }
    }

    @Test func `there are enough cases`() { #expect(Self.cases.count >= 150) }

    private static func text(_ event: Event) -> String {
        "\(event.action.rawValue) \(event.issuer.joined(separator: ","))>\(event.target.joined(separator: ",")) \(event.measures.map(\.rawValue).joined(separator: ","))"
    }

    /// Equal but for the order of codes; measures only where the case tells them.
    private static func matches(_ event: String, _ wish: String) -> Bool {
        let (one, other) = (event.split(separator: " "), wish.split(separator: " "))
        guard one.count == 3, other.count >= 2, one[0] == other[0] else { return false }
        let roles = zip(
            one[1].split(separator: ">", omittingEmptySubsequences: false),
            other[1].split(separator: ">", omittingEmptySubsequences: false)
        )
        guard roles.allSatisfy({ Set($0.split(separator: ",")) == Set($1.split(separator: ",")) }) else { return false }
        return other.count < 3 || Set(one[2].split(separator: ",")) == Set(other[2].split(separator: ","))
    }
}
