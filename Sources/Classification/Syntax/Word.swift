import Language
import Messages

/// One token with what the sentence makes of it.
///
/// It holds no references, so that copies count none; what is longer stands under ``known`` among the article's known
/// words.
struct Word: Sendable {
    var offsets: Offsets = 0..<0
    /// Index among the article's known words, which is that of the token.
    private(set) var known: Int32 = -1
    /// Index into the extraction's mentions, -1 for none.
    var mention: Int32 = -1
    /// Lower case, as written.
    let lower: Spelling
    /// The verb's base form, or the noun's singular.
    private(set) var lemma: Spelling
    private(set) var lemmaHash: NameHash
    /// What it means as a noun or as a bare verb.
    var nouns: WordClass = []
    /// What it does if it is a verb.
    let verbClasses: WordClass
    private var path: WordClusters.Path?
    let form: WordForm?
    let traits: WordTraits
    var tag = Tag.other
    private(set) var lemmaKind = LemmaKind.lower
    var isCapitalised = false
    var isPossessive = false
    var isQuoted = false
    /// What begins with it, as written and by its lemma.
    let heads: Lemma.Heads
    private(set) var headsByLemma: Lemma.Heads
    /// The shapes of a verb.
    var shapes: Lexicon.VerbShapes = []

    /// A word as it is in any sentence.
    ///
    /// - Parameters:
    ///   - lower: Its form.
    ///   - verb: The base form of the verb that it may be.
    ///   - form: What is known of the form.
    init(_ lower: Lemma, verb: Lemma, form: WordForm?) {
        self.lower = lower.spelling
        self.form = form
        lemma = lower.spelling
        lemmaHash = lower.hash
        path = lower.clusters
        verbClasses = form?.isVerb == true ? verb.verbClasses : []
        traits = WordTraits(lower.text, lower.spelling)
        heads = lower.heads
        headsByLemma = lower.heads
    }

    /// The same word at a place of a text.
    @inline(__always)
    func at(_ index: Int, _ token: Token) -> Word {
        var word = self
        word.known = Int32(truncatingIfNeeded: index)
        word.offsets = token.offsets
        word.isCapitalised = token.isCapitalised
        word.isPossessive = token.flags.contains(.possessive)
        return word
    }

    var isMention: Bool { mention >= 0 }

    /// Which of a word's forms stands for all of them.
    enum LemmaKind: UInt8, Sendable { case lower, singular, verb, be, have, `do` }

    mutating func stand(for kind: LemmaKind, _ lemma: Lemma) {
        lemmaKind = kind
        self.lemma = lemma.spelling
        lemmaHash = lemma.hash
        path = lemma.clusters
        headsByLemma = lemma.heads
    }

    /// Whether it is a part of a date or a stretch of time, as written and by its lemma.
    var isTime: Bool { heads.contains(.time) }
    var isTimeByLemma: Bool { headsByLemma.contains(.time) }

    /// Its clusters; nil for names and for words without a meaning of their own.
    var clusters: WordClusters.Path? { hasMeaning ? path : nil }

    /// Whether it may stand in a noun phrase.
    var isNominal: Bool { tag.isNominal || tag == .pronoun || tag == .particle && isPossessive }

    /// Whether it means something by itself and isn't part of a name.
    var hasMeaning: Bool {
        switch tag {
        case .noun, .verb, .participle, .gerund, .adjective: !isMention
        default: false
        }
    }
}
