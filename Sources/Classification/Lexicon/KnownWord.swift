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
        let form = lexicon.entries.forms[text]
        let singular = isWord ? Lexicon.singular(text) : text
        self.lower = lower
        self.key = key
        self.singular = singular == text ? lower : Lemma(singular, lexicon)
        verb = form?.verb.map { $0 == text ? lower : Lemma($0, lexicon) } ?? lower
        word = Word(lower, verb: verb, form: form.map(WordForm.init))
        nouns = lexicon.entries.nouns[text]
        singularNouns = singular == text ? nouns : lexicon.entries.nouns[singular]
        tailNouns = isWord ? Self.tail(text, lexicon) : []
        guess = Self.guess(text)
        contraction = isWord ? Self.contraction(text) : nil
        modal = form?.closed == .modal || contraction == .modal ? VerbGroup.Modal(text) : .should
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
