import Language
import Messages

/// The second look at a document: a name that was found surely in one place is found everywhere.
struct Consistency: Sendable {
    private let matcher: GazetteerMatcher
    /// Hashes of the words that the document also writes without a capital.
    private let lowercase: Set<UInt64>

    init(gazetteer: Gazetteer, document: Document) {
        matcher = GazetteerMatcher(gazetteer: gazetteer)
        lowercase = Set(document.tokens.indices.filter { !document.isCapitalised($0) }.map { document.folded[$0] })
    }

    /// What the names of the document are called: hashes of phrases, with the weight of each kind.
    private struct Votes {
        var weights: [EntityKind: Double] = [:]
        var words = 0

        var winner: EntityKind? {
            EntityKind.allCases.max { (weights[$0] ?? 0) < (weights[$1] ?? 0) }.flatMap {
                (weights[$0] ?? 0) > 0 ? $0 : nil
            }
        }
    }

    /// Longer names are not looked for elsewhere.
    private static let longest = 16

    func apply(to table: inout SpanTable, in document: Document) {
        var votes: [UInt64: Votes] = [:]
        var firstWords: [UInt64: Int] = [:]
        for span in table.ordered {
            guard span.tokens.count <= Self.longest else { continue }
            let words = names(of: span, in: document)
            for (number, tokens) in words.enumerated() {
                let hash = Self.hash(tokens, document)
                votes[hash, default: Votes()].weights[span.kind, default: 0] += number == 0 ? weight(of: span) : 1.6
                votes[hash]?.words = tokens.count
                let first = document.exact[tokens.lowerBound]
                firstWords[first] = max(firstWords[first] ?? 0, tokens.count)
            }
        }
        settleKinds(&table, votes, document)
        settleSurnames(&table, document)
        findMissed(&table, votes, firstWords, document)
    }

    /// Grammars and the gazetteer know more than the tagger.
    private func weight(of span: Span) -> Double {
        span.kind == .vessel && span.confidence == VesselGrammar.confidence ? 3 : 1
    }

    /// The name and the shorter names that it may go by: a person's surname, the first words of a company.
    private func names(of span: Span, in document: Document) -> [Range<Int>] {
        var names = [span.tokens]
        let last = span.tokens.upperBound - 1
        if span.kind == .person, span.tokens.count > 1, isProper(last, document) {
            names.append(last..<span.tokens.upperBound)
        }
        if span.kind == .organization, span.tokens.count > 1, isDistinctive(span.tokens.lowerBound, document) {
            names.append(span.tokens.lowerBound..<span.tokens.lowerBound + 1)
        }
        if span.kind == .person, span.tokens.count > 2, isProper(last - 1, document) {
            names.append(last - 1..<span.tokens.upperBound)
        }
        return names
    }

    /// Whether a body can go by its first word: one that the gazetteer doesn't know and the article never writes small.
    private func isDistinctive(_ token: Int, _ document: Document) -> Bool {
        guard isProper(token, document), document.tokens[token].offsets.count > 3,
            !document.isOne(of: Self.generic, at: token)
        else { return false }
        guard matcher.entry(token..<token + 1, in: document) == nil else { return false }
        return !lowercase.contains(document.folded[token])
    }

    private static let generic = WordSet(
        "national central international european security house state foreign federal supreme united world council committee department court union "
            + "general public royal republican democratic people first new great global regional social special joint ministry bank office agency commission "
            + "institute university center centre board bureau treasury north south east west northern southern eastern western red black white green high "
            + "free open movement front party army navy air port trade human rights liberation constitutional revolutionary islamic communist labour liberal "
            + "conservative popular workers student women young american defence defense justice home interior finance economic energy human old grand imperial"
    )

    /// Whether the word is long enough and no common word.
    private func isProper(_ token: Int, _ document: Document) -> Bool {
        document.tokens[token].isCapitalised && document.tokens[token].offsets.count > 2
            && document.tokens[token].kind == .word
    }

