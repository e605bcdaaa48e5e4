import Messages

/// One token with what the sentence makes of it.
struct Word: Sendable {
    var offsets: Offsets
    let known: KnownWord
    /// Lower case, as written.
    var lower: String { known.lower }
    var tag: Tag
    var lemmaKind = LemmaKind.none
    /// What it means as a noun or as a bare verb.
    var nouns: WordClass = []
    /// Index into the extraction's mentions, -1 for none.
    var mention = -1
    var isCapitalised = false
    var isPossessive = false
    var isQuoted = false
    /// Whether a past form is a finite past tense (and no participle).
    var shapes: Lexicon.VerbShapes = []

    var isMention: Bool { mention >= 0 }

    /// Which of a word's forms stands for all of them.
    enum LemmaKind: UInt8, Sendable { case none, lower, singular, verb, be, have, `do` }

    /// The verb's base form, or the noun's singular.
    var lemma: String {
        switch lemmaKind {
        case .none: ""
        case .lower: known.lower
        case .singular: known.singular
        case .verb: known.verb
        case .be: "be"
        case .have: "have"
        case .do: "do"
        }
    }

    /// Its clusters; nil for names and for words without a meaning of their own.
    var clusters: WordClusters.Path? {
        guard hasMeaning else { return nil }
        return switch lemmaKind {
        case .verb: known.verbClusters
        case .singular: known.singularClusters
        default: known.clusters
        }
    }

    /// Whether it means something by itself and isn't part of a name.
    var hasMeaning: Bool {
        switch tag {
        case .noun, .verb, .participle, .gerund, .adjective: !isMention
        default: false
        }
    }
}
