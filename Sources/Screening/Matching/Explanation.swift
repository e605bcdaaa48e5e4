/// Puts an alignment into words.
struct Explanation {
    private(set) var reasons: [NameScore.Reason] = []

    init(_ ours: PreparedName, _ theirs: PreparedName, _ alignment: Alignment, _ tally: Tally) {
        for link in alignment.links.sorted(by: { $0.ours.lowerBound < $1.ours.lowerBound }) {
            reasons.append(
                NameScore.Reason(
                    part: Self.part(ours.parts[link.ours.lowerBound], theirs.parts[link.theirs.lowerBound]),
                    ours: Self.text(ours.parts[link.ours]),
                    theirs: Self.text(theirs.parts[link.theirs]),
                    verdict: link.likeness > 0.94 ? "equal" : "similar"
                )
            )
        }
        let ourRest = ours.parts.indices.filter { !alignment.isOursMet[$0] }.map { ours.parts[$0] }
        let theirRest = theirs.parts.indices.filter { !alignment.isTheirsMet[$0] }.map { theirs.parts[$0] }
        addRest(ourRest, theirRest)
        for feature in tally.features {
            reasons.append(NameScore.Reason(part: "feature", ours: nil, theirs: nil, verdict: feature))
        }
    }

    /// Unmet parts of both names contradict one another, pair by pair; what is over is missing.
    private mutating func addRest(_ ours: [NamePart], _ theirs: [NamePart]) {
        for place in 0..<max(ours.count, theirs.count) {
            let a = place < ours.count ? ours[place] : nil
            let b = place < theirs.count ? theirs[place] : nil
            guard let either = a ?? b else { continue }
            let verdict = a != nil && b != nil ? "contradicted" : "missing"
            reasons.append(
                NameScore.Reason(
                    part: Self.part(either, b ?? either),
                    ours: a?.string,
                    theirs: b?.string,
                    verdict: verdict
                )
            )
        }
    }

    private static func text(_ parts: ArraySlice<NamePart>) -> String {
        parts.map(\.string).joined(separator: " ")
    }

    private static func part(_ a: NamePart, _ b: NamePart) -> String {
        if a.kind == .number || a.kind == .generic { return a.kind == .number ? "number" : "generic" }
        switch a.role == .unknown ? b.role : a.role {
        case .family: return "family"
        case .given: return "given"
        case .patronymic: return "patronymic"
        case .unknown: return "name"
        }
    }
}