    private static func hash(_ tokens: Range<Int>, _ document: Document) -> UInt64 {
        var hash = document.exact[tokens.lowerBound]
        for token in tokens.dropFirst() { hash = WordHash.phrase(hash, document.exact[token]) }
        return hash
    }

    private func isDemonym(_ span: Span, _ document: Document) -> Bool {
        span.kind == .nationality && matcher.entry(span.tokens, in: document) != nil
    }

    /// Gives the same name the same kind everywhere, where one kind has clearly more weight.
    private func settleKinds(_ table: inout SpanTable, _ votes: [UInt64: Votes], _ document: Document) {
        for span in table.ordered where span.kind != .law && !isDemonym(span, document) {
            guard let vote = votes[Self.hash(span.tokens, document)], let winner = vote.winner, winner != span.kind,
                winner != .nationality
            else { continue }
            guard (vote.weights[winner] ?? 0) >= 1.5 * (vote.weights[span.kind] ?? 0) else { continue }
            if let entry = matcher.entry(span.tokens, in: document),
                !entry.senses.isDisjoint(with: [.country, .capital, .organization])
            {
                continue
            }
            table.force(Span(span.tokens, winner, confidence: span.confidence))
        }
    }

    /// `Jordan` is no country after `Michael Jordan`, unless the article speaks of the country in other words too.
    private func settleSurnames(_ table: inout SpanTable, _ document: Document) {
        let spans = table.ordered
        var persons: Set<UInt64> = []
        var countries: Set<CountryCode> = []
        for span in spans {
            if span.kind == .person, span.tokens.count > 1 {
                persons.insert(document.exact[span.tokens.upperBound - 1])
            }
            guard let entry = matcher.entry(span.tokens, in: document), span.kind != .person else { continue }
            if let country = entry.demonymCountry { countries.insert(country) }
            if entry.senses.contains(.capital), let country = entry.placeCountry { countries.insert(country) }
        }
        for span in spans where span.kind == .place && span.tokens.count == 1 {
            let token = span.tokens.lowerBound
            guard persons.contains(document.exact[token]), let entry = matcher.entry(span.tokens, in: document),
                !entry.senses.isDisjoint(with: [.surname, .givenName]),
                !(entry.placeCountry.map { countries.contains($0) } ?? false),
                !document.isOne(of: Self.locatives, at: token - 1)
            else { continue }
            table.force(Span(span.tokens, .person, confidence: span.confidence))
        }
    }

    private static let locatives = WordSet("in to from of near into across via through at")

    private func findMissed(
        _ table: inout SpanTable,
        _ votes: [UInt64: Votes],
        _ firstWords: [UInt64: Int],
        _ document: Document
    ) {
        for sentence in document.sentences {
            var at = sentence.tokens.lowerBound
            while at < sentence.tokens.upperBound {
                guard document.isCapitalised(at), let longest = firstWords[document.exact[at]],
                    table.isFree(at..<at + 1)
                else {
                    at += 1
                    continue
                }
                at = add(at, longest, sentence.tokens, &table, votes, document)
            }
        }
    }

    private func add(
        _ start: Int,
        _ longest: Int,
        _ sentence: Range<Int>,
        _ table: inout SpanTable,
        _ votes: [UInt64: Votes],
        _ document: Document
    ) -> Int {
        for count in stride(from: min(longest, sentence.upperBound - start), to: 0, by: -1) {
            let tokens = start..<start + count
            guard let vote = votes[Self.hash(tokens, document)], vote.words == count, let kind = vote.winner,
                table.isFree(tokens)
            else { continue }
            guard kind != .law, !isInsideName(tokens, sentence, document) else { continue }
            table.add(Span(tokens, kind, confidence: 0.7))
            return tokens.upperBound
        }
        return start + 1
    }

    /// Whether a capitalised word follows at once, so that this is another, longer name.
    private func isInsideName(_ tokens: Range<Int>, _ sentence: Range<Int>, _ document: Document) -> Bool {
        tokens.upperBound < sentence.upperBound && document.isCapitalised(tokens.upperBound)
    }
}
