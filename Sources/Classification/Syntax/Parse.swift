/// The shallow parse of one sentence: words, verb groups with subjects, objects and governors.
final class Parse: Sendable {
    let words: [Word]
    let verbs: [VerbGroup]
    /// Index of the verb group that a word belongs to, or -1.
    let groupOf: [Int]
    /// Index of the sentence in the text.
    let sentence: Int
    let paragraph: Int
    /// Of the whole article.
    let known: KnownWords

    init(words: [Word], sentence: Int, paragraph: Int, known: KnownWords) {
        self.words = words
        self.sentence = sentence
        self.paragraph = paragraph
        self.known = known
        let groups = VerbGroupReader(words: words, known: known).groups()
        var groupOf = Array(repeating: -1, count: words.count)
        for (number, group) in groups.enumerated() { for index in group.words { groupOf[index] = number } }
        self.groupOf = groupOf
        var attachment = VerbAttachment(words: words, verbs: groups, known: known)
        attachment.attach()
        verbs = attachment.verbs
    }

    func isNominal(_ index: Int) -> Bool { words[index].isNominal }

    /// The lemma of the verb that carries a group's meaning.
    func lemma(_ group: VerbGroup) -> String { known.lemma(words[group.main]).text }

    /// The verb with its particles where the lexicon has them as one.
    func phrase(_ group: VerbGroup) -> String? {
        group.phrase < 0 ? nil : known.lemma(words[group.main]).verbPhrases[group.phrase].text
    }
}
