import Language
internal import Synchronization

/// What the lexicon knows of one written form, looked up once.
final class KnownWord: Sendable {
    /// Lower case, as written.
    let lower: String
    let form: Lexicon.Form?
    /// What it means as a noun in this form; nil for none.
    let nouns: WordClass?
    let singular: String
    let singularNouns: WordClass?
    /// The clusters of the form, of its singular, and of the verb that it may be.
    let clusters: WordClusters.Path?
    let singularClusters: WordClusters.Path?
    let verbClusters: WordClusters.Path?
    /// The base form of the verb that it may be, else the form itself.
    let verb: String
    /// What the verb that it may be does.
    let verbClasses: WordClass
    /// Whether it tells when, or how often.
    let isTime: Bool
    let isQuestionMark: Bool
    /// Whether it is a year from 1900 on, as far as its digits tell.
    let isYear: Bool

    init(_ written: String, _ lexicon: Lexicon) {
        lower = written.lowercased()
        form = lexicon.forms[lower]
        nouns = lexicon.nouns[lower]
        singular = lexicon.singular(lower)
        singularNouns = singular == lower ? nouns : lexicon.nouns[singular]
        clusters = lexicon.clusters[lower]
        singularClusters = singular == lower ? clusters : lexicon.clusters[singular]
        verbClusters = form?.verb.map { lexicon.clusters[$0] } ?? clusters
        verb = form?.verb ?? lower
        isTime = Self.timeWords.contains(lower)
        isQuestionMark = lower == "?"
        isYear = lower.utf8.count == 4 && (lower.hasPrefix("19") || lower.hasPrefix("20"))
        verbClasses = form?.verb.flatMap { lexicon.verbs[$0] } ?? []
    }

    private static let timeWords: Set<String> = [
        "since", "until", "already", "ago", "last", "today", "yesterday", "now", "earlier", "soon", "next", "from",
        "still", "remain", "again",
        "another", "further", "more", "new", "first", "existing", "monday", "tuesday", "wednesday", "thursday",
        "friday", "saturday", "sunday",
        "week", "month", "year", "once", "previously", "no", "nothing", "if", "unless", "should", "would", "will",
        "yet", "never", "had",
    ]
}

/// The words met first, which are mostly the common ones, kept from article to article.
final class Vocabulary: Sendable {
    /// Some hundred bytes each; what is longer than any word, as hostile texts have it, is not kept.
    private static let capacity = 20_000
    private static let longest = 40

    private let words = Mutex<[UInt64: KnownWord]>([:])

    /// The words of the tokens of a text, in their order.
    func words(of text: TokenizedText, _ lexicon: Lexicon) -> [KnownWord] {
        words.withLock { words in
            text.tokens.indices.map { index in
                let key = Self.key(text.text.scalars[text.tokens[index].offsets])
                if let word = words[key] { return word }
                let word = KnownWord(text.string(index), lexicon)
                if words.count < Self.capacity, text.tokens[index].offsets.count <= Self.longest { words[key] = word }
                return word
            }
        }
    }

    private static func key(_ scalars: ArraySlice<Unicode.Scalar>) -> UInt64 {
        var hash = FeatureHash()
        for scalar in scalars { hash.add(scalar) }
        return hash.value
    }
}
