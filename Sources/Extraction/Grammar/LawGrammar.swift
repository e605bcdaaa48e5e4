import Language
import Messages

/// Finds treaties, acts, resolutions, orders and their parts by the way they are written.
///
/// A law takes its longest name: `Part 5 of the Russia (Sanctions) (EU Exit) Regulations 2019`.
struct LawGrammar: Sendable {
    private let matcher: GazetteerMatcher

    init(gazetteer: Gazetteer) {
        matcher = GazetteerMatcher(gazetteer: gazetteer)
    }

    func spans(in document: Document) -> [Span] {
        var spans: [Span] = []
        for sentence in document.sentences {
            var at = sentence.tokens.lowerBound
            while at < sentence.tokens.upperBound {
                guard let found = law(at: at, in: sentence.tokens, of: document),
                    found.lowerBound >= (spans.last?.tokens.upperBound ?? 0)
                else {
                    at += 1
                    continue
                }
                spans.append(Span(found, .law, confidence: 0.95))
                at = max(found.upperBound, at + 1)
            }
        }
        return spans
    }

    private func law(at index: Int, in sentence: Range<Int>, of document: Document) -> Range<Int>? {
        let token = document.tokens[index]
        guard token.kind == .word, token.isCapitalised || token.flags.contains(.allCapitals) else { return nil }
        if let match = matcher.match(at: index, before: sentence.upperBound, in: document, senses: .law) {
            return match.tokens
        }
        if document.isOne(of: Self.parts, at: index) { return part(at: index, in: sentence, of: document) }
        if let numbered = numbered(at: index, in: sentence, of: document) { return numbered }
        return titled(endingAt: index, in: sentence, of: document)
    }

    // MARK: Numbered instruments

    private static let numberedHeads = WordSet(
        "resolution decree decision regulation directive proclamation ordinance determination resolutions"
    )
    private static let numberWords = WordSet("no no. nos nos. number")

    /// `Resolution 2397 (2017)`, `Executive Order 14024`, `General License 8L`, `Regulation (EU) No 833/2014`.
    private func numbered(at index: Int, in sentence: Range<Int>, of document: Document) -> Range<Int>? {
        var head = index
        if isPair(index, Self.executive, Self.order, document) || isPair(index, Self.general, Self.licence, document) {
            head = index + 1
        } else if !document.isOne(of: Self.numberedHeads, at: index) {
            return nil
        }
        var at = head + 1
        if document.isSign(at, "("), at + 2 < sentence.upperBound, document.isSign(at + 2, ")"),
            document.isCapitalised(at + 1)
        {
            at += 3
        }
        if document.isOne(of: Self.numberWords, at: at) { at += 1 }
        guard at < sentence.upperBound, isNumber(at, document) else { return nil }
        var end = at + 1
        if document.isSign(end, "/"), end + 1 < sentence.upperBound, isNumber(end + 1, document) { end += 2 }
        if document.isSign(end, "("), end + 2 < sentence.upperBound, document.isSign(end + 2, ")"),
            isYear(end + 1, document)
        {
            end += 3
        }
        return index..<end
    }

    private static let executive = WordSet("executive")
    private static let order = WordSet("order orders")
    private static let general = WordSet("general")
    private static let licence = WordSet("license licence licenses licences")

    private func isPair(_ index: Int, _ first: WordSet, _ second: WordSet, _ document: Document) -> Bool {
        document.isOne(of: first, at: index) && document.isOne(of: second, at: index + 1)
            && document.isCapitalised(index + 1)
    }

    /// A number of an instrument: `2397`, `8L`, `2012/152/CFSP`, `ES-11/1`.
    private func isNumber(_ index: Int, _ document: Document) -> Bool {
        document.tokens.indices.contains(index) && document.tokens[index].flags.contains(.hasDigit)
    }

    private func isYear(_ index: Int, _ document: Document) -> Bool {
        guard document.tokens.indices.contains(index), document.tokens[index].offsets.count == 4 else { return false }
        let first = document.first(index)
        return document.tokens[index].kind == .number && (first == "1" || first == "2")
    }

    // MARK: Parts

    private static let parts = WordSet(
        "article articles section sections part chapter annex paragraph title schedule protocol"
    )
    private static let roman = WordSet("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv")
    private static let of = WordSet("of to in")
    private static let the = WordSet("the its")

    /// `Article 51 of the UN Charter`, `Section 311`; a part whose instrument stands after it takes it in.
    private func part(at index: Int, in sentence: Range<Int>, of document: Document) -> Range<Int>? {
        guard isNumber(index + 1, document) || document.isOne(of: Self.roman, at: index + 1),
            index + 1 < sentence.upperBound
        else { return nil }
        var end = index + 2
        if document.isSign(end, "("), end + 2 < sentence.upperBound, document.isSign(end + 2, ")") { end += 3 }
        guard document.isOne(of: Self.of, at: end) else { return index..<end }
        var from = end + 1
        if document.isOne(of: Self.the, at: from) { from += 1 }
        for at in from..<min(from + 12, sentence.upperBound) {
            if let whole = law(at: at, in: from..<sentence.upperBound, of: document), whole.lowerBound == from {
                return index..<whole.upperBound
            }
            guard isInsideTitle(at, document) else { break }
        }
        return index..<end
    }

