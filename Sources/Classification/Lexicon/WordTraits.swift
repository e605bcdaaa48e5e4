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

    /// - Parameters:
    ///   - text: A form in lower case.
    ///   - spelling: The same.
    init(_ text: String, _ spelling: Spelling) {
        self = []
        let bytes = text.utf8.count
        let first = text.utf8.first ?? 0
        let isLetter = first < 0x80 ? 0x61...0x7A ~= first | 0x20 : text.first?.isLetter == true
        func insert(_ trait: WordTraits, if isTrue: Bool) { if isTrue { formUnion(trait) } }
        insert(.time, if: Self.isTime(spelling))
        insert(.year, if: bytes == 4 && (text.hasPrefix("19") || text.hasPrefix("20")))
        insert(.four, if: bytes == 4)
        insert(.endsInLy, if: ends(text, "ly"))
        insert(.endsInS, if: ends(text, "s"))
        insert(.startsWithLetter, if: isLetter)
        insert(.startsWithHyphen, if: first == UInt8(ascii: "-"))
        insert(.negating, if: ends(text, "n't") || text.hasSuffix("n’t") || spelling == "cannot")
        insert(.ordinal, if: Self.isOrdinal(text, spelling))
        insert(.flag, if: Self.isFlag(text))
        if text.utf8.contains(UInt8(ascii: "-")), contains(.flag) || ends(text, "led") || ends(text, "run") {
            formUnion(.hyphenatedFlag)
        }
        switch first {
        case UInt8(ascii: "w"): insert(.pastBe, if: text.hasPrefix("was") || text.hasPrefix("were"))
        case UInt8(ascii: "h"): insert(.pastHave, if: text.hasPrefix("had"))
        case UInt8(ascii: "d"): insert(.pastDo, if: text.hasPrefix("did"))
        default: break
        }
    }

    private static func isOrdinal(_ text: String, _ word: Spelling) -> Bool {
        if word == "second" || word == "third" { return true }
        return text.utf8.count > 4 && ends(text, "th") && !["north", "south", "month"].contains(word)
    }

    private static func isFlag(_ text: String) -> Bool {
        ends(text, "flagged") || ends(text, "registered") || ends(text, "owned") || ends(text, "made")
            || ends(text, "born") || ends(text, "based") || ends(text, "built")
    }

    private static func isTime(_ word: Spelling) -> Bool {
        [
            "since", "until", "already", "ago", "last", "today", "yesterday", "now", "earlier", "soon", "next", "from",
            "still", "remain", "again", "another", "further", "more", "new", "first", "existing", "monday", "tuesday",
            "wednesday", "thursday", "friday", "saturday", "sunday", "week", "month", "year", "once", "previously",
            "no", "nothing", "if", "unless", "should", "would", "will", "yet", "never", "had",
        ].contains(word)
    }
}
