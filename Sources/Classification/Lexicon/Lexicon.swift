import Language
import Messages

/// The words of one language and what they do: read from a folder of data files, checked while reading.
package final class Lexicon: Sendable {
    /// What is known of one written form.
    struct Form: Sendable {
        var closed: Tag?
        /// The base form of the verb that it may be.
        var verb: String?
        var shapes: VerbShapes = []
        /// How readily the base form is something else than a verb.
        var nominal: Nominal = .unknown
    }

    enum Nominal: UInt8, Sendable { case unknown, never, also, mostly, adjective }

    struct VerbShapes: OptionSet, Sendable {
        let rawValue: UInt8
        static let base = VerbShapes(rawValue: 1)
        static let past = VerbShapes(rawValue: 2)
        static let participle = VerbShapes(rawValue: 4)
        static let gerund = VerbShapes(rawValue: 8)
        static let third = VerbShapes(rawValue: 16)
    }

    /// A verb or noun of more than one word.
    struct Phrase: Sendable {
        let text: String
        let hash: NameHash
        /// The words after the first.
        let rest: [Spelling]
        var classes: WordClass

        init(_ words: [String], _ classes: WordClass) {
            text = words.joined(separator: " ")
            hash = NameHash(text)
            rest = words.dropFirst().map(Spelling.init)
            self.classes = classes
        }
    }

    struct Cue: Sendable {
        var rest: [Spelling]
        var measure: Measure
        var isWeak: Bool
    }

    /// What the files say.
    struct Entries {
        var forms: [String: Form] = [:]
        var verbs: [String: WordClass] = [:]
        var verbPhrases: [String: [Phrase]] = [:]
        var nouns: [String: WordClass] = [:]
        var nounPhrases: [String: [Phrase]] = [:]
        var cues: [String: [Cue]] = [:]
        var authorities = Authorities()
        var clusters = WordClusters()

        var lemmas: [String: LemmaEntry] {
            var lemmas: [String: LemmaEntry] = [:]
            for (text, classes) in verbs { lemmas[text, default: LemmaEntry()].verbClasses = classes }
            for (text, phrases) in verbPhrases { lemmas[text, default: LemmaEntry()].verbPhrases = phrases }
            for (text, phrases) in nounPhrases { lemmas[text, default: LemmaEntry()].nounPhrases = phrases }
            for (text, cues) in cues { lemmas[text, default: LemmaEntry()].cues = cues }
            return lemmas
        }
    }

    /// What the files say of a lemma besides.
    struct LemmaEntry: Sendable {
        var verbClasses: WordClass = []
        /// What begins with it.
        var verbPhrases: [Phrase] = []
        var nounPhrases: [Phrase] = []
        var cues: [Cue] = []
    }

    package let language: String
    /// FNV-1a hash over all files, in hexadecimal digits.
    package let hash: String
    /// What the files say of each written form, of each noun, and of each lemma.
    let forms: HashedTable<Form>
    let nouns: HashedTable<WordClass>
    let lemmas: HashedTable<LemmaEntry>
    let clusters: WordClusters
    let authorities: Authorities
    /// What is known of names as written, and of institutions by their names in lower case.
    let names: HashedTable<Authorities.NameEntry>
    let institutions: HashedTable<Code>
    /// Filled while articles are read.
    private let vocabulary = Vocabulary()

    /// Reads the lexicon of a language.
    ///
    /// - Parameter folder: Path of the language's folder, such as `Pipelines/lexicon/en`.
    /// - Throws: The first `LexiconFinding`, or the error of reading a file.
    package convenience init(folder: String) throws {
        var reader = LexiconReader(folder: folder)
        try reader.read()
        if let finding = reader.findings.first { throw finding }
        self.init(reader)
    }

    private init(_ reader: LexiconReader) {
        language = reader.language
        hash = reader.hash
        let entries = reader.entries
        forms = HashedTable(entries.forms)
        nouns = HashedTable(entries.nouns)
        lemmas = HashedTable(entries.lemmas)
        clusters = entries.clusters
        authorities = entries.authorities
        names = HashedTable(entries.authorities.names)
        institutions = HashedTable(entries.authorities.issuers)
    }

    /// What is known of each token of a text.
    func knownWords(of text: TokenizedText) -> KnownWords {
        KnownWords(vocabulary.words(of: text, self), vocabulary.auxiliaries(self))
    }

    /// What is known of each of some names.
    func knownNames(_ texts: some Sequence<String>) -> [KnownName] { vocabulary.names(texts, self) }

    /// All mistakes in the files of a language's folder, in the order of files and lines.
    package static func lint(folder: String) throws -> [LexiconFinding] {
        var reader = LexiconReader(folder: folder)
        try reader.read()
        return reader.findings
    }

    /// The singular of a noun where the lexicon knows it, else the form itself.
    static func singular(_ form: String) -> String {
        guard form.utf8.last == UInt8(ascii: "s"), form.count > 3, !form.hasSuffix("ss") else { return form }
        if form.hasSuffix("ies") { return form.dropLast(3) + "y" }
        if form.hasSuffix("ches") || form.hasSuffix("shes") || form.hasSuffix("xes") || form.hasSuffix("oes")
            || form.hasSuffix("sses")
        {
            return String(form.dropLast(2))
        }
        return String(form.dropLast())
    }
}
