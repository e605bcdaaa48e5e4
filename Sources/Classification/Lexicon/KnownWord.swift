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
    /// Its hash in the vocabulary.
    let key: UInt64

    enum Guess: UInt8, Sendable { case sign, adverb, adjective, gerund, past, noun }

    /// Looks a form up.
    ///
    /// - Parameters:
    ///   - written: As the text has it.
    ///   - lexicon: What is known of words.
    ///   - key: Its hash in the vocabulary.
    ///   - isWord: Whether it is no longer than words are; of the others nothing is asked but whether they are known.
    init(_ written: String, _ lexicon: Lexicon, key: UInt64, isWord: Bool) {
        let text = written.lowercased()
        let lower = Lemma(text, lexicon)
        let form = lexicon.forms[lower.hash]
        let singular = isWord ? Lexicon.singular(text) : text
        self.lower = lower
        self.key = key
        self.singular = singular == text ? lower : Lemma(singular, lexicon)
        verb = form?.verb.map { $0 == text ? lower : Lemma($0, lexicon) } ?? lower
        word = Word(lower, verb: verb, form: form.map(WordForm.init))
        nouns = lexicon.nouns[lower.hash]
        singularNouns = singular == text ? nouns : lexicon.nouns[self.singular.hash]
        tailNouns = isWord ? Self.tail(text, lexicon) : []
        guess = Self.guess(text)
        contraction = isWord ? Self.contraction(text) : nil
        modal = form?.closed == .modal || contraction == .modal ? VerbGroup.Modal(text) : .should
    }

    private static func tail(_ text: String, _ lexicon: Lexicon) -> WordClass {
        if let hyphen = text.utf8.lastIndex(of: UInt8(ascii: "-")) {
            let tail = Lexicon.singular(String(text[text.utf8.index(after: hyphen)...]))
            return lexicon.nouns[NameHash(tail)] ?? []
        }
        return ends(text, "men") ? lexicon.nouns[NameHash(text.dropLast(3) + "man")] ?? [] : []
    }

    private static func contraction(_ text: String) -> Tag? {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "'") || $0 > 0x7F }),
            let sign = text.lastIndex(where: { $0 == "'" || $0 == "’" })
        else { return nil }
        switch text[text.index(after: sign)...] {
        case "ll", "d": return .modal
        case "re", "m": return .be
        case "ve": return .have
        default: return nil
        }
    }

    private static func guess(_ text: String) -> Guess {
        if text.first?.isLetter != true { return .sign }
        let bytes = text.utf8.count
        if ends(text, "ly"), bytes > 4 { return .adverb }
        if text.utf8.contains(UInt8(ascii: "-")), ends(text, "ed") || ends(text, "ing") { return .adjective }
        if ends(text, "ing"), bytes > 5 { return .gerund }
        if ends(text, "ed"), bytes > 4 { return .past }
        let isAdjective =
            ends(text, "al") || ends(text, "ous") || ends(text, "ive") || ends(text, "ful") || ends(text, "less")
            || ends(text, "ic") || ends(text, "able") || ends(text, "ible") || ends(text, "ish") || ends(text, "ary")
        return isAdjective ? .adjective : .noun
    }
}

/// Whether a text ends in an ASCII ending, byte for byte.
@inline(__always)
func ends(_ text: String, _ ending: StaticString) -> Bool {
    let (bytes, count) = (text.utf8, ending.utf8CodeUnitCount)
    guard bytes.count >= count else { return false }
    var at = bytes.endIndex
    for index in stride(from: count - 1, through: 0, by: -1) {
        at = bytes.index(before: at)
        guard unsafe bytes[at] == ending.utf8Start[index] else { return false }
    }
    return true
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
