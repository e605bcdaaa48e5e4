import Language
import Messages

/// Finds ships by their IMO numbers, by the word for a ship before them and by their prefixes, and aircraft by their tail numbers.
struct VesselGrammar: Sendable {
    /// By this a span is known to come from the grammar.
    static let confidence = 0.9

    private let matcher: GazetteerMatcher

    init(gazetteer: Gazetteer) {
        matcher = GazetteerMatcher(gazetteer: gazetteer)
    }

    func spans(in document: Document) -> [Span] {
        var spans: [Span] = []
        for sentence in document.sentences {
            for index in sentence.tokens {
                guard index >= spans.last?.tokens.upperBound ?? 0 else { continue }
                if let found = vessel(at: index, in: sentence.tokens, of: document) {
                    spans.append(Span(found, .vessel, confidence: Self.confidence))
                }
            }
        }
        return spans
    }

    private static let ships = WordSet(
        "tanker tankers ship ships vessel vessels freighter freighters carrier yacht yachts superyacht ferry corvette destroyer frigate trawler "
            + "trawlers feeder boat tug tugboat barge submarine icebreaker coaster steamer bulker cruiser warship drillship schooner aframax suezmax vlcc "
            + "containership minesweeper patrol"
    )
    private static let flagged = WordSet("flagged registered owned operated managed chartered built")
    private static let prefixes = WordSet("mv m/v mt m/t mt. mv. ss uss hms hmas hmcs ins rfs fv f/v fpv usns rv lng/c")
    private static let the = WordSet("the")
    private static let imo = WordSet("imo")

    private func vessel(at index: Int, in sentence: Range<Int>, of document: Document) -> Range<Int>? {
        if let tail = tail(at: index, in: sentence, of: document) { return tail }
        guard document.isCapitalised(index), !document.isOne(of: Self.the, at: index) else { return nil }
        let name = nameEnd(from: index, in: sentence, of: document)
        guard name > index, !isDemonym(index, name, document) else { return nil }
        if isNumbered(name, sentence, document) { return index..<name }
        if document.isOne(of: Self.prefixes, at: index), name > index + 1,
            document.tokens[index].flags.contains(.allCapitals) || document.tokens[index].flags.contains(.abbreviation)
        {
            return index..<name
        }
        return isAfterShip(index, sentence, document) && !isKnown(index..<name, document) ? index..<name : nil
    }

    /// The end of a run of capitalised words, roman or arabic numbers: `Hua Lin 6`.
    private func nameEnd(from start: Int, in sentence: Range<Int>, of document: Document) -> Int {
        var at = start
        while at < sentence.upperBound, at - start < 6 {
            let token = document.tokens[at]
            let isNumber = at > start && token.kind == .number && token.offsets.count <= 3
            guard token.kind == .word && token.isCapitalised || isNumber else { break }
            at += 1
        }
        return at
    }

    /// Whether `(IMO 1234567)` or `, IMO 1234567` follows.
    private func isNumbered(_ index: Int, _ sentence: Range<Int>, _ document: Document) -> Bool {
        guard document.isSign(index, "(") || document.isSign(index, ",") else { return false }
        return document.isOne(of: Self.imo, at: index + 1) && index + 2 < sentence.upperBound
            && (document.tokens[index + 2].kind == .number
                || document.tokens.indices.contains(index + 3) && document.tokens[index + 3].kind == .number)
    }

    /// `tanker Sea Lily`, `Russian-flagged Sea Lily`, `trawlers such as the Sea Lily`.
    private func isAfterShip(_ index: Int, _ sentence: Range<Int>, _ document: Document) -> Bool {
        guard index > sentence.lowerBound else { return false }
        if document.isOne(of: Self.flagged, at: index - 1), document.isSign(index - 2, "-") { return true }
        var at = index - 1
        while at > sentence.lowerBound, index - at < 6,
            document.isOne(of: Self.between, at: at) || document.isSign(at, ",") || document.isSign(at, "\"")
        { at -= 1 }
        guard sentence.contains(at), document.isOne(of: Self.ships, at: at), !document.isCapitalised(at) else {
            return false
        }
        return at == index - 1 || document.isOne(of: Self.between, at: index - 1)
    }

    private static let between = WordSet("the such as named called including")

    /// `the Iranian | Sepehr Gate`: the nationality is no part of the name.
    private func isDemonym(_ index: Int, _ end: Int, _ document: Document) -> Bool {
        guard end - index > 1, let entry = matcher.entry(index..<index + 1, in: document) else { return false }
        return entry.senses.contains(.demonym)
    }

    /// Whether the run is a name of another kind: `the tanker Russia seized`, `the vessel Iran holds`.
    private func isKnown(_ run: Range<Int>, _ document: Document) -> Bool {
        guard let entry = matcher.entry(run, in: document) else { return false }
        return !entry.senses.isDisjoint(with: [.country, .demonym, .capital, .organization])
    }

    // MARK: Tail numbers

    private static let aircraft = WordSet(
        "tail registered registration number aircraft plane jet boeing airbus gulfstream bombardier learjet as airliner helicopter antonov ilyushin tupolev embraer"
    )
    private static let marks = WordSet(
        "ra ep ur ew up vp vq p t7 9h 5a 5n 5y 6o 7o ap a6 a7 a9c b c d ei er es ex ey ez f g ha hb hi hl hp hs hz i jy lv lx ly lz n oe oh od oo oy pk pp pr pt "
            + "rdpl s2 s5 se sp st su tc tf tj tn ts tz ul vh vn vt xa xb xc xu yi yk yl yr ys yu yv z zk zs 3b 3c 3x 4k 4l 4r 4x 5b 5h 5r 5t 5v 9a 9g 9k 9l 9m 9q 9v 9y"
    )

    /// `RA-47315`, `EP-MND`, `YV3531`.
    private func tail(at index: Int, in sentence: Range<Int>, of document: Document) -> Range<Int>? {
        let token = document.tokens[index]
        guard token.kind == .word, 5...8 ~= token.offsets.count,
            !document.text.scalars[token.offsets].contains(where: \.isLowercase)
        else { return nil }
        let scalars = document.text.scalars[token.offsets]
        if let hyphen = scalars.firstIndex(where: \.isHyphen) {
            let (mark, rest) = (scalars[..<hyphen], scalars[(hyphen + 1)...])
            guard Self.marks.contains(WordHash.folded(mark)), 3...5 ~= rest.count,
                rest.allSatisfy({ $0.isDigit || $0.isUppercase })
            else { return nil }
            return hasCue(index, sentence, document) || mark.count == 2 && rest.allSatisfy(\.isDigit)
                ? index..<index + 1 : nil
        }
        let isVenezuelan = scalars.starts(with: ["Y", "V"]) && scalars.dropFirst(2).allSatisfy(\.isDigit)
        let isAmerican = scalars.first == "N" && scalars.dropFirst().prefix(3).allSatisfy(\.isDigit)
        return (isVenezuelan || isAmerican) && hasCue(index, sentence, document) ? index..<index + 1 : nil
    }

    private func hasCue(_ index: Int, _ sentence: Range<Int>, _ document: Document) -> Bool {
        (max(sentence.lowerBound, index - 6)..<index).contains { document.isOne(of: Self.aircraft, at: $0) }
    }
}
