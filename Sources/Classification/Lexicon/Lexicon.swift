import FoundationEssentials
import Messages

/// The words of one language and what they do: read from a folder of data files, checked while reading.
package struct Lexicon: Sendable {
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

    /// A verb or noun of more than one word, after its first.
    struct Phrase: Sendable {
        var rest: [String]
        var classes: WordClass
    }

    struct Cue: Sendable {
        var rest: [String]
        var measure: Measure
        var isWeak: Bool
    }

    package let language: String
    /// FNV-1a hash over all files, in hexadecimal digits.
    package let hash: String
    var forms: [String: Form] = [:]
    var verbs: [String: WordClass] = [:]
    var verbPhrases: [String: [Phrase]] = [:]
    var nouns: [String: WordClass] = [:]
    var nounPhrases: [String: [Phrase]] = [:]
    var cues: [String: [Cue]] = [:]
    var authorities = Authorities()
    var clusters = WordClusters()
    /// Filled while articles are read.
    private(set) var vocabulary = Vocabulary()

    /// Reads the lexicon of a language.
    ///
    /// - Parameter folder: Path of the language's folder, such as `Pipelines/lexicon/en`.
    /// - Throws: The first `LexiconFinding`, or the error of reading a file.
    package init(folder: String) throws {
        var reader = LexiconReader(folder: folder)
        try reader.read()
        if let finding = reader.findings.first { throw finding }
        self = reader.lexicon
    }

    init(language: String, hash: String) {
        self.language = language
        self.hash = hash
    }

    /// All mistakes in the files of a language's folder, in the order of files and lines.
    package static func lint(folder: String) throws -> [LexiconFinding] {
        var reader = LexiconReader(folder: folder)
        try reader.read()
        return reader.findings
    }

    /// The singular of a noun where the lexicon knows it, else the form itself.
    func singular(_ form: String) -> String {
        guard form.count > 3, form.hasSuffix("s"), !form.hasSuffix("ss") else { return form }
        if form.hasSuffix("ies") { return form.dropLast(3) + "y" }
        if form.hasSuffix("ches") || form.hasSuffix("shes") || form.hasSuffix("xes") || form.hasSuffix("oes")
            || form.hasSuffix("sses")
        {
            return String(form.dropLast(2))
        }
        return String(form.dropLast())
    }
}
