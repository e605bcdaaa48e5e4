import Language
import Messages

/// Finds numbers with what they count: `243 new items`, `four vessels`, `30 percent`.
struct QuantityGrammar: Sendable {
    private let numbers: NumberReader

    init(numbers: NumberReader) {
        self.numbers = numbers
    }

    private static let plurals = WordSet(
        "people men women children personnel aircraft police percent per cent % staff cattle fish troops data media series species barrels teeth"
    )
    private static let stops = WordSet(
        "of in to and or by with for on from under at as is was are were has have had that which who whose but than when while after before into over said says will would may "
            + "could should can must if because since until against between during through the a an this these those its his her their our"
    )
    private static let notNouns = WordSet(
        "this was is has its his us as less always perhaps besides towards afterwards across yes plus versus january february march april may june july august september october november december"
    )
    private static let before = WordSet(
        "article articles resolution section part chapter order no no. number page imo mmsi january february march april may june july august september october november december license licence decree act flight boeing airbus su mig"
    )
    private static let percent = WordSet("percent % pct")

    /// The quantities outside the tokens that are taken.
    func quantities(in document: Document, taken: [Bool]) -> [Quantity] {
        var found: [Quantity] = []
        for sentence in document.sentences {
            var at = sentence.tokens.lowerBound
            while at < sentence.tokens.upperBound {
                guard !taken[at], let number = numbers.number(at: at, in: document, before: sentence.tokens.upperBound)
                else {
                    at += 1
                    continue
                }
                if let quantity = quantity(number, sentence.tokens, document, taken) { found.append(quantity) }
                at = number.tokens.upperBound
            }
        }
        return found
    }

    private func quantity(_ number: NumberReader.Number, _ sentence: Range<Int>, _ document: Document, _ taken: [Bool])
        -> Quantity?
    {
        let first = number.tokens.lowerBound
        if first > sentence.lowerBound, document.isOne(of: Self.before, at: first - 1) { return nil }
        guard !number.tokens.contains(where: { taken[$0] }) else { return nil }
        let head = head(after: number.tokens.upperBound, in: sentence, of: document)
        guard let head else { return nil }
        let tokens = first..<head + 1
        let unit = document.isOne(of: Self.percent, at: head) ? "percent" : document.string(head)
        return Quantity(
            offsets: document.offsets(tokens),
            text: document.string(tokens),
            value: number.value,
            unit: unit
        )
    }

    /// The noun that is counted: the last plural before something that ends the noun phrase.
    private func head(after index: Int, in sentence: Range<Int>, of document: Document) -> Int? {
        var start = index
        if document.isOne(of: Self.of, at: index), document.isOne(of: Self.determiners, at: index + 1) {
            start = index + 2
        }
        var head: Int?
        for at in start..<max(start, min(start + 8, sentence.upperBound)) {
            let token = document.tokens[at]
            if document.isOne(of: Self.percent, at: at) { return at }
            if head == nil, at > start, document.isOne(of: Self.joints, at: at) || document.isSign(at, ",") { continue }
            guard token.kind == .word, !document.isOne(of: Self.stops, at: at), !token.flags.contains(.possessive)
            else { break }
            if isPlural(at, document) {
                head = at
            } else if head != nil {
                break
            }
        }
        return head ?? demonym(start, sentence, document)
    }

    private static let of = WordSet("of")
    private static let joints = WordSet("and or")
    private static let determiners = WordSet("its the his her their these those them our")

    private func isPlural(_ at: Int, _ document: Document) -> Bool {
        let token = document.tokens[at]
        let isPlural =
            document.text.scalars[token.offsets].last == "s" && token.offsets.count > 3
            || document.isOne(of: Self.plurals, at: at)
        return isPlural && !document.isOne(of: Self.notNouns, at: at) && !token.isCapitalised
    }

    /// `33 Russians`, `three Lebanese`.
    private func demonym(_ at: Int, _ sentence: Range<Int>, _ document: Document) -> Int? {
        guard at < sentence.upperBound, document.isCapitalised(at), document.tokens[at].kind == .word else {
            return nil
        }
        let last = document.text.scalars[document.tokens[at].offsets].suffix(3)
        return last.last == "s" || last.elementsEqual("ese".unicodeScalars) ? at : nil
    }
}
