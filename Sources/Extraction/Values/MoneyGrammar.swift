import Language
import Messages

/// Finds amounts of money with their currency: `$230 million`, `S$880,000`, `616 billion won`, `EUR 5m`.
struct MoneyGrammar: Sendable {
    private let numbers: NumberReader

    init(numbers: NumberReader) {
        self.numbers = numbers
    }

    private static let signs: [Unicode.Scalar: String] = [
        "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₩": "KRW", "₹": "INR", "₴": "UAH", "₪": "ILS",
        "₺": "TRY", "₦": "NGN",
    ]
    private static let dollars: [String: String] = [
        "US": "USD", "S": "SGD", "C": "CAD", "CA": "CAD", "A": "AUD", "AU": "AUD", "NZ": "NZD", "HK": "HKD",
        "NT": "TWD", "R": "BRL",
    ]
    private static let codes = Set(
        "USD EUR GBP JPY CNY RMB RUB CHF CAD AUD NZD SGD HKD KRW INR TRY UAH AED SAR IRR SEK NOK DKK PLN ZAR BRL MXN"
            .split(separator: " ").map(String.init)
    )
    private static let words: [String: String] = [
        "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "yen": "JPY",
        "yuan": "CNY",
        "renminbi": "CNY", "won": "KRW", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB",
        "francs": "CHF", "rupees": "INR",
        "kronor": "SEK", "kroner": "NOK", "lira": "TRY", "liras": "TRY", "dirhams": "AED", "riyals": "SAR",
        "rials": "IRR", "rand": "ZAR",
        "hryvnia": "UAH", "hryvnias": "UAH", "zlotys": "PLN", "shekels": "ILS", "pesos": "MXN", "reais": "BRL",
        "bolivars": "VES", "naira": "NGN",
    ]
    private static let nations: [String: String] = [
        "canadian": "CAD", "australian": "AUD", "singapore": "SGD", "hong": "HKD", "swiss": "CHF", "norwegian": "NOK",
        "danish": "DKK",
        "swedish": "SEK", "us": "USD", "u.s.": "USD",
    ]

    func amounts(in document: Document) -> [(money: Money, tokens: Range<Int>)] {
        var found: [(Money, Range<Int>)] = []
        for sentence in document.sentences {
            var at = sentence.tokens.lowerBound
            while at < sentence.tokens.upperBound {
                guard let (value, currency, tokens) = amount(at, sentence.tokens.upperBound, document) else {
                    at += 1
                    continue
                }
                found.append(
                    (
                        Money(
                            offsets: document.offsets(tokens),
                            text: document.string(tokens),
                            value: value,
                            currency: currency
                        ), tokens
                    )
                )
                at = tokens.upperBound
            }
        }
        return found
    }

    private func amount(_ index: Int, _ end: Int, _ document: Document) -> (Double, String, Range<Int>)? {
        var (at, currency): (Int, String?) = (index, nil)
        let word = document.tokens[index].offsets.count <= 3 ? document.string(index) : ""
        if let dollar = Self.dollars[word], document.isSign(index + 1, "$"),
            !document.tokens[index + 1].flags.contains(.spaceBefore)
        {
            (at, currency) = (index + 2, dollar)
        } else if document.tokens[index].offsets.count == 1, let sign = Self.signs[document.first(index)] {
            (at, currency) = (index + 1, sign)
        } else if Self.codes.contains(word) {
            (at, currency) = (index + 1, word == "RMB" ? "CNY" : word)
        }
        guard let number = numbers.number(at: at, in: document, before: end) else { return nil }
        if let currency { return (number.value, currency, index..<number.tokens.upperBound) }
        return named(number, end, document)
    }

    /// `616 billion won`, `two million Canadian dollars`.
    private func named(_ number: NumberReader.Number, _ end: Int, _ document: Document) -> (Double, String, Range<Int>)?
    {
        var at = number.tokens.upperBound
        guard at < end else { return nil }
        let nation = Self.nations[document.string(at).lowercased()]
        if nation != nil { at += 1 }
        guard at < end, document.tokens[at].kind == .word else { return nil }
        let word = document.string(at)
        guard let currency = Self.words[word] ?? (Self.codes.contains(word) ? word : nil) else { return nil }
        return (number.value, nation ?? currency, number.tokens.lowerBound..<at + 1)
    }
}
