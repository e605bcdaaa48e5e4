/// The known words of an article, by token.
struct KnownWords: Sendable {
    private let words: [KnownWord]
    let auxiliaries: Auxiliaries

    init(_ words: [KnownWord], _ auxiliaries: Auxiliaries) {
        self.words = words
        self.auxiliaries = auxiliaries
    }

    subscript(token: Int) -> KnownWord { words[token] }

    func lower(_ word: Word) -> Lemma { words[Int(word.known)].lower }

    func lemma(_ word: Word) -> Lemma {
        switch word.lemmaKind {
        case .lower: words[Int(word.known)].lower
        case .singular: words[Int(word.known)].singular
        case .verb: words[Int(word.known)].verb
        case .be: auxiliaries.be
        case .have: auxiliaries.have
        case .do: auxiliaries.do
        }
    }
}

/// The verbs that have the same base form in all their forms, without standing in the table of verbs.
final class Auxiliaries: Sendable {
    let be: Lemma
    let have: Lemma
    let `do`: Lemma

    init(_ lexicon: Lexicon) {
        be = Lemma("be", lexicon)
        have = Lemma("have", lexicon)
        `do` = Lemma("do", lexicon)
    }
}
