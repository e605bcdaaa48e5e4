import Language
import Messages

/// The bounds of names as the project marks them: no article, no title, no possessive, but initials and particles.
struct HouseStyle: Sendable {
    private let matcher: GazetteerMatcher

    init(gazetteer: Gazetteer) {
        matcher = GazetteerMatcher(gazetteer: gazetteer)
    }

    /// The span with the bounds that the name has, or nil where it is none.
    func settled(_ span: Span, in document: Document) -> Span? {
        var span = Span(trimmed(span.tokens, span.kind, document), span.kind, confidence: span.confidence)
        guard !span.tokens.isEmpty, isName(span, document) else { return nil }
        switch span.kind {
        case .person: span.tokens = extended(withoutTitle(span.tokens, document), document)
        case .organization: span.tokens = extendedBody(cutPlace(span.tokens, document), document)
        case .law where !span.tokens.contains(where: { isLawWord($0, document) }): span.kind = .organization
        default: break
        }
        return span.tokens.isEmpty ? nil : span
    }

    // MARK: What is a name

    /// Words that end the names of events, prizes, lists and buildings, which are no mentions.
    private static let otherThings = WordSet(
        "championship championships cup prize award awards festival list games olympics day war guesthouse stadium square street avenue road "
            + "plant agenda era week summit marathon derby tournament trophy blog virus storm hurricane typhoon missile rifle"
    )
    private static let calendar = WordSet(
        "january february march april may june july august september october november december jan jan. feb feb. mar. apr apr. jun jul aug aug. sep sep. "
            + "sept sept. oct oct. nov nov. dec dec. monday tuesday wednesday thursday friday saturday sunday"
    )
    private static let westerns = WordSet("western")

    private func isName(_ span: Span, _ document: Document) -> Bool {
        let last = span.tokens.upperBound - 1
        guard
            span.tokens.contains(where: {
                document.isCapitalised($0) || document.tokens[$0].flags.contains(.hasDigit)
                    || document.first($0) == "a" && document.tokens[$0].flags.contains(.hasHyphen)
            })
        else { return false }
        if span.kind != .law, document.isOne(of: Self.otherThings, at: last),
            span.tokens.count > 1 || span.kind != .place
        {
            return false
        }
        if document.isOne(of: Self.calendar, at: span.tokens.lowerBound), span.kind == .person || span.tokens.count == 1
        {
            return span.kind == .person && span.tokens.count > 1 && !document.tokens[last].flags.contains(.hasDigit)
        }
        return !document.isOne(of: Self.westerns, at: span.tokens.lowerBound)
    }

    private static let lawWords = WordSet(
        "act acts treaty convention charter statute protocol accord accords agreement agreements code constitution law laws bill regulations regulation "
            + "ordinance directive pact covenant resolution order decree decision article section license licence plan amendment memorandum deal"
    )

    private func isLawWord(_ token: Int, _ document: Document) -> Bool {
        document.isOne(of: Self.lawWords, at: token) || document.tokens[token].flags.contains(.allCapitals)
    }

    // MARK: Bounds

    private static let articles = WordSet("the a an this that")

    private func trimmed(_ tokens: Range<Int>, _ kind: EntityKind, _ document: Document) -> Range<Int> {
        var tokens = tokens
        while let last = tokens.last,
            document.tokens[last].flags.contains(.possessive) || isLoosePunctuation(last, document)
        {
            tokens = tokens.lowerBound..<last
        }
        while let first = tokens.first, document.tokens[first].kind == .punctuation {
            tokens = first + 1..<tokens.upperBound
        }
        if tokens.count > 1, document.isOne(of: Self.articles, at: tokens.lowerBound),
            !isArticleInName(tokens, kind, document)
        {
            tokens = tokens.lowerBound + 1..<tokens.upperBound
        }
        return tokens
    }

    private func isLoosePunctuation(_ token: Int, _ document: Document) -> Bool {
        document.tokens[token].kind == .punctuation && !document.isSign(token, ")") && !document.isSign(token, ".")
    }

    /// `The Hague`, `The Washington Post`: a capital inside a sentence.
    private func isArticleInName(_ tokens: Range<Int>, _ kind: EntityKind, _ document: Document) -> Bool {
        let first = document.tokens[tokens.lowerBound]
        return first.isCapitalised && !first.flags.contains(.lineStart) && !isSentenceStart(tokens.lowerBound, document)
            || document.string(tokens) == "The Hague"
    }

    private func isSentenceStart(_ token: Int, _ document: Document) -> Bool {
        guard token > 0 else { return true }
        return document.tokens[token - 1].kind == .punctuation && !document.isSign(token - 1, ",")
    }

    // MARK: Persons

