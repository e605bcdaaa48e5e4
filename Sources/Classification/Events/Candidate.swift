import Messages

/// The construction in which a sanctions act is told.
enum Frame: String, Sendable, CaseIterable {
    case designate, listing, delisting, freeze, violate, punish, seize, remain, begin, lapse, ease, expand, impose,
        refuse
    case plan, request, threaten, strike, bar, halt, close, prohibition, state, nominal, allow, breach, other
}

/// A possible event: a construction at one place of the text, with what was found for each role.
struct Candidate: Sendable {
    /// How a role was filled, from the words themselves to a guess from the rest of the article.
    enum Source: String, Sendable {
        case none, modifier, subject, agent, asked, object, phrase, law, sentence, discourse, article
    }

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
    var measures: [Measure] = []
    var issuer: [String] = []
    var issuerSource: Source = .none
    var issuerMentions: [Int] = []
    var target: [String] = []
    var targetSource: Source = .none
    var targetMentions: [Int] = []
    /// Words that belong to the act: where measures and targets are sought.
    var scope: [Range<Int>] = []
    var operators: [String] = []
    var because: [String] = []
    /// How likely it is an event.
    var score = 0.0
    /// How likely its action, its issuers and its targets are all right.
    var certainty = 1.0
}
