import Messages

/// Fills in what an article counts and dates: quantities, money, dates, identifiers and goods.
struct ValueFinder: Sendable {
    private let dates = DateGrammar()
    private let money: MoneyGrammar
    private let quantities: QuantityGrammar
    private let identifiers = IdentifierGrammar()
    private let goods: GoodsMatcher

    init(goods: GoodsMatcher) {
        let numbers = NumberReader()
        money = MoneyGrammar(numbers: numbers)
        quantities = QuantityGrammar(numbers: numbers)
        self.goods = goods
    }

    func fill(_ extraction: inout Extraction, in document: Document, names: [Span], published: String?) {
        var taken = [Bool](repeating: false, count: document.tokens.count)
        for span in names { for token in span.tokens { taken[token] = true } }
        for (date, tokens) in dates.dates(in: document, published: published.flatMap { CivilDay($0) })
        where !tokens.contains(where: { taken[$0] }) {
            extraction.dates.append(date)
            for token in tokens { taken[token] = true }
        }
        // The nationality in "Canadian dollars" is a name too.
        for (amount, tokens) in money.amounts(in: document) {
            extraction.money.append(amount)
            for token in tokens { taken[token] = true }
        }
        extraction.quantities = quantities.quantities(in: document, taken: taken)
        extraction.identifiers = identifiers.identifiers(in: document)
        extraction.goods = goods.goods(in: document, taken: taken)
        tieIdentifiers(&extraction)
    }

    /// Ties the numbers of ships to the ships.
    private func tieIdentifiers(_ extraction: inout Extraction) {
        for index in extraction.identifiers.indices {
            let identifier = extraction.identifiers[index]
            let name = "\(identifier.kind == .imo ? "IMO" : "MMSI") \(identifier.value)"
            extraction.identifiers[index].entity = extraction.entities.first { $0.identifiers.contains(name) }?.id
        }
    }
}