    private static let titles = WordSet(
        "president vice-president vice prime minister premier chancellor king queen prince princess sheikh mr mr. mrs mrs. ms ms. dr dr. sir lord lady dame "
            + "baroness baron senator senators sen. sen representative rep. rep congressman congresswoman governor gov. gov mayor ambassador secretary general gen. gen "
            + "colonel col. col major maj. maj captain capt. capt lieutenant lt. lt sergeant sgt. admiral adm. adm commander brigadier marshal judge justice "
            + "professor prof. prof chairman chairwoman director commissioner minister spokesman spokeswoman reverend rev. rev bishop archbishop pope cardinal "
            + "ayatollah deputy foreign former leader speaker attorney inspector superintendent detective officer analyst envoy mp chief father sister brother"
    )
    /// Titles that are also names of persons: dropped only before two more words.
    private static let doubtful = WordSet(
        "prince king major marshal sheikh judge justice bishop pope general mayor baron dame lord father"
    )

    private func withoutTitle(_ tokens: Range<Int>, _ document: Document) -> Range<Int> {
        var start = tokens.lowerBound
        while start + 1 < tokens.upperBound, document.isOne(of: Self.titles, at: start) {
            if document.isOne(of: Self.doubtful, at: start), tokens.upperBound - start == 2, start == tokens.lowerBound
            {
                break
            }
            start += 1
        }
        return start..<tokens.upperBound
    }

    private static let particles = WordSet("de van von der den bin ibn al el le la du di da dos del ter ten af zu")

    /// Takes in particles and what stands before them (`F.W. de | Klerk`), the rest of a name in capitals, and a closing initial.
    private func extended(_ tokens: Range<Int>, _ document: Document) -> Range<Int> {
        var (start, end) = (tokens.lowerBound, tokens.upperBound)
        while start > 0, document.isOne(of: Self.particles, at: start - 1),
            document.tokens[start].flags.contains(.spaceBefore), !document.tokens[start].flags.contains(.lineStart)
        {
            guard document.isCapitalised(start - 1) || start > 1 && document.isCapitalised(start - 2) else { break }
            start -= 1
        }
        let beginsWithParticle = document.isOne(of: Self.particles, at: start) && tokens.count > 1
        if start < tokens.lowerBound && !document.isCapitalised(start) || beginsWithParticle, start > 0,
            document.isCapitalised(start - 1),
            document.tokens[start - 1].kind == .word, !document.tokens[start].flags.contains(.lineStart),
            !document.isOne(of: Self.titles, at: start - 1), matcher.entry(start - 1..<start, in: document) == nil
        {
            start -= 1
        }
        if document.tokens[start].flags.contains(.allCapitals), document.tokens[start].offsets.count > 3 {
            while document.tokens.indices.contains(end), document.tokens[end].flags.contains(.allCapitals),
                document.tokens[end].offsets.count > 2, !document.tokens[end].flags.contains(.lineStart)
            { end += 1 }
        }
        let isInitial =
            end - start > 1 && document.tokens[end - 1].offsets.count == 1 && document.isCapitalised(end - 1)
        if isInitial, document.isSign(end, "."), document.tokens.indices.contains(end + 1),
            !document.isCapitalised(end + 1)
        {
            end += 1
        }
        return start..<end
    }

    // MARK: Bodies

    private static let of = WordSet("of")
    private static let joints = WordSet("of for")
    private static let bodies = WordSet(
        "bank ministry republic university institute council court church embassy party government authority parliament assembly senate house "
            + "committee commission department office agency bureau service board fund association federation union chamber society academy museum "
            + "corps centre center memorial organisation organization league front army movement forum alliance kingdom state college school press "
            + "registry directorate administration secretariat ministers consulate supreme national register"
    )

    /// `Tianmu Vision | of Hangzhou`: a company's town is no part of its name; that of a bank or court is.
    private func cutPlace(_ tokens: Range<Int>, _ document: Document) -> Range<Int> {
        guard let of = tokens.first(where: { document.isOne(of: Self.of, at: $0) }), of > tokens.lowerBound,
            of + 1 < tokens.upperBound
        else { return tokens }
        if tokens.lowerBound..<of == tokens
            || (tokens.lowerBound..<of).contains(where: { document.isOne(of: Self.bodies, at: $0) })
        {
            return tokens
        }
        if matcher.entry(tokens, in: document) != nil { return tokens }
        guard let entry = matcher.entry(of + 1..<tokens.upperBound, in: document),
            !entry.senses.isDisjoint(with: .place)
        else { return tokens }
        return tokens.lowerBound..<of
    }

    /// `Main Centre | for Special Technologies`.
    private func extendedBody(_ tokens: Range<Int>, _ document: Document) -> Range<Int> {
        let end = tokens.upperBound
        guard tokens.count > 1, document.isOne(of: Self.bodies, at: end - 1), document.isOne(of: Self.joints, at: end),
            document.isCapitalised(end + 1)
        else { return tokens }
        var last = end + 1
        while document.isCapitalised(last), document.tokens[last].kind == .word,
            !document.tokens[last].flags.contains(.lineStart)
        { last += 1 }
        return tokens.lowerBound..<last
    }
}
