/// A base form or a singular, and what the lexicon has under it.
final class Lemma: Sendable {
    let text: String
    let spelling: Spelling
    let hash: NameHash
    let clusters: WordClusters.Path?
    /// What it does as a verb.
    let verbClasses: WordClass
    /// The verbs and nouns of several words, and the cues of measures, that begin with it.
    let verbPhrases: [Lexicon.Phrase]
    let nounPhrases: [Lexicon.Phrase]
    let cues: [Lexicon.Cue]
    let heads: Heads

    /// What there is that begins with a word.
    struct Heads: OptionSet, Sendable {
        let rawValue: UInt8
        static let verbPhrases = Heads(rawValue: 1)
        static let nounPhrases = Heads(rawValue: 2)
        static let cues = Heads(rawValue: 4)
        /// It is a part of a date or a stretch of time.
        static let time = Heads(rawValue: 8)
    }

    init(_ text: String, _ lexicon: Lexicon) {
        self.text = text
        spelling = Spelling(text)
        hash = NameHash(text)
        clusters = lexicon.entries.clusters[text]
        verbClasses = lexicon.entries.verbs[text] ?? []
        verbPhrases = lexicon.entries.verbPhrases[text] ?? []
        nounPhrases = lexicon.entries.nounPhrases[text] ?? []
        cues = lexicon.entries.cues[text] ?? []
        var heads: Heads = Self.times.contains(text) ? .time : []
        if !verbPhrases.isEmpty { heads.insert(.verbPhrases) }
        if !nounPhrases.isEmpty { heads.insert(.nounPhrases) }
        if !cues.isEmpty { heads.insert(.cues) }
        self.heads = heads
    }

    private static let times: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december", "week", "month",
        "year", "day",
        "today", "yesterday", "tomorrow", "morning", "evening", "night", "hour", "decade",
    ]
}

/// What the lexicon knows of one written form, looked up once.
final class KnownWord: Sendable {
    /// Lower case, as written.
    let lower: Lemma
    let singular: Lemma
    /// The base form of the verb that it may be, else the form itself.
    let verb: Lemma
    /// The form as a word of any sentence.
    let word: Word
    /// What it means as a noun in this form; nil for none.
    let nouns: WordClass?
    let singularNouns: WordClass?
    /// What the last part of a compound means as a noun: "businessmen", "oil-exports".
    let tailNouns: WordClass
    /// What its ending makes of it.
    let guess: Guess
    /// The verb that is shortened in it: "'ll", "they've".
    let contraction: Tag?
    let modal: VerbGroup.Modal

    enum Guess: UInt8, Sendable { case sign, adverb, adjective, gerund, past, noun }

    init(_ written: String, _ lexicon: Lexicon) {
        let text = written.lowercased()
        let lower = Lemma(text, lexicon)
        let form = lexicon.entries.forms[text]
        let singular = Lexicon.singular(text)
        self.lower = lower
        self.singular = singular == text ? lower : Lemma(singular, lexicon)
        verb = form?.verb.map { $0 == text ? lower : Lemma($0, lexicon) } ?? lower
        word = Word(lower, verb: verb, form: form.map(WordForm.init))
        nouns = lexicon.entries.nouns[text]
        singularNouns = singular == text ? nouns : lexicon.entries.nouns[singular]
        tailNouns = Self.tail(text, lexicon)
        guess = Self.guess(text)
        contraction = Self.contraction(text)
        modal = VerbGroup.Modal(text)
    }

    private static func tail(_ text: String, _ lexicon: Lexicon) -> WordClass {
        if let hyphen = text.lastIndex(of: "-") {
            let tail = Lexicon.singular(String(text[text.index(after: hyphen)...]))
            return lexicon.entries.nouns[tail] ?? []
        }
        return text.hasSuffix("men") ? lexicon.entries.nouns[text.dropLast(3) + "man"] ?? [] : []
    }

    private static func contraction(_ text: String) -> Tag? {
        guard let sign = text.lastIndex(where: { $0 == "'" || $0 == "’" }) else { return nil }
        switch text[text.index(after: sign)...] {
        case "ll", "d": return .modal
        case "re", "m": return .be
        case "ve": return .have
        default: return nil
        }
    }

    private static func guess(_ text: String) -> Guess {
        if text.first?.isLetter != true { return .sign }
        if text.hasSuffix("ly"), text.utf8.count > 4 { return .adverb }
        if text.contains("-"), text.hasSuffix("ed") || text.hasSuffix("ing") { return .adjective }
        if text.hasSuffix("ing"), text.utf8.count > 5 { return .gerund }
        if text.hasSuffix("ed"), text.utf8.count > 4 { return .past }
        return adjectives.contains(where: text.hasSuffix) ? .adjective : .noun
    }

    private static let adjectives = ["al", "ous", "ive", "ful", "less", "ic", "able", "ible", "ish", "ary"]
}

/// What the lexicon's verbs and closed classes say of a form.
struct WordForm: Sendable {
    let closed: Tag?
    let isVerb: Bool
    let shapes: Lexicon.VerbShapes
    let nominal: Lexicon.Nominal

    init(_ form: Lexicon.Form) {
        closed = form.closed
        isVerb = form.verb != nil
        shapes = form.shapes
        nominal = form.nominal
    }
}

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
