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
        static let nounPhrases = Heads(rawValue: 1)
        static let cues = Heads(rawValue: 2)
        /// It is a part of a date or a stretch of time.
        static let time = Heads(rawValue: 4)
    }

    init(_ text: String, _ lexicon: Lexicon) {
        self.text = text
        spelling = Spelling(text)
        hash = NameHash(text)
        clusters = lexicon.clusters[hash]
        let entry = lexicon.lemmas[hash]
        verbClasses = entry?.verbClasses ?? []
        verbPhrases = entry?.verbPhrases ?? []
        nounPhrases = entry?.nounPhrases ?? []
        cues = entry?.cues ?? []
        var heads: Heads = Self.isTime(spelling) ? .time : []
        if !nounPhrases.isEmpty { heads.insert(.nounPhrases) }
        if !cues.isEmpty { heads.insert(.cues) }
        self.heads = heads
    }

    private static func isTime(_ word: Spelling) -> Bool {
        [
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
            "march",
            "april", "may", "june", "july", "august", "september", "october", "november", "december", "week", "month",
            "year", "day",
            "today", "yesterday", "tomorrow", "morning", "evening", "night", "hour", "decade",
        ].contains(word)
    }
}
