/// What a form's letters tell, each a bit.
struct WordTraits: OptionSet, Sendable {
    let rawValue: UInt32

    /// It tells when, or how often.
    static let time = WordTraits(rawValue: 1 << 0)
    /// A year from 1900 on, as far as its digits tell.
    static let year = WordTraits(rawValue: 1 << 1)
    /// Four bytes, as a year has.
    static let four = WordTraits(rawValue: 1 << 2)
    static let endsInLy = WordTraits(rawValue: 1 << 3)
    static let endsInS = WordTraits(rawValue: 1 << 4)
    static let startsWithLetter = WordTraits(rawValue: 1 << 5)
    static let startsWithHyphen = WordTraits(rawValue: 1 << 6)
    /// "mustn't", "cannot".
    static let negating = WordTraits(rawValue: 1 << 7)
    /// "eleventh".
    static let ordinal = WordTraits(rawValue: 1 << 8)
    /// The second half of "Iranian-flagged".
    static let flag = WordTraits(rawValue: 1 << 9)
    /// "Iranian-flagged", "Moscow-led".
    static let hyphenatedFlag = WordTraits(rawValue: 1 << 10)
    /// An auxiliary verb in the past, also shortened: "wasn't", "had", "didn't".
    static let pastBe = WordTraits(rawValue: 1 << 11)
    static let pastHave = WordTraits(rawValue: 1 << 12)
    static let pastDo = WordTraits(rawValue: 1 << 13)

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ text: String) {
        self = []
        let bytes = text.utf8.count
        func insert(_ trait: WordTraits, if isTrue: Bool) { if isTrue { formUnion(trait) } }
        insert(.time, if: Self.times.contains(text))
        insert(.year, if: bytes == 4 && (text.hasPrefix("19") || text.hasPrefix("20")))
        insert(.four, if: bytes == 4)
        insert(.endsInLy, if: text.hasSuffix("ly"))
        insert(.endsInS, if: text.hasSuffix("s"))
        insert(.startsWithLetter, if: text.first?.isLetter == true)
        insert(.startsWithHyphen, if: text.hasPrefix("-"))
        insert(.negating, if: text.hasSuffix("n't") || text.hasSuffix("n’t") || text == "cannot")
        insert(.ordinal, if: Self.isOrdinal(text))
        insert(.flag, if: Self.flags.contains(where: text.hasSuffix))
        insert(
            .hyphenatedFlag,
            if: text.contains("-") && (contains(.flag) || text.hasSuffix("led") || text.hasSuffix("run"))
        )
        insert(.pastBe, if: text.hasPrefix("was") || text.hasPrefix("were"))
        insert(.pastHave, if: text.hasPrefix("had"))
        insert(.pastDo, if: text.hasPrefix("did"))
    }

    private static func isOrdinal(_ text: String) -> Bool {
        if text == "second" || text == "third" { return true }
        return text.utf8.count > 4 && text.hasSuffix("th") && !["north", "south", "month"].contains(text)
    }

    private static let flags = ["flagged", "registered", "owned", "made", "born", "based", "built"]

    private static let times: Set<String> = [
        "since", "until", "already", "ago", "last", "today", "yesterday", "now", "earlier", "soon", "next", "from",
        "still", "remain", "again",
        "another", "further", "more", "new", "first", "existing", "monday", "tuesday", "wednesday", "thursday",
        "friday", "saturday", "sunday",
        "week", "month", "year", "once", "previously", "no", "nothing", "if", "unless", "should", "would", "will",
        "yet", "never", "had",
    ]
}
