package import Messages

/// The labels of the tagger: outside, and begin, inside, last and unit of every kind (BILOU).
package enum TagSet {
    /// A kind that the tagger tells apart; `misc` holds names that are no mention: events, works, products, languages.
    package enum Kind: Int, CaseIterable, Sendable {
        case person, organization, place, nationality, misc, law, vessel

        /// The kind of the mention, or nil for `misc`.
        package var entity: EntityKind? {
            switch self {
            case .person: .person
            case .organization: .organization
            case .place: .place
            case .nationality: .nationality
            case .misc: nil
            case .law: .law
            case .vessel: .vessel
            }
        }
    }

    package enum Position: Int, CaseIterable, Sendable {
        case begin, inside, last, unit
    }

    /// The labels lie in four blocks of eight, one a position, with the kinds in order; outside is the eighth unit.
    package static let outside = 31
    package static let count = 32

    package static func label(_ kind: Kind, _ position: Position) -> Int {
        position.rawValue * 8 + kind.rawValue
    }

    /// The kind of a label, nil for outside.
    package static func kind(of label: Int) -> Kind? { Kind(rawValue: label & 7) }

    package static func position(of label: Int) -> Position? {
        label == outside ? nil : Position(rawValue: label >> 3)
    }

    /// Whether one label may follow the other.
    package static func isAllowed(_ next: Int, after label: Int) -> Bool {
        switch position(of: label) {
        case .begin?, .inside?:
            kind(of: next) == kind(of: label) && (position(of: next) == .inside || position(of: next) == .last)
        default: position(of: next) == nil || position(of: next) == .begin || position(of: next) == .unit
        }
    }
}

/// A name that the tagger found.
package struct TaggedSpan: Sendable, Equatable {
    package var tokens: Range<Int>
    package var kind: TagSet.Kind
    /// The probability that the model gives the name with just these bounds and this kind.
    package var confidence: Double

    package init(tokens: Range<Int>, kind: TagSet.Kind, confidence: Double = 1) {
        self.tokens = tokens
        self.kind = kind
        self.confidence = confidence
    }

    /// The names in a well-formed sequence of labels; a broken name is cut where it breaks.
    package static func spans(_ labels: [Int], from first: Int = 0) -> [TaggedSpan] {
        var spans: [TaggedSpan] = []
        var start: Int?
        for (index, label) in labels.enumerated() {
            guard let kind = TagSet.kind(of: label), let position = TagSet.position(of: label) else {
                start = nil
                continue
            }
            if position == .begin || position == .unit || start == nil { start = index }
            if position == .last || position == .unit, let from = start {
                spans.append(TaggedSpan(tokens: first + from..<first + index + 1, kind: kind))
                start = nil
            }
        }
        return spans
    }
}
