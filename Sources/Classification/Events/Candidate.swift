import Messages

/// The construction in which a sanctions act is told.
enum Frame: UInt8, Sendable, CaseIterable {
    case designate, listing, delisting, freeze, violate, punish, seize, remain, begin, lapse, ease, expand, impose,
        refuse
    case plan, request, threaten, strike, bar, halt, close, prohibition, state, nominal, allow, breach, other
}

/// A possible event: a construction at one place of the text, with what was found for each role.
struct Candidate: Sendable {
    /// How a role was filled, from the words themselves to a guess from the rest of the article.
    enum Source: UInt8, Sendable, CaseIterable {
        case none, modifier, subject, agent, asked, object, phrase, law, sentence, discourse, article
    }

    /// Index of the sentence.
    var parse: Int
    /// The verb group, or -1 for a noun alone.
    var verb: Int
    /// The words of the trigger.
    var trigger: Range<Int>
    var frame: Frame
    /// The word index of the measure's noun, or -1.
    var measureWord = -1
    var action: Action = .imposed
    var isRejected = false
    /// Whether an addition is told with its number, so that it is settled even where it lies ahead.
    var isCounted = false
    var measures: MeasureSet = []
    var issuer: Codes = []
    var issuerSource: Source = .none
    var issuerMentions: Mentions = []
    var target: Codes = []
    var targetSource: Source = .none
    var targetMentions: Mentions = []
    /// Words that belong to the act: where measures and targets are sought.
    var scope: [Range<Int>] = []
    var operators: [Operator] = []
    /// How likely it is an event.
    var score = 0.0
    /// How likely its action, its issuers and its targets are all right.
    var certainty = 1.0
}

/// A word that governs an act, and what it makes of it: "calls for", "not-plan", "no-intention".
struct Operator: Sendable {
    enum Kind: Sendable { case request, threaten, plan, refuse, decide }
    enum Sign: String, Sendable { case none = "", not = "not-", no = "no-" }

    let kind: Kind
    let sign: Sign
    /// Index in the sentence.
    let word: Int

    init(_ kind: Kind, _ word: Int, _ sign: Sign = .none) {
        self.kind = kind
        self.word = word
        self.sign = sign
    }
}

/// A set of measures, a bit for each.
struct MeasureSet: OptionSet, Sendable {
    let rawValue: UInt16

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init(_ measure: Measure) { rawValue = 1 << UInt16(measure.place) }

    static let unspecified = MeasureSet(.unspecified)
    static let shipping = MeasureSet(.shipping)

    var count: Int { rawValue.nonzeroBitCount }

    func contains(_ measure: Measure) -> Bool { contains(MeasureSet(measure)) }
    mutating func insert(_ measure: Measure) { formUnion(MeasureSet(measure)) }
    mutating func remove(_ measure: Measure) { subtract(MeasureSet(measure)) }

    /// In the order of all measures.
    var measures: [Measure] { Measure.allCases.filter { contains($0) } }
}
