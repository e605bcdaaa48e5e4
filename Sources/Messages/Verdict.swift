/// What an article means for sanctions: events and watchlist matches (`interdict.verdict/1`).
package struct Verdict: Sendable, Equatable {
    package static let schema = "interdict.verdict/1"

    /// Name, version and hash of the rules and lexicon that made the verdict.
    package var rules: String
    package var relevance: Relevance
    /// From 0 to 1: how surely the article is sanctions news.
    package var score: Double?
    /// Why the relevance is what it is, in rule and feature names.
    package var because: [String] = []
    package var events: [Event] = []
    package var matches: [Match] = []
    package var lists: [ListVersion] = []

    package init(rules: String, relevance: Relevance, score: Double? = nil) {
        self.rules = rules
        self.relevance = relevance
        self.score = score
    }
}

/// How much an article is about sanctions; `unknown` where its language has no lexicon.
package enum Relevance: String, Sendable, CaseIterable {
    case primary, secondary, none, unknown
}

package enum Action: String, Sendable, CaseIterable {
    case imposed, expanded, planned, threatened
    case calledFor = "called-for"
    case eased, rejected, violated, enforced
    case inForce = "in-force"
}

package enum Measure: String, Sendable, CaseIterable {
    case designation
    case travelBan = "travel-ban"
    case armsEmbargo = "arms-embargo"
    case exportControl = "export-control"
    case importBan = "import-ban"
    case tradeEmbargo = "trade-embargo"
    case financial, energy, shipping, aviation, unspecified
}

/// One reported sanctions act.
package struct Event: Sendable, Equatable {
    package struct Amount: Sendable, Equatable {
        package var value: Double
        package var unit: String?

        package init(value: Double, unit: String?) {
            self.value = value
            self.unit = unit
        }
    }

    package struct Evidence: Sendable, Equatable {
        package enum Role: String, Sendable, CaseIterable {
            case trigger, issuer, target, measure, sentence
        }

        package var role: Role
        package var offsets: Offsets
        package var text: String

        package init(role: Role, offsets: Offsets, text: String) {
            self.role = role
            self.offsets = offsets
            self.text = text
        }
    }

    package var action: Action
    package var measures: [Measure]
    /// ISO 3166-1 alpha-2 codes, and the short names of bodies such as `UN` and `EU`.
    package var issuer: [String]
    /// ISO 3166-1 alpha-2 codes.
    package var target: [String]
    package var targetNames: [String] = []
    package var quantity: Amount?
    package var legalBasis: [String] = []
    /// The programme, such as `UN 1718` or `EO 14024`.
    package var regime: String?
    /// Day, month or year of the act: `2024-06-20`, `2024-06`, `2024`.
    package var date: String?
    package var speaker: String?
    /// From 0 to 1.
    package var confidence: Double
    package var evidence: [Evidence] = []
    package var because: [String] = []

    package init(
        action: Action,
        measures: [Measure],
        issuer: [String],
        target: [String],
        confidence: Double = 1
    ) {
        self.action = action
        self.measures = measures
        self.issuer = issuer
        self.target = target
        self.confidence = confidence
    }
}

/// A listed party that the article names or describes.
package struct Match: Sendable, Equatable {
    package enum Role: String, Sendable, CaseIterable {
        case party
        case authority
        case targetState = "target-state"
    }

    /// How one part of the name met its counterpart.
    package struct Reason: Sendable, Equatable {
        package var part: String
        package var ours: String?
        package var theirs: String?
        /// `equal`, `similar`, `missing`, `contradicted`, or a feature's name.
        package var verdict: String

        package init(part: String, ours: String?, theirs: String?, verdict: String) {
            self.part = part
            self.ours = ours
            self.theirs = theirs
            self.verdict = verdict
        }
    }

    package var entity: EntityID?
    /// Where the text stands in the body, for a name that the extraction did not mark and for a description.
    package var offsets: Offsets?
    /// The name as the article has it; the description of a party that it never names.
    package var text: String
    package var role: Role
    package var list: String
    package var entryID: String
    /// The entry's primary name.
    package var name: String
    /// Calibrated, from 0 to 1.
    package var score: Double
    package var programmes: [String]
    /// ISO codes that the entry gives.
    package var countries: [String]
    package var because: [Reason]

    package init(
        entity: EntityID?,
        offsets: Offsets? = nil,
        text: String,
        role: Role,
        list: String,
        entryID: String,
        name: String,
        score: Double,
        programmes: [String] = [],
        countries: [String] = [],
        because: [Reason] = []
    ) {
        self.entity = entity
        self.offsets = offsets
        self.text = text
        self.role = role
        self.list = list
        self.entryID = entryID
        self.name = name
        self.score = score
        self.programmes = programmes
        self.countries = countries
        self.because = because
    }
}

/// The state of a list against which an article was checked.
package struct ListVersion: Sendable, Equatable {
    package var list: String
    /// Day of the snapshot, `2024-05-03`.
    package var snapshot: String
    package var sha256: String
    package var entries: Int

    package init(list: String, snapshot: String, sha256: String, entries: Int) {
        self.list = list
        self.snapshot = snapshot
        self.sha256 = sha256
        self.entries = entries
    }
}
