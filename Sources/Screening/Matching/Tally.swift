/// Adds up what an alignment says for and against two names being one.
struct Tally: Sendable {
    /// Weight of what both have.
    private(set) var met: Float = 0
    /// Weight lost where the two spellings differ.
    private(set) var unlike: Float = 0
    /// Weight of what each has instead of something else.
    private(set) var contradicted: Float = 0
    /// Weight of what only one of them has.
    private(set) var omitted: Float = 0
    private(set) var metParts = 0
    private(set) var features: [String] = []
    private(set) var score: Float = 0

    init(_ ours: PreparedName, _ theirs: PreparedName, _ alignment: Alignment) {
        for link in alignment.links { add(link, ours, theirs) }
        let ourRest = Self.rest(ours.parts, alignment.isOursMet)
        let theirRest = Self.rest(theirs.parts, alignment.isTheirsMet)
        contradicted = min(ourRest, theirRest)
        omitted = max(ourRest, theirRest) - contradicted
        // A pair of words that stand for one another contradicts even where both are common.
        let pairs = min(alignment.isOursMet.count { !$0 }, alignment.isTheirsMet.count { !$0 })
        contradicted = max(contradicted, Float(pairs) * (ours.kind == .person ? 0.45 : 0.35))
        omitted += Self.fathersName(ours, alignment.isOursMet) + Self.fathersName(theirs, alignment.isTheirsMet)
        score = ours.kind == .person && theirs.kind == .person ? person(ours, theirs, alignment) : body(ours, theirs)
    }

    private mutating func add(_ link: Alignment.Link, _ ours: PreparedName, _ theirs: PreparedName) {
        let a = ours.parts[link.ours]
        let b = theirs.parts[link.theirs]
        let weight = min(a.reduce(0) { $0 + $1.weight }, b.reduce(0) { $0 + $1.weight })
        var worth = Self.worth(link.likeness)
        if a.count == 1, b.count == 1, let x = a.first, let y = b.first {
            if (x.kind == .initial) != (y.kind == .initial) {
                // A word against its first letter tells little either way.
                met += 0.2
                metParts += 1
                return
            }
            if ours.hasFather, theirs.hasFather, (x.role == .patronymic) != (y.role == .patronymic) {
                worth *= 0.2
            }
        }
        met += weight * worth
        unlike += weight * (1 - worth)
        metParts += max(a.count, b.count)
    }

    private static func rest(_ parts: [NamePart], _ isMet: [Bool]) -> Float {
        var sum: Float = 0
        for (place, part) in parts.enumerated() where !isMet[place] { sum += restWeight(part) }
        return sum
    }

    /// What a part weighs that the other name doesn't have; a father's name is left out more often than not.
    static func restWeight(_ part: NamePart) -> Float {
        part.role == .patronymic && Patronymic.isOne(part.text) ? part.weight * 0.3 : part.weight
    }

    /// What a weight that only one of the names has counts against them, where they share so much.
    static func omission(_ met: Float, isPerson: Bool) -> Float {
        isPerson ? 0.18 + 0.6 * max(0, 1.8 - met) : 0.5 + 0.4 * max(0, 1 - met)
    }

    /// Of two family names the first, the father's, is the one that is never left out; without the second one there are
    /// many of that name.
    private static func fathersName(_ name: PreparedName, _ isMet: [Bool]) -> Float {
        let family = name.parts.prefix { $0.role == .family }
        guard family.count > 1, isMet[..<family.count].contains(true) else { return 0 }
        return isMet[0] ? family.indices.reduce(0) { $0 + (isMet[$1] ? 0 : family[$1].weight * 0.4) } : family[0].weight
    }

    /// What a likeness is worth: all at 1, nothing at the least.
    private static func worth(_ likeness: Float) -> Float {
        switch likeness {
        case 0.95...: 0.96 + (likeness - 0.95) * 0.8
        case 0.85..<0.95: 0.66 + (likeness - 0.85) * 3
        default: max(0, 0.15 + (likeness - 0.7) * 3.4)
        }
    }

