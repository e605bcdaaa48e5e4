import Language
import Messages

/// Finds the names of an article: grammars for what is regular, the tagger for the rest, the gazetteer for what it missed.
struct NameFinder: Sendable {
    private let tagger: Tagger
    private let laws: LawGrammar
    private let vessels: VesselGrammar
    private let known: KnownNames
    private let ships: ShipNames
    private let style: HouseStyle
    private let gazetteer: Gazetteer

    init(tagger: Tagger, gazetteer: Gazetteer) {
        self.tagger = tagger
        self.gazetteer = gazetteer
        laws = LawGrammar(gazetteer: gazetteer)
        vessels = VesselGrammar(gazetteer: gazetteer)
        known = KnownNames(gazetteer: gazetteer)
        ships = ShipNames(gazetteer: gazetteer)
        style = HouseStyle(gazetteer: gazetteer)
    }

    /// In another language than the model's only a name that it is this sure of is taken for one.
    private static let sureAbroad = 0.85

    /// The names in the order of the text, none overlapping another.
    ///
    /// - Parameters:
    ///   - document: The text.
    ///   - isForeign: Whether it is in another language than the model's.
    /// - Returns: The names.
    func spans(in document: Document, isForeign: Bool = false) -> [Span] {
        var table = SpanTable(count: document.tokens.count)
        for span in laws.spans(in: document) + vessels.spans(in: document) { table.add(span) }
        let headlines = Headlines(document)
        let isAboutShips = ShipNames.isAboutShips(document)
        var others: [Range<Int>] = []
        for tagged in tagger.spans(in: document, style: .named(TrainingPlan.house)) {
            if isForeign, tagged.confidence < Self.sureAbroad { continue }
            guard let kind = tagged.kind.entity else {
                others.append(tagged.tokens)
                continue
            }
            let raw = Span(tagged.tokens, kind, confidence: tagged.confidence)
            guard let bounded = style.settled(raw, in: document), headlines.believes(bounded, in: document) else {
                continue
            }
            if let span = ships.settled(bounded, in: document, isAboutShips: isAboutShips) { table.add(span) }
        }
        known.complete(&table, others: others, in: document)
        Consistency(gazetteer: gazetteer, document: document).apply(to: &table, in: document)
        return table.ordered
    }
}
