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
    /// Index into the extraction's mentions, -1 for none.
    var mention = -1
    var isCapitalised = false
    var isPossessive = false
    var isQuoted = false
    /// Whether a past form is a finite past tense (and no participle).
    var shapes: Lexicon.VerbShapes = []

    var isMention: Bool { mention >= 0 }
}
