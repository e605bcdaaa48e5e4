import Language

/// Reads numbers in digits and in words: `1,234.5`, `10bn`, `two million`, `twenty-one`, `a dozen`.
struct NumberReader: Sendable {
    struct Number: Sendable {
        var value: Double
        var tokens: Range<Int>
    }

    private static let units: [String: Double] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
        "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
        "seventy": 70,
        "eighty": 80, "ninety": 90,
    ]
    private static let scales: [String: Double] = [
        "dozen": 12, "hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6,
        "mn": 1e6,
        "bn": 1e9, "tn": 1e12, "k": 1000, "mln": 1e6, "bln": 1e9,
    ]

    private let units: [UInt64: Double]
    private let scales: [UInt64: Double]

    init() {
        var units: [UInt64: Double] = [:]
        for (word, value) in Self.units {
            units[WordHash.folded(word)] = value
            guard value >= 20 else { continue }
            for (unit, small) in Self.units where small < 10 {
                units[WordHash.folded("\(word)-\(unit)")] = value + small
            }
        }
        self.units = units
        var scales: [UInt64: Double] = [:]
        for (word, value) in Self.scales { scales[WordHash.folded(word)] = value }
        self.scales = scales
    }

    /// The number that begins at the token, or nil.
    func number(at index: Int, in document: Document, before end: Int) -> Number? {
        guard index < end else { return nil }
        var at = index + 1
        var value: Double
        if let (digits, scale) = digits(index, document) {
            value = digits * scale
        } else if let word = units[document.folded[index]] {
            value = word
        } else if isArticle(index, document), at < end, let scale = scales[document.folded[at]], scale > 1 {
            value = scale
            at += 1
        } else {
            return nil
        }
        var isScaled = false
        while at < end, let scale = scales[document.folded[at]], scale < 1e6 || !isScaled || value < 1e6 {
            value *= scale
            isScaled = true
            at += 1
        }
        return Number(value: value, tokens: index..<at)
    }

    private static let articles = WordSet("a")

    private func isArticle(_ index: Int, _ document: Document) -> Bool { document.isOne(of: Self.articles, at: index) }

    /// A number in digits and the scale that is written with it.
    private func digits(_ index: Int, _ document: Document) -> (Double, Double)? {
        guard document.tokens[index].kind == .number else { return nil }
        let text = document.string(index)
        let digits = text.prefix { $0.isNumber || $0 == "," || $0 == "." }
        guard let value = Double(digits.filter { $0 != "," }) else { return nil }
        let suffix = text.dropFirst(digits.count).lowercased()
        if suffix.isEmpty { return (value, 1) }
        return Self.scales[suffix].map { (value, $0) }
    }
}
