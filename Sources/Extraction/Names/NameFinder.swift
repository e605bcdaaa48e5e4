import Language
import Messages

/// Finds the names of an article: grammars for what is regular, the tagger for the rest, the gazetteer for what it missed.
struct NameFinder: Sendable {
    private let tagger: Tagger
    private let laws: LawGrammar
    private let vessels: VesselGrammar
    private let known: KnownNames
    private let style = HouseStyle()

    init(tagger: Tagger, gazetteer: Gazetteer) {
        self.tagger = tagger
        laws = LawGrammar(gazetteer: gazetteer)
        vessels = VesselGrammar(gazetteer: gazetteer)
        known = KnownNames(gazetteer: gazetteer)
    }

    /// The names in the order of the text, none overlapping another.
    func spans(in document: Document) -> [Span] {
        var table = SpanTable(count: document.tokens.count)
        for span in laws.spans(in: document) + vessels.spans(in: document) { table.add(span) }
        var others: [Range<Int>] = []
        for tagged in tagger.spans(in: document, style: TrainingPlan.house) {
            guard let kind = tagged.kind.entity else {
                others.append(tagged.tokens)
                continue
            }
            let span = Span(tagged.tokens, kind, confidence: tagged.confidence)
            for trimmed in style.trimmed(span, in: document) { table.add(trimmed) }
        }
        known.complete(&table, others: others, in: document)
        Consistency().apply(to: &table, in: document)
        return table.ordered
    }
}
