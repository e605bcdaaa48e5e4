/// A verb with its auxiliaries, and the parts of the sentence that belong to it.
struct VerbGroup: Sendable {
    struct Traits: OptionSet, Sendable {
        let rawValue: UInt32
        static let passive = Traits(rawValue: 1 << 0)
        static let negated = Traits(rawValue: 1 << 1)
        static let perfect = Traits(rawValue: 1 << 2)
        static let past = Traits(rawValue: 1 << 3)
        static let infinitive = Traits(rawValue: 1 << 4)
        static let gerund = Traits(rawValue: 1 << 5)
        /// A participle without an auxiliary: "ships listed by …".
        static let reduced = Traits(rawValue: 1 << 6)
        static let progressive = Traits(rawValue: 1 << 7)
        /// "is to", "are to": arranged for the future.
        static let arranged = Traits(rawValue: 1 << 8)
        static let quoted = Traits(rawValue: 1 << 9)
        static let relative = Traits(rawValue: 1 << 10)
        /// Its clause begins with "if", "unless" and the like.
        static let conditional = Traits(rawValue: 1 << 11)
        /// Another clause of the sentence is its condition.
        static let conditioned = Traits(rawValue: 1 << 12)
        /// "no longer", "no more".
        static let ended = Traits(rawValue: 1 << 14)
        static let temporal = Traits(rawValue: 1 << 15)
    }

    enum Modal: UInt8, Sendable, CaseIterable {
        case none, will, would, may, can, must, should

        /// - Parameter word: A word that is a modal verb, also shortened ("they'll"), in lower case.
        init(_ word: String) {
            switch word.split(whereSeparator: { $0 == "'" || $0 == "’" }).last {
            case "ll": self = .will
            case "d": self = .would
            default:
                self =
                    switch word {
                    case "will", "'ll", "wo", "won't", "won’t", "shall": .will
                    case "would", "'d", "wouldn't", "wouldn’t": .would
                    case "may", "might": .may
                    case "can", "could", "cannot", "can't", "couldn't", "can’t", "couldn’t": .can
                    case "must", "mustn't", "ought": .must
                    default: .should
                    }
            }
        }
    }

    var words: Range<Int>
    /// The index of the verb that carries the meaning.
    var main: Int
    var lemma: Spelling
    var classes: WordClass = []
    /// The place of the verb with its particles among the phrases of its lemma, where the lexicon has them as one:
    /// "rule out"; -1 for none.
    var phrase = -1
    /// The hash of the lemma, and that of the phrase where there is one.
    var lemmaHash: NameHash
    var hash: NameHash
    var traits: Traits = []
    var modal: Modal = .none
    /// What stands before it in its clause, the subject in it.
    var left: Range<Int> = 0..<0
    /// What stands after it: objects and the prepositions' phrases.
    var right: Range<Int> = 0..<0
    var subject: Range<Int> = 0..<0
    /// The verb that governs it: "urged … to IMPOSE", "said that … would IMPOSE".
    var governor: Int?

    var isFinite: Bool { traits.isDisjoint(with: [.infinitive, .gerund, .reduced]) }
}
