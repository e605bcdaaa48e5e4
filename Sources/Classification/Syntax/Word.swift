import Messages

/// One token with what the sentence makes of it.
struct Word: Sendable {
    var offsets: Offsets
    /// Lower case, as written.
    var lower: String
    /// The verb's base form, or the noun's singular.
    var lemma: String
    var tag: Tag
    /// What it means as a noun or as a bare verb.
    var nouns: WordClass = []
    /// Its clusters; nil for names and for words without a meaning of their own.
    var clusters: WordClusters.Path?
    /// Index into the extraction's mentions, -1 for none.
    var mention = -1
    var isCapitalised = false
    var isPossessive = false
    var isQuoted = false
    /// Whether a past form is a finite past tense (and no participle).
    var shapes: Lexicon.VerbShapes = []

    var isMention: Bool { mention >= 0 }

    /// Whether it means something by itself and isn't part of a name.
    var hasMeaning: Bool {
        switch tag {
        case .noun, .verb, .participle, .gerund, .adjective: !isMention
        default: false
        }
    }
}
