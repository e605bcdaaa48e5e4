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

    package init() {}

    /// The score of the best pair of readings.
    package func score(_ ours: [PreparedName], _ theirs: [PreparedName]) -> Float {
        var best: Float = 0
        for a in ours {
            for b in theirs { best = max(best, score(a, b)) }
        }
        return best
    }

    /// The score of two names.
    package func score(_ ours: PreparedName, _ theirs: PreparedName) -> Float {
        let alignment = Alignment(ours.parts, theirs.parts)
        let score = Tally(ours, theirs, alignment).score
        return score < Self.respaced && score > 0.3 && isRespaced(ours, theirs) ? Self.respaced : score
    }

    /// What a name is worth that is the other but for a letter or the blanks between its words.
    private static let respaced: Float = 0.84

    /// Whether the letters of both names in order are the same but for one slip: `Lauren Tnkunda`, `Laurent Nkunda`.
    private func isRespaced(_ ours: PreparedName, _ theirs: PreparedName) -> Bool {
        guard abs(ours.letterCount - theirs.letterCount) < 2, ours.letterCount > 9, ours.parts.count > 1,
            theirs.parts.count > 1, ours.parts[0].text.first == theirs.parts[0].text.first,
            ours.parts.map(\.text.count) != theirs.parts.map(\.text.count)
        else { return false }
        let (a, b) = (ours.parts.flatMap(\.text), theirs.parts.flatMap(\.text))
        return Similarity.ofLetters(a.span, b.span) >= 1 - 1.05 / Float(a.count) - 0.02
    }

    /// The score with its reasons, for the best pair of readings.
    package func explain(_ ours: [PreparedName], _ theirs: [PreparedName]) -> NameScore? {
        var best: NameScore?
        for a in ours {
            for b in theirs {
                let alignment = Alignment(a.parts, b.parts)
                let tally = Tally(a, b, alignment)
                guard max(tally.score, score(a, b)) > best?.value ?? -1 else { continue }
                best = NameScore(value: score(a, b), reasons: Explanation(a, b, alignment, tally).reasons)
                if let value = best?.value, value > tally.score {
                    best?.reasons.append(.init(part: "feature", ours: nil, theirs: nil, verdict: "blanks moved"))
                }
            }
        }
        return best
    }
}