    private mutating func person(
        _ ours: PreparedName,
        _ theirs: PreparedName,
        _ alignment: Alignment
    ) -> Float {
        guard met > 0 else { return 0 }
        var omission = Self.omission(met, isPerson: true)
        // Where vowels are left to chance, what is over counts for more.
        if (ours.parts + theirs.parts).contains(where: { $0.looseness > .abugida }) { omission += 0.15 }
        // A name in Chinese characters is whole: a syllable more makes another name.
        if (ours.parts + theirs.parts).contains(where: { !$0.native.isEmpty }) { omission = max(omission, 0.8) }
        var score = met / (met + unlike + 1.6 * contradicted + omission * omitted)
        if contradicted > 0.2 {
            features.append("contradiction")
            score *= 1 - 0.3 * min(1, contradicted)
        }
        let hidden = max(
            Self.hiddenFirst(ours, alignment.isOursMet, theirs, alignment.links.map { ($0.ours, $0.theirs) }),
            Self.hiddenFirst(theirs, alignment.isTheirsMet, ours, alignment.links.map { ($0.theirs, $0.ours) })
        )
        if hidden > 0 {
            features.append("other first name")
            score *= hidden > 0.3 ? 0.8 : 0.92
        }
        if hasOtherFamily(ours, theirs, alignment) {
            features.append("other family name")
            score *= 0.75
        }
        return alone(score, ours, theirs, cap: 0.52)
    }

    /// The weight of the name with which one name begins, where the other's first name stands further back in it; 0 where it
    /// is not so.
    ///
    /// So names of a father hide in those of his children: `Saddam Hussein` in `Qusay Saddam Hussein`. A first name that
    /// half a people bears is left out as often as not, and tells less.
    private static func hiddenFirst(
        _ name: PreparedName,
        _ isMet: [Bool],
        _ other: PreparedName,
        _ links: [(name: Range<Int>, other: Range<Int>)]
    ) -> Float {
        guard let first = name.firstGiven, let otherFirst = other.firstGiven, !isMet[first],
            name.parts[first].kind == .word,
            links.contains(where: { $0.other.contains(otherFirst) && $0.name.lowerBound > first })
        else { return 0 }
        return name.parts[first].weight
    }

    /// Whether both names tell their family name and it isn't one.
    private func hasOtherFamily(_ ours: PreparedName, _ theirs: PreparedName, _ alignment: Alignment) -> Bool {
        guard ours.isFamilyFirst, theirs.isFamilyFirst, ours.parts[0].role == .family, theirs.parts[0].role == .family
        else { return false }
        return !alignment.links.contains { link in
            ours.parts[link.ours].contains { $0.role == .family }
                && theirs.parts[link.theirs].contains { $0.role == .family }
        }
    }

    private mutating func body(_ ours: PreparedName, _ theirs: PreparedName) -> Float {
        guard met > 0 else { return 0 }
        let omission = Self.omission(met, isPerson: false)
        var score = met / (met + 1.2 * unlike + 1.6 * contradicted + omission * omitted)
        if contradicted > 0.2 {
            features.append("contradiction")
            score *= 1 - 0.3 * min(1, contradicted)
        }
        if !ours.forms.isEmpty, !theirs.forms.isEmpty, !ours.forms.contains(where: theirs.forms.contains) {
            features.append("other legal form")
            score *= 0.85
        }
        return alone(score, ours, theirs, cap: 0.72)
    }

    /// One word alone, or a few common ones, make no match.
    private mutating func alone(_ score: Float, _ ours: PreparedName, _ theirs: PreparedName, cap: Float) -> Float {
        var score = score
        if min(ours.parts.count, theirs.parts.count) == 1, metParts == 1 {
            let isWhole = ours.parts.count == theirs.parts.count
            let isShort = ours.parts[0].text.count < 4 || theirs.parts[0].text.count < 4
            features.append(isShort ? "short name alone" : "one word alone")
            score = min(score, isWhole ? (isShort ? 0.75 : 0.8 + 0.15 * (ours.parts.first?.weight ?? 0)) : cap * score)
        } else if omitted + contradicted > 0.1, met < 1 {
            features.append("common words alone")
            score *= 0.55 + 0.45 * met
        }
        return score * 0.995
    }
}

extension PreparedName {
    /// The place of the first given name: after the family name where that is known to come first.
    fileprivate var firstGiven: Int? {
        let first = isFamilyFirst ? parts.prefix { $0.role == .family }.count : 0
        return first < parts.count ? first : nil
    }

    /// Whether a part is the father's name by its form or by `bin`.
    var hasFather: Bool { parts.contains { $0.role == .patronymic } }
}