    // MARK: Titles

    private static let heads = WordSet(
        "act acts treaty convention conventions charter statute protocol accord accords agreement agreements code constitution law bill regulations "
            + "ordinance directive pact covenant concordat armistice communique declaration measure amendment rules memorandum"
    )
    private static let joints = WordSet("of and for the on to in with against through from by - — & or")
    private static let notNames = WordSet(
        "the a an this that under in on by with and but of for to its his their our every any each no new draft criminal martial"
    )

    /// A capitalised run that ends with a word for an instrument: `Hong Kong Autonomy Act`, `Rome Statute`.
    private func titled(endingAt index: Int, in sentence: Range<Int>, of document: Document) -> Range<Int>? {
        guard document.isOne(of: Self.heads, at: index), document.isCapitalised(index) else { return nil }
        let start = titleStart(endingAt: index, in: sentence, of: document)
        var end = yearEnd(after: index + 1, in: sentence, of: document)
        if start == index {
            guard let closed = onTopic(after: index + 1, in: sentence, of: document) else {
                return bare(index, in: sentence, of: document)
            }
            end = closed
        } else if let topic = onTopic(after: index + 1, in: sentence, of: document) {
            end = topic
        }
        return start..<end
    }

    /// `the Charter`, `the Constitution`, `the Treaty` by themselves.
    private func bare(_ index: Int, in sentence: Range<Int>, of document: Document) -> Range<Int>? {
        let isNamed = document.isOne(of: Self.selfNamed, at: index)
        return isNamed && index > sentence.lowerBound && document.isOne(of: Self.the, at: index - 1)
            ? index..<index + 1 : nil
    }

    private static let selfNamed = WordSet("charter constitution treaty convention covenant accords")

    /// `Convention on the Law of the Sea`, `Treaty of Rome`.
    private func onTopic(after index: Int, in sentence: Range<Int>, of document: Document) -> Int? {
        guard document.isOne(of: Self.topicJoints, at: index), index + 1 < sentence.upperBound else { return nil }
        var at = index + 1
        var end: Int?
        while at < sentence.upperBound, at < index + 14 {
            if document.isCapitalised(at) || isYear(at, document) {
                end = at + 1
            } else if !document.isOne(of: Self.joints, at: at) {
                break
            }
            at += 1
        }
        guard let end else { return nil }
        return document.isCapitalised(index + 1) || document.isCapitalised(index + 2) || isYear(index + 1, document)
            ? end : nil
    }

    private static let topicJoints = WordSet("on of for against concerning relating")

    private func titleStart(endingAt index: Int, in sentence: Range<Int>, of document: Document) -> Int {
        var start = index
        var at = index - 1
        while at >= sentence.lowerBound, index - at < 20, isInsideTitle(at, document) {
            let isPossessive = document.tokens[at].flags.contains(.possessive)
            if isPossessive, isCountry(before: at, in: sentence, of: document) { break }
            if document.isSign(at, ")"), let open = bracket(before: at, in: sentence, of: document) {
                at = open - 1
                continue
            }
            let isFirst = at == sentence.lowerBound
            if document.isCapitalised(at),
                !(document.isOne(of: Self.notNames, at: at)
                    && (isFirst || at == start - 1 && !document.isCapitalised(at - 1)))
            {
                start = at
            }
            at -= 1
        }
        return start
    }

    private func isInsideTitle(_ index: Int, _ document: Document) -> Bool {
        document.isCapitalised(index) || document.isOne(of: Self.joints, at: index)
            || document.tokens[index].flags.contains(.possessive)
            || document.isSign(index, ")") || document.isSign(index, "(") || document.isSign(index, "-")
    }

    /// Whether a country stands before the possessive and no title before the country: `Australia's Sanctions Act`.
    private func isCountry(before index: Int, in sentence: Range<Int>, of document: Document) -> Bool {
        guard index > sentence.lowerBound else { return true }
        for start in max(sentence.lowerBound, index - 3)..<index {
            if let entry = matcher.entry(start..<index, in: document), !entry.senses.isDisjoint(with: .place) {
                return start == sentence.lowerBound || !document.isCapitalised(start - 1)
            }
        }
        return !document.isCapitalised(index - 1)
    }

    private func bracket(before index: Int, in sentence: Range<Int>, of document: Document) -> Int? {
        (max(sentence.lowerBound, index - 12)..<index).last { document.isSign($0, "(") }
    }

    /// `Act 1995`, `Act of 1991`.
    private func yearEnd(after index: Int, in sentence: Range<Int>, of document: Document) -> Int {
        if index < sentence.upperBound, isYear(index, document) { return index + 1 }
        if index + 1 < sentence.upperBound, document.isOne(of: Self.of, at: index), isYear(index + 1, document) {
            return index + 2
        }
        return index
    }
}
