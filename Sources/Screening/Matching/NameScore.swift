/// How surely two names are names of one party, with the reasons.
package struct NameScore: Sendable {
    /// From 0 to 1; what reaches ``NameMatcher/review`` is worth a person's look.
    package var value: Float
    package var reasons: [Reason]

    /// One part of the outcome.
    package struct Reason: Sendable, Equatable {
        /// `family`, `given`, `patronymic`, `name`, `generic`, `number`, or `feature`.
        package var part: String
        package var ours: String?
        package var theirs: String?
        /// `equal`, `similar`, `missing`, `contradicted`, or the name of a feature.
        package var verdict: String
    }
}

/// Compares names.
///
/// What both names have counts for them by its rarity; what both have and contradicts counts against them dearly; what only
/// one has counts little for persons and more for bodies. One short or common word never makes a match.
package struct NameMatcher: Sendable {
    /// From this score on a hit is worth a person's look.
    package static let review: Float = 0.7

    private var similarity = Similarity()

    package init() {}

    /// The score of the best pair of readings.
    package mutating func score(_ ours: [PreparedName], _ theirs: [PreparedName]) -> Float {
        var best: Float = 0
        for a in ours {
            for b in theirs { best = max(best, score(a, b)) }
        }
        return best
    }

    /// The score of two names.
    package mutating func score(_ ours: PreparedName, _ theirs: PreparedName) -> Float {
        let alignment = Alignment(ours.parts, theirs.parts, &similarity)
        return Tally(ours, theirs, alignment).score
    }

    /// The score with its reasons, for the best pair of readings.
    package mutating func explain(_ ours: [PreparedName], _ theirs: [PreparedName]) -> NameScore? {
        var best: NameScore?
        for a in ours {
            for b in theirs {
                let alignment = Alignment(a.parts, b.parts, &similarity)
                let tally = Tally(a, b, alignment)
                if tally.score > best?.value ?? -1 {
                    best = NameScore(value: tally.score, reasons: Explanation(a, b, alignment, tally).reasons)
                }
            }
        }
        return best
    }
}
