import Language

/// What is known of the whole article while one candidate is weighed.
final class ArticleContext: Sendable {
    /// For each sentence whether it speaks of sanctions.
    let hasSanctions: [Bool]
    /// For each sentence how many of its words are words of sanctions.
    let sanctionWords: [Int]
    /// How many words of the article belong to other news.
    let decoyWords: Int
    /// How much the article speaks of sanctions, from 0 to 4.
    let level: Int
    /// How much it speaks of other news, from 0 to 5.
    let decoys: Int
    let titleHasSanctions: Bool
    /// The title's words, in lower case.
    let title: Set<Spelling>
    let regimes: Regimes

    static let authorities = CodeSet("US EU UN GB CA AU JP CH KR NZ CN RU G7 ECOWAS")

    init(title: String, _ parses: [Parse], _ lexicon: Lexicon) {
        sanctionWords = parses.map { $0.words.count { $0.nouns.contains(.sanction) } }
        hasSanctions = zip(parses, sanctionWords).map { parse, words in
            words > 0 || parse.verbs.contains { $0.lemma == "sanction" || $0.lemma == "blacklist" }
        }
        let decoyWords = parses.reduce(0) { $0 + $1.words.count { $0.nouns.contains(.decoy) && !$0.isMention } }
        self.decoyWords = decoyWords
        level = min(sanctionWords.reduce(0, +), 4)
        decoys = [1, 2, 4, 6, 9].count { decoyWords >= $0 }
        regimes = lexicon.authorities.regimes
        var words: Set<Spelling> = []
        var classes: WordClass = []
        let text = TokenizedText(title)
        let known = lexicon.knownWords(of: text)
        for index in text.tokens.indices {
            let word = known[index]
            words.insert(word.lower.spelling)
            classes.formUnion(word.nouns ?? word.singularNouns ?? [])
            classes.formUnion(word.word.verbClasses.intersection([.designate, .freeze, .bar, .ease, .violate]))
        }
        self.title = words
        titleHasSanctions = !classes.isDisjoint(with: [.sanction, .ban, .designate])
    }
}
